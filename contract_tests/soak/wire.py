"""HTTP by hand over one connection, so that asking costs little beside what is asked."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    seconds: float

    def json(self) -> Any:
        """The body, which is JSON."""
        return json.loads(self.body)


class Wire:
    """A connection that is kept; whoever uses it asks one thing after the other."""

    def __init__(self, port: int) -> None:
        """`port` is of this machine."""
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(
        self, method: str, target: str, key: str = "", body: Any = None, *, raw: bytes | None = None
    ) -> Answer:
        """Ask, and wait for the whole answer; raises `OSError` and `asyncio.IncompleteReadError`."""
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        head = f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nUser-Agent: soak/1\r\n"
        if key:
            head += f"Authorization: Bearer {key}\r\n"
        if content:
            head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        began = time.perf_counter()
        self._writer.write(head.encode() + b"\r\n" + content)
        status, length, closes = _read(await self._reader.readuntil(b"\r\n\r\n"))
        answered = await self._reader.readexactly(length)
        taken = time.perf_counter() - began
        if closes:
            self.close()
        return Answer(status, answered, taken)

    def close(self) -> None:
        """Close it; asking opens another."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def _read(head: bytes) -> tuple[int, int, bool]:
    """The status, the length of the body, and whether the connection is closed after it."""
    first, *lines = head.decode("latin-1").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if line)
    return (
        int(first.split()[1]),
        int(headers.get("content-length", "0")),
        headers.get("connection") == "close",
    )
