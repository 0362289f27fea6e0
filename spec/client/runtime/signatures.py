"""Whether a webhook was signed with the secret, not long ago; both of Quo's ways to sign are known.

    openphone-signature: hmac;1;<milliseconds>;<base64>      of  <milliseconds>.<body>
    webhook-signature: v1,<base64> with webhook-id and       of  <id>.<seconds>.<body>
    webhook-timestamp (standardwebhooks.com)

Each may hold several signatures, as while a secret is replaced; one that fits is enough.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from .errors import BadSignature

HEADER = "openphone-signature"
STANDARD_HEADER = "webhook-signature"
PREFIX = "whsec_"  # of a secret for the second way


class Headers(Protocol):
    """The headers of a request, as a dict or as any web framework has them."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Names, in any case, and values."""
        ...


class Signature(NamedTuple):
    """One signature: of which bytes before the body, made when (seconds since 1970), and what it is."""

    before_body: bytes
    made_at: float
    digest: str


def check(body: bytes, headers: Headers, secret: str, *, tolerance: float, now: float | None) -> None:
    """Return if `body` was signed with `secret` not long ago; the arguments are those of `webhooks.verify`.

    Raises:
        BadSignature: When not.
    """
    key, given = key_of(secret), {name.lower(): value for name, value in headers.items()}
    fitting = [s for s in _signatures(given, secret) if _fits(s, key, body)]
    if not fitting:
        raise BadSignature(
            "The signature does not fit: it has another key, or the body was changed or parsed."
        )
    present = time.time() if now is None else now
    # A body that is sent again with an old signature is not made young by adding another.
    if all(abs(present - signature.made_at) > tolerance for signature in fitting):
        raise BadSignature(f"The signature is more than {tolerance:g} s away from now; it may be a replay.")


def digest(key: bytes, before_body: bytes, body: bytes) -> str:
    """The HMAC-SHA256 of both, in base64."""
    return base64.b64encode(hmac.digest(key, before_body + body, "sha256")).decode()


def key_of(secret: str) -> bytes:
    """The key that a secret stands for; raises BadSignature, which does not repeat it, if it is none."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise BadSignature(f"The secret is not base64; use it as Quo shows it, with or without {PREFIX}.")
    return key


def _signatures(headers: dict[str, str], secret: str) -> list[Signature]:
    """The signatures of the way that the headers hold; if they hold both, that of the secret."""
    ways = {HEADER: _own, STANDARD_HEADER: _standard}
    held = [name for name in ways if name in headers]
    if not held:
        raise BadSignature(f"There is no {HEADER} header, and no {STANDARD_HEADER} either.")
    name = held[-1] if secret.startswith(PREFIX) else held[0]
    return ways[name](headers)


def _own(headers: dict[str, str]) -> list[Signature]:
    candidates = [part.strip().split(";") for part in headers[HEADER].split(",")]
    usable = [c for c in candidates if len(c) == 4 and c[:2] == ["hmac", "1"] and _is_time(c[2])]
    if not usable:
        raise BadSignature(f"{HEADER} is not of the form hmac;1;<milliseconds>;<base64>.")
    return [Signature(f"{ms}.".encode(), int(ms) / 1000, made) for _, _, ms, made in usable]


def _standard(headers: dict[str, str]) -> list[Signature]:
    sent_id, seconds = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not sent_id or not _is_time(seconds):
        raise BadSignature(
            f"Beside {STANDARD_HEADER} there must be webhook-id and webhook-timestamp, in seconds."
        )
    candidates = [part.partition(",") for part in headers[STANDARD_HEADER].split()]
    usable = [made for version, _, made in candidates if version == "v1" and made]
    if not usable:
        raise BadSignature(f"{STANDARD_HEADER} is not of the form v1,<base64>.")
    return [Signature(f"{sent_id}.{seconds}.".encode(), int(seconds), made) for made in usable]


def _fits(signature: Signature, key: bytes, body: bytes) -> bool:
    expected = digest(key, signature.before_body, body)
    return hmac.compare_digest(expected.encode(), signature.digest.encode("utf-8", "replace"))


def _is_time(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20
