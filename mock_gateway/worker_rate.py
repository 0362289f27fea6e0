"""Requests counted together by the workers of one server, in the memory that they share."""

from __future__ import annotations

from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING

from .clock import SECOND
from .rate import Window

if TYPE_CHECKING:
    from .together.memory import Turn

_SLOT = Struct("<Qqq")
"""The hash of an account, when its window was opened, and the requests in it."""
_LONG_AGO = -SECOND
_NEAR = 8
"""How many slots an account may be in; the window that is longest over makes room for another's."""


class WorkerWindows:
    """Windows of one second of the gateway's time, each opened by the first request in it at any worker."""

    def __init__(self, memory: memoryview, turn: Turn) -> None:
        """Over zeros, or over what another worker counts in; `turn` is held while it is looked at."""
        self._memory, self._turn = memory, turn
        self._slots = len(memory) // _SLOT.size

    def take(self, account_id: str, limit: int, now: int) -> Window:
        """Count one request of an account at `now`, in microseconds."""
        name = int.from_bytes(blake2b(account_id.encode(), digest_size=8).digest(), "little") or 1
        with self._turn:
            place, opened, count = self._found(name)
            if not opened <= now < opened + SECOND:  # the clock may also have been set back
                opened, count = now, 0
            _SLOT.pack_into(self._memory, place, name, opened, count + 1)
        left = limit - count - 1
        return Window(limit, max(left, -1), -(-(opened + SECOND - now) // SECOND))

    def answer(self) -> bool:
        """They are in this machine's memory, and always answer."""
        return True

    def _found(self, name: int) -> tuple[int, int, int]:
        """Where an account is counted, when its window was opened, and the requests in it."""
        oldest = None
        for step in range(_NEAR):
            place = (name + step) % self._slots * _SLOT.size
            known, opened, count = _SLOT.unpack_from(self._memory, place)
            if known == name:
                return place, opened, count
            if oldest is None or opened < oldest[1]:
                oldest = place, opened
        return (oldest or (0, 0))[0], _LONG_AGO, 0
