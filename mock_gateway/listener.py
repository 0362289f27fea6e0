"""What the kernel is told about connections: whoever does not take its answers is not waited for without end.

Granian closes a connection that asks nothing for 30 seconds, but has no limit for one that asks and does not
read; and its sockets cannot be had from it, so they are found among the open files of this process.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress

UNREAD_SECONDS = 30
"""How long an answer may wait for its reader, or a peer be silent that has gone without a word."""
_OPEN_FILES = "/dev/fd"
_ESTABLISHED = 1
_TCP_INFO = struct.Struct("B23xI16xI4xI")
"""Of Linux' `struct tcp_info`: state, unacknowledged packets, milliseconds since data was sent and came."""


def limit(port: int, *, unread_seconds: int = UNREAD_SECONDS) -> None:
    """Limit what is accepted at a port from now on; systems that have no such limits go without."""
    if not hasattr(socket, "TCP_USER_TIMEOUT"):
        return
    for found in _own(port):
        # What is accepted takes these from the socket that listens.
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, unread_seconds * 1000)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, unread_seconds)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 5)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)


def cut(port: int, *, idle_seconds: float) -> None:
    """Close what was accepted at a port, and neither sends nor is sent anything for so long.

    That may also be a connection that is kept for later, or one whose answer is long in coming: nothing tells
    them apart, so this is for when somebody is waited for in vain. Only Linux says how long it is.
    """
    if sys.platform != "linux":
        return
    for found in _own(port):
        told = found.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO.size)
        state, unacknowledged, sent, received = _TCP_INFO.unpack(told)
        if state == _ESTABLISHED and not unacknowledged and min(sent, received) >= idle_seconds * 1000:
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)


def _own(port: int) -> Iterator[socket.socket]:
    """The sockets of this process at a local port, as copies that share everything with them."""
    for name in os.listdir(_OPEN_FILES):
        with suppress(OSError):
            if not stat.S_ISSOCK(os.stat(int(name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(name))) as found:
                if found.family in (socket.AF_INET, socket.AF_INET6) and found.getsockname()[1] == port:
                    yield found
