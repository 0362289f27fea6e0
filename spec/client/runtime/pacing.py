"""Staying below the rate limit instead of running into it; only for those who ask for it by `max_rate`."""

from __future__ import annotations

import math
import threading
import time
from typing import Any

from .errors import Misconfigured


class Pace:
    """Lets so many requests a second through and makes the others wait; for threads and for tasks.

    No more than `rate` requests begin within any one second. A token bucket would let twice as many pass
    after a pause, and the server counts them.
    """

    def __init__(self, rate: float) -> None:
        """Raises `Misconfigured` when `rate` is not above 0, or when the limiter is not installed."""
        if not 0 < rate < math.inf:
            raise Misconfigured(f"max_rate must be a number of requests a second above 0, not {rate}.")
        try:
            import pyrate_limiter as library
        except ImportError as error:
            raise Misconfigured(
                "max_rate needs a limiter library: pip install 'maton-quo[pacing]'."
            ) from error
        whole = max(1, int(rate))  # 2.5 a second are two every 800 ms
        # The library's Limiter would start a thread to forget what has passed, and would note the time before
        # a wait instead of after it; its bucket alone does neither.
        self._bucket: Any = library.InMemoryBucket([library.Rate(whole, math.ceil(1000 * whole / rate))])
        self._item: Any = library.RateItem
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        while (seconds := self._take()) is not None:
            time.sleep(seconds)

    async def async_wait(self) -> None:
        """Return when the next request may be sent, and let others work until then."""
        while (seconds := self._take()) is not None:
            import asyncio  # 30 ms that code without await does not need

            await asyncio.sleep(seconds)

    def _take(self) -> float | None:
        """Take a place in the present second; if all are taken, the seconds until one may be free."""
        with self._lock:
            now = self._bucket.now()
            self._bucket.leak(now)
            item = self._item("request", now)
            return None if self._bucket.put(item) else max(1, self._bucket.waiting(item)) / 1000
