"""Two connections tied together: what arrives at one leaves by the other, its end as well."""

from __future__ import annotations

import asyncio
import socket
import struct

_AT_ONCE = struct.pack("ii", 1, 0)


class Side(asyncio.Protocol):
    """One of two connections; both are tied by `tie`.

    As long as it is open it is one of `present`.
    """

    def __init__(self, present: set[Side]) -> None:
        self.transport: asyncio.Transport | None = None
        self._present = present
        self._other: Side | None = None
        self._ended = False

    def tie(self, other: Side) -> None:
        """What arrives at either leaves by the other from now on."""
        self._other, other._other = other, self

    def close(self) -> None:
        """End the connection once everything is written."""
        if self.transport is not None:
            self.transport.close()

    def leave(self) -> None:
        """The connection is lost, or somebody else's now."""
        self.transport = None
        self._present.discard(self)

    # ── What asyncio tells ──

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- for the type checker
        self.transport = transport
        self._present.add(self)

    def data_received(self, data: bytes) -> None:
        if self._across is not None:
            self._across.write(data)

    def eof_received(self) -> bool:
        """Pass on a half that has ended, where both can have halves: TLS here cannot."""
        self._ended = True
        across = self._across
        if self._other is None or across is None or self._other._ended:
            return False
        if not self._has_halves() or not across.can_write_eof():
            return False
        across.write_eof()
        return True

    def connection_lost(self, error: Exception | None) -> None:
        across = self._across
        self.leave()
        if across is not None:
            if error is None:
                across.close()
            else:
                reset(across)

    def pause_writing(self) -> None:
        if self._across is not None:
            self._across.pause_reading()

    def resume_writing(self) -> None:
        if self._across is not None:
            self._across.resume_reading()

    @property
    def _across(self) -> asyncio.Transport | None:
        return None if self._other is None else self._other.transport

    def _has_halves(self) -> bool:
        return self.transport is not None and self.transport.can_write_eof()


def reset(transport: asyncio.Transport) -> None:
    """End a connection as the other one ended, with a reset: the caller sees what it would see without us."""
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    transport.abort()
