"""Webhook receivers: one that takes everything, and four that do what receivers should not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

TAKEN = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

Receive = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Good:
    """Takes every event, and keeps its id."""

    def __init__(self) -> None:
        self.events: list[str] = []
        """The ids of the events that came, in order; one may come twice."""

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one event."""
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        event = json.loads(await reader.readexactly(length))
        if event["type"] == "message.received":
            self.events.append(event["id"])
        writer.write(TAKEN)


async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Never answers, until the other side goes."""
    await reader.read()


async def trickling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers one byte a second."""
    for byte in TAKEN:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(1)


async def closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Closes at once."""


async def redirecting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Sends the event elsewhere, where it must not go."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")


BAD: dict[str, Receive] = {
    "never answers": never,
    "a byte a second": trickling,
    "closes at once": closing,
    "redirects": redirecting,
}


async def listening(receive: Receive) -> tuple[asyncio.Server, str]:
    """A receiver on a free port, and its URL."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError, ValueError):
            await receive(reader, writer)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, backlog=1024)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
