"""How many requests an account has left in the present second."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from .clock import SECOND

_MOST_WINDOWS = 10_000


@dataclass(frozen=True, slots=True)
class Window:
    """What one request found in its account's window."""

    limit: int
    left: int
    """Requests left after this one; -1 when this one is over the limit."""
    seconds: int
    """Seconds until the window ends, rounded up."""

    def headers(self) -> dict[str, str]:
        """The headers as seen live on 2026-08-30: those of an IETF draft, not X-RateLimit-*."""
        return {
            "ratelimit": f'"per-second"; r={max(self.left, 0)}; t={self.seconds}',
            "ratelimit-policy": f'"per-second"; q={self.limit}; w=1',
        }


class Windows(Protocol):
    """Where requests are counted."""

    def take(self, account_id: str, limit: int, now: int) -> Window:
        """Count one request of an account at `now`, in microseconds."""

    def answer(self) -> bool:
        """Whether requests can be counted there now."""


class RateWindows:
    """Counts requests in fixed windows of one second, each opened by the first request in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[str, tuple[int, int]] = {}
        self._swept = -SECOND

    def take(self, account_id: str, limit: int, now: int) -> Window:
        """Count one request of an account at `now`, in microseconds."""
        with self._lock:
            opened, count = self._windows.get(account_id, (now, 0))
            if not opened <= now < opened + SECOND:  # the clock may also have been set back
                opened, count = now, 0
            self._windows[account_id] = (opened, count + 1)
            if len(self._windows) > _MOST_WINDOWS and not self._swept <= now < self._swept + SECOND:
                self._sweep(now)
        left = limit - count - 1
        return Window(limit, max(left, -1), -(-(opened + SECOND - now) // SECOND))

    def answer(self) -> bool:
        """They are in this process, and always answer."""
        return True

    def _sweep(self, now: int) -> None:
        """Forget the windows that are over: those that are not are still counted in."""
        self._windows = {id: each for id, each in self._windows.items() if each[0] <= now < each[0] + SECOND}
        self._swept = now
