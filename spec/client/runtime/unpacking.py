"""Reading an answer whole, up to a size that no genuine one has: 64 KiB of gzip can stand for 64 MiB."""

from __future__ import annotations

import httpx

LARGEST = 32 * 1024 * 1024
"""Bytes of an answer, unpacked; a page of 100 messages, each as long as can be, takes 1 MiB."""


class _Collected:
    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._chunks: list[bytes] = []
        self._left = LARGEST

    def add(self, chunk: bytes) -> None:
        self._left -= len(chunk)
        if self._left < 0:
            message = f"the answer is over {LARGEST // 1024 // 1024} MiB"
            raise httpx.DecodingError(message, request=self._response.request)
        self._chunks.append(chunk)

    def keep(self) -> None:
        self._response._content = b"".join(self._chunks)  # as `Response.read` does, which has no limit


def read(response: httpx.Response) -> None:
    """Read the body; raises `httpx.DecodingError` if it is too large, or cannot be unpacked."""
    collected = _Collected(response)
    for chunk in response.iter_bytes():
        collected.add(chunk)
    collected.keep()


async def aread(response: httpx.Response) -> None:
    """The same for an answer that is awaited."""
    collected = _Collected(response)
    async for chunk in response.aiter_bytes():
        collected.add(chunk)
    collected.keep()
