"""The mock door: `/_mock/api/…`, by which tests and people steer the gateway itself."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

import flask

from ..errors import Problem
from ..gateway import Gateway
from ..loopback import is_loopback
from . import operations

ELSEWHERE = "/_mock/ answers this machine only, by its own name; --admin-token opens it to others"
UNKNOWN = "/_mock/ answers whoever sends Authorization: Bearer <the token of --admin-token>"


def blueprint(gateway: Gateway, admin_token: str | None) -> flask.Blueprint:
    """The control API over one gateway, answering this machine, or whoever has the admin token."""
    api = flask.Blueprint("control", __name__, url_prefix="/_mock")

    @api.before_request
    def guard() -> None:
        _refuse_other_sites()
        if not _is_allowed(admin_token):
            raise Problem(403, ELSEWHERE if admin_token is None else UNKNOWN, speaker="maton")

    operations.register(api, gateway)
    return api


def _is_allowed(admin_token: str | None) -> bool:
    if admin_token is None:
        return _from_this_machine()
    sent = flask.request.headers.get("Authorization", "")
    return hmac.compare_digest(sent.encode(), f"Bearer {admin_token}".encode())


def _from_this_machine() -> bool:
    """Whether both ends are here: no proxy in between, and no name that somebody else's DNS gives to us.

    A page of a foreign site can make its own name point to this machine and so share its origin; names
    without a dot, such as `localhost` or the `mock` of an in-process test, are out of its reach.
    """
    headers = flask.request.headers
    if "Forwarded" in headers or "X-Forwarded-For" in headers:
        return False
    name = urlsplit(flask.request.host_url).hostname or ""
    return is_loopback(flask.request.remote_addr or "") and ("." not in name or is_loopback(name))


def _refuse_other_sites() -> None:
    """A page of another site that is open in the same browser must not steer the gateway."""
    origin = flask.request.headers.get("Origin")
    if origin is not None and origin != flask.request.host_url.rstrip("/"):
        raise Problem(403, "/_mock/ cannot be used from other sites", speaker="maton")
