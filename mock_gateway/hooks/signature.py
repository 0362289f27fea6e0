"""How Quo signs what it sends: `openphone-signature: hmac;1;<milliseconds>;<base64>`."""

from __future__ import annotations

import base64
import hmac

HEADER = "openphone-signature"


def signature(key: str, timestamp_ms: int, body: bytes) -> str:
    """The header's value for a body: base64 of HMAC-SHA256 over `<timestamp>.<body>` (support.quo.com).

    Args:
        key: the webhook's key, base64: what it decodes to is the key of the HMAC.
        timestamp_ms: when it is sent, in milliseconds since 1970.

    Raises:
        ValueError: the key is not base64.
    """
    signed = b"%d." % timestamp_ms + body
    digest = hmac.digest(base64.b64decode(key, validate=True), signed, "sha256")
    return f"hmac;1;{timestamp_ms};{base64.b64encode(digest).decode()}"
