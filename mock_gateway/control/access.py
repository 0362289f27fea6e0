"""Who may steer the gateway: this machine, or whoever has the admin token; never an account's key."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from ..asked import Asked
from ..errors import Problem
from ..hooks.signature import HEADER as SIGNATURE
from ..loopback import is_loopback

ELSEWHERE = "/_mock/ answers this machine only, by its own name; --admin-token opens it to others"
PROXIES = ("Forwarded", "Via", "X-Real-IP", *(f"X-Forwarded-{what}" for what in ("For", "Host", "Proto")))
"""Headers by which a proxy says that somebody else is asking."""
UNKNOWN = "/_mock/ answers whoever sends Authorization: Bearer <the token of --admin-token>"


def refuse_strangers(asked: Asked, admin_token: str | None) -> None:
    """Raise `Problem` 403 for other machines, for other sites, for webhooks, and for a wrong token."""
    origin = asked.header("Origin")
    if origin is not None and origin != asked.origin:
        # A page of another site that is open in the same browser must not steer the gateway.
        raise Problem(403, "/_mock/ cannot be used from other sites", speaker="maton")
    refuse_other_pages(asked)
    refuse_webhooks(asked)
    if admin_token is None:
        refuse_other_machines(asked)
    elif not has_token(asked, admin_token):
        raise Problem(403, UNKNOWN, speaker="maton")


def refuse_other_pages(asked: Asked) -> None:
    """Raise `Problem` 403 for what a page of another site fetches or embeds; a link may lead here.

    Browsers tell so of requests without an Origin, too, such as those for scripts and pictures. Another port
    of this host is another site.
    """
    followed = (
        asked.method in ("GET", "HEAD")
        and asked.header("Sec-Fetch-Mode") == "navigate"
        and asked.header("Sec-Fetch-Dest") == "document"
    )
    if asked.header("Sec-Fetch-Site") in ("cross-site", "same-site") and not followed:
        raise Problem(403, "/_mock/ cannot be used from other sites", speaker="maton")


def refuse_webhooks(asked: Asked) -> None:
    """Raise `Problem` 403 for a webhook.

    Whoever can make one chooses where it is sent; it must not come in here by that way.
    """
    if asked.header(SIGNATURE) is not None:
        raise Problem(403, "/_mock/ does not take webhooks", speaker="maton")


def refuse_other_machines(asked: Asked) -> None:
    """Raise `Problem` 403 for whoever does not come from this machine by its own name."""
    if not _from_this_machine(asked):
        raise Problem(403, ELSEWHERE, speaker="maton")


def has_token(asked: Asked, admin_token: str) -> bool:
    """Whether a request carries the admin token, as a program sends it."""
    sent = asked.header("Authorization") or ""
    return hmac.compare_digest(sent.encode("utf-8", "replace"), f"Bearer {admin_token}".encode())


def _from_this_machine(asked: Asked) -> bool:
    """Whether both ends are here: no proxy in between, and no name that somebody else's DNS gives to us.

    A page of a foreign site can make its own name point to this machine and so share its origin; names
    without a dot, such as `localhost` or the `mock` of an in-process test, are out of its reach. nginx adds
    no header unless it is told to, but speaks HTTP/1.0, which programs of this machine do no more. A balancer
    of TCP cannot be told at all: whoever has one needs an admin token.
    """
    if asked.protocol == "HTTP/1.0" or any(asked.header(name) is not None for name in PROXIES):
        return False
    if not asked.came_by_a_name:
        return False
    name = urlsplit(asked.origin).hostname or ""
    return is_loopback(asked.remote_address) and ("." not in name or is_loopback(name))
