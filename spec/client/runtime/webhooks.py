"""Check that a webhook came from Quo, then read it."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

from .errors import BadSignature

HEADER = "openphone-signature"


def verify(
    body: bytes,
    signature: Mapping[str, str] | str,
    secret: str,
    *,
    tolerance: float = 300,
    now: float | None = None,
) -> dict[str, Any]:
    """The event in `body`, if it was signed with `secret` not long ago.

    Args:
        body: The request's body as it came, before anything has parsed it.
        signature: The request's headers, or the value of `openphone-signature`.
        secret: The webhook's key, base64, as Quo shows it.
        tolerance: How far the signature's time may be from now, in seconds.
        now: The time to compare it with, in seconds since 1970; by default the clock's.

    Raises:
        BadSignature: When the header is missing or malformed, when no signature fits, or when it is too old.
    """
    header = signature if isinstance(signature, str) else _from_headers(signature)
    signed_at = _genuine(body, header, _key(secret))
    if abs((time.time() if now is None else now) - signed_at) > tolerance:
        raise BadSignature(f"The signature is more than {tolerance:g} s away from now; it may be a replay.")
    try:
        event = json.loads(body)
    except ValueError:
        event = None
    if not isinstance(event, dict):
        raise BadSignature("The signature fits, but the body is not an event.")
    return event


def sign(body: bytes, secret: str, timestamp_ms: int) -> str:
    """The value of `openphone-signature` for a body, for tests of your own receiver.

    Args:
        body: The request's body.
        secret: The webhook's key, base64.
        timestamp_ms: When it is signed, in milliseconds since 1970.
    """
    return f"hmac;1;{timestamp_ms};{_digest(body, _key(secret), str(timestamp_ms))}"


def _genuine(body: bytes, header: str, key: bytes) -> float:
    """When the body was signed, in seconds since 1970, by the first of the header's signatures that fits."""
    candidates = [part.strip().split(";") for part in header.split(",")]
    usable = [c for c in candidates if len(c) == 4 and c[:2] == ["hmac", "1"] and _is_time(c[2])]
    if not usable:
        raise BadSignature(f"{HEADER} is not of the form hmac;1;<milliseconds>;<base64>.")
    for _, _, timestamp, digest in usable:
        expected = _digest(body, key, timestamp)
        if hmac.compare_digest(expected.encode(), digest.encode()):
            return int(timestamp) / 1000
    raise BadSignature("The signature does not fit: it has another key, or the body was changed or parsed.")


def _digest(body: bytes, key: bytes, timestamp: str) -> str:
    return base64.b64encode(hmac.digest(key, timestamp.encode() + b"." + body, "sha256")).decode()


def _is_time(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise BadSignature("The secret is not base64; use the webhook's key as Quo shows it.")
    return key


def _from_headers(headers: Mapping[str, str]) -> str:
    for name, value in headers.items():
        if name.lower() == HEADER:
            return value
    raise BadSignature(f"There is no {HEADER} header.")
