"""Clients that misbehave, each again and again beside the load, and what each of them must see."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

from mock_gateway.asked import LARGEST_BODY

from .counting import Counts
from .wire import Wire

Misbehave = Callable[[int, str, Counts], Awaitable[None]]

HEAD = "POST /quo/v1/contacts HTTP/1.1\r\nHost: x\r\nUser-Agent: soak/1\r\nContent-Type: application/json\r\n"
_PATIENCE = 100.0
"""Seconds in which the gateway must have sent everybody away who does not go on."""


async def _sent_away(kind: str, port: int, counts: Counts, first: bytes, trickle: bytes) -> None:
    """Send something, and then a byte a second or nothing, until the gateway closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        writer.write(first)
        while loop.time() - began < _PATIENCE:
            with suppress(TimeoutError):
                answer = await asyncio.wait_for(reader.read(65536), 1)
                status = int(answer[9:12]) if answer.startswith(b"HTTP/") else 0
                counts.count(kind, status, loop.time() - began, status if status in (0, 400, 408) else 408)
                return
            writer.write(trickle)
        counts.surprises[f"{kind}: still connected after {_PATIENCE:.0f} s"] += 1
    except ConnectionError:
        counts.count(kind, 0, loop.time() - began, 0)
    finally:
        writer.close()


async def silent(port: int, key: str, counts: Counts) -> None:
    """Connects, and says nothing."""
    await _sent_away("silent socket", port, counts, b"", b"")


async def slow_head(port: int, key: str, counts: Counts) -> None:
    """Sends a byte a second of its headers."""
    await _sent_away("head, a byte a second", port, counts, HEAD.encode() + b"X: ", b"x")


async def slow_body(port: int, key: str, counts: Counts) -> None:
    """Sends a byte a second of its body."""
    await _sent_away("body, a byte a second", port, counts, _post(key, 1000), b" ")


async def no_body(port: int, key: str, counts: Counts) -> None:
    """Promises a body that never comes."""
    await _sent_away("body that never comes", port, counts, _post(key, 1000), b"")


async def vanishing(port: int, key: str, counts: Counts) -> None:
    """Goes in the middle of a body, with a reset instead of a goodbye."""
    with socket.socket() as gone:
        gone.setblocking(False)
        await asyncio.get_running_loop().sock_connect(gone, ("127.0.0.1", port))
        await asyncio.get_running_loop().sock_sendall(gone, _post(key, 1000) + b"{")
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    counts.count("gone within a body", 0, 0.0, 0)
    await asyncio.sleep(1)


async def never_reading(port: int, key: str, counts: Counts) -> None:
    """Asks again and again, and reads no answer."""
    loop = asyncio.get_running_loop()
    with socket.socket() as unread:
        unread.setblocking(False)
        unread.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        await loop.sock_connect(unread, ("127.0.0.1", port))
        asking = b"GET /_mock/api/openapi.json HTTP/1.1\r\nHost: x\r\nUser-Agent: soak/1\r\n\r\n"
        began = loop.time()
        with suppress(OSError, TimeoutError):
            while loop.time() - began < _PATIENCE:
                await asyncio.wait_for(loop.sock_sendall(unread, asking * 20), _PATIENCE)
                await asyncio.sleep(1)
        counts.count("reads no answer", 0, loop.time() - began, 0)


async def large(port: int, key: str, counts: Counts) -> None:
    """Sends bodies at the limit, and a byte over it."""
    wire = Wire(port)
    whole = b'{"defaultFields": {"firstName": "Ann"}}'
    cases = (("body at the limit", LARGEST_BODY, 201), ("body over it", LARGEST_BODY + 1, 413))
    for kind, length, wanted in cases:
        raw = whole + b" " * (length - len(whole))
        try:
            answer = await wire.ask("POST", "/quo/v1/contacts", key, raw=raw)
            counts.count(kind, answer.status, answer.seconds, wanted)
        except (OSError, EOFError):
            if wanted == 201:
                counts.surprises[f"{kind}: no answer"] += 1
        wire.close()
    await asyncio.sleep(1)


def _post(key: str, length: int) -> bytes:
    return f"{HEAD}Authorization: Bearer {key}\r\nContent-Length: {length}\r\n\r\n".encode()


EVERY: tuple[tuple[Misbehave, int], ...] = (
    (silent, 20),
    (slow_head, 5),
    (slow_body, 5),
    (no_body, 10),
    (vanishing, 3),
    (never_reading, 5),
    (large, 2),
)
"""Each with how many of its kind there are at once."""


async def again(misbehave: Misbehave, port: int, key: str, counts: Counts, until: float) -> None:
    """Misbehave until the loop's time is `until`."""
    loop = asyncio.get_running_loop()
    while loop.time() < until:
        try:
            async with asyncio.timeout_at(until):
                await misbehave(port, key, counts)
        except TimeoutError:
            return
        except OSError as error:
            counts.surprises[f"{misbehave.__name__}: {type(error).__name__}"] += 1
            await asyncio.sleep(1)
