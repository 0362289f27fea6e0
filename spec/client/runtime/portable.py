"""Requests and responses that may leave the process in an error: without secrets and the open stream."""

from __future__ import annotations

import httpx

KEPT = frozenset(  # of a request; any other header may be a secret of whoever set it
    {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "maton-connection",
        "user-agent",
    }
)
DROPPED = ("content-encoding", "set-cookie")


def request(original: httpx.Request) -> httpx.Request:
    """A copy without the API key, and without headers that are not known to be harmless."""
    headers = [(name, value) for name, value in original.headers.multi_items() if name in KEPT]
    return httpx.Request(original.method, original.url, headers=headers, content=original.content)


def response(original: httpx.Response) -> httpx.Response:
    """A copy whose body was read, with its request; a body that echoes the API key loses it."""
    key = original.request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    return httpx.Response(
        original.status_code,
        headers=[(name, value) for name, value in original.headers.multi_items() if name not in DROPPED],
        content=original.content.replace(key, b"***") if key else original.content,
        request=request(original.request),
    )
