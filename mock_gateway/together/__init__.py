"""What processes share beside their database: by Redis, or as the workers of one server by memory."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..journal import Journal, Notes
from ..rate import RateWindows, Windows
from .address import WrongAddress, link_to

if TYPE_CHECKING:
    from .memory import Memory

__all__ = ("Together", "WrongAddress")


class Together:
    """Where the requests of a gateway are counted and noted."""

    def __init__(self, redis: str | None = None, memory: Memory | None = None) -> None:
        """Args:
        redis: the URL of what replicas share.
        memory: what the workers of one server share.

        Raises:
            WrongAddress: the URL is none, or what it needs is not installed.
        """
        self._link, self.memory = link_to(redis), memory

    def windows(self) -> Windows:
        """Where requests are counted against the rate limit."""
        if self._link is not None:
            from ..shared_rate import SharedWindows

            return SharedWindows(self._link)
        if self.memory is not None:
            from ..worker_rate import WorkerWindows

            return WorkerWindows(self.memory.windows, self.memory.turn)
        return RateWindows()

    def journal(self, secret: bytes) -> Notes:
        """Where requests are noted; gateways with the same secret have one journal."""
        if self._link is not None:
            from ..journal.in_redis import RedisJournal

            return RedisJournal(self._link, hashlib.sha256(b"journal" + secret).hexdigest()[:16])
        if self.memory is not None:
            from ..journal.ring import RingJournal

            return RingJournal(self.memory.ring, self.memory.turn)
        return Journal()
