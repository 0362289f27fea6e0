"""The connections under a client: one TLS context for all, a pool for each."""

from __future__ import annotations

import functools
import ssl
from typing import Any

import httpx

TIMEOUT = httpx.Timeout(30.0, connect=5.0)


@functools.cache
def trusted() -> ssl.SSLContext:
    """The TLS context that all clients share; making one reads 150 certificates and takes 16 ms."""
    return httpx.create_ssl_context()


@functools.cache
def trusting_nobody() -> ssl.SSLContext:
    """The TLS context for plain http: no certificates are read, and any HTTPS after all would be refused."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def options(transport: Any, uses_tls: bool) -> dict[str, Any]:
    """What to make an httpx client with; the URL, the headers and the retries are not its business."""
    if transport is not None:
        return {"timeout": TIMEOUT, "transport": transport}
    return {"timeout": TIMEOUT, "verify": trusted() if uses_tls else trusting_nobody()}
