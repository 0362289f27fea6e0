"""A caller at the proxy: its head is read, and it is led to the gateway, let through, or refused."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from .head import LARGEST_HEAD, Unreadable, Wanted, read_head
from .hosts import Hosts
from .relay import Side

_OPEN = b"HTTP/1.1 200 Connection established\r\n\r\n"
_END = b"\r\n\r\n"
_LINGER_SECONDS = 2.0
"""How long a caller that was refused may go on sending; to hang up at once could cost it the answer."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What all callers share."""

    gateway: tuple[str, int]
    hosts: Hosts
    context: Callable[[str], ssl.SSLContext]
    """The TLS context that answers for a host."""
    patience: float
    """Seconds for a head, for a handshake, and for a connection to be made."""


class Entrance(Side):
    """One caller, from its first byte on."""

    def __init__(self, ways: Ways, present: set[Side]) -> None:
        super().__init__(present)
        self._ways = ways
        self._head = bytearray()
        self._reading = True
        self._refused = False
        self._timer: asyncio.TimerHandle | None = None
        self._leading: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        late = f"no whole head came within {self._ways.patience:g} s"
        self._timer = asyncio.get_running_loop().call_later(self._ways.patience, self._refuse, 408, late)

    def connection_lost(self, error: Exception | None) -> None:
        self._stop_timer()
        if self._leading is not None:
            self._leading.cancel()
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        if not self._reading:
            super().data_received(data)
            return
        unseen = max(0, len(self._head) - len(_END))
        self._head += data
        end = self._head.find(_END, unseen)
        if end > LARGEST_HEAD or (end < 0 and len(self._head) > LARGEST_HEAD):
            self._refuse(431, f"the head is over {LARGEST_HEAD // 1024} KiB")
        elif end >= 0:
            self._reading = False
            self._stop_timer()
            self._follow(bytes(self._head[:end]), bytes(self._head[end + len(_END) :]))

    def _follow(self, head: bytes, rest: bytes) -> None:
        """Lead a caller to where its head says, with what it has sent after it."""
        try:
            wanted = read_head(head)
        except Unreadable as error:
            return self._refuse(400, str(error))
        way = self._ways.hosts.way_to(wanted)
        if way == "refused":
            return self._refuse(
                403, f"{wanted.address} is neither Maton nor Quo, and was not allowed by name"
            )
        secure = wanted.tunnel and way == "gateway" and wanted.port == 443
        if secure and rest:
            return self._refuse(400, "nothing may be sent before the tunnel is open")
        if self.transport is not None:
            self.transport.pause_reading()
            address = self._ways.gateway if way == "gateway" else (wanted.host, wanted.port)
            self._leading = asyncio.create_task(self._lead(wanted, address, rest, secure=secure))
        return None

    async def _lead(self, wanted: Wanted, address: tuple[str, int], rest: bytes, *, secure: bool) -> None:
        behind = Side(self._present)
        try:
            async with asyncio.timeout(self._ways.patience):
                await asyncio.get_running_loop().create_connection(lambda: behind, *address)
        except OSError:  # which a timeout is as well
            return self._refuse(502, f"{wanted.address} cannot be reached")
        if self.transport is None:  # it has hung up meanwhile
            return behind.close()
        if secure:
            return await self._speak_tls(self.transport, behind, self._ways.context(wanted.host))
        if wanted.tunnel:
            self.transport.write(_OPEN)
        self.tie(behind)
        super().data_received(wanted.head + rest)
        self.transport.resume_reading()
        return None

    async def _speak_tls(self, transport: asyncio.Transport, behind: Side, context: ssl.SSLContext) -> None:
        """Answer as the host itself, and tie what was decrypted to the gateway."""
        inside = Side(self._present)
        inside.tie(behind)
        transport.write(_OPEN)
        try:
            decrypted = await asyncio.get_running_loop().start_tls(
                transport, inside, context, server_side=True, ssl_handshake_timeout=self._ways.patience
            )
        except OSError:  # it does not trust the authority, or has hung up
            return behind.close()
        finally:
            self.leave()
        if decrypted is not None:
            inside.connection_made(decrypted)
        if behind.transport is None:
            inside.close()
        return None

    def _refuse(self, status: int, why: str) -> None:
        """Say why, in the status line too: most programs show nothing else of a proxy's answer."""
        self._stop_timer()
        if self.transport is None or self.transport.is_closing():
            return
        self._refused = True
        body = f"quo-mock: {why}\n"
        head = f"HTTP/1.1 {status} {why}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}"
        self.transport.write(f"{head}\r\nConnection: close\r\n\r\n{body}".encode())
        self.transport.write_eof()
        self._timer = asyncio.get_running_loop().call_later(_LINGER_SECONDS, self.transport.abort)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
