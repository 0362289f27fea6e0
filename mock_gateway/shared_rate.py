"""Requests counted together by all replicas of a gateway, in Redis; alone, while Redis is away."""

from __future__ import annotations

import logging
import time

from limits.errors import ConfigurationError
from limits.storage import RedisStorage
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from .rate import RateWindows, Window, WrongAddress

logger = logging.getLogger("mock_gateway")

_SCHEMES = ("redis://", "rediss://", "redis+unix://")
_WAIT_SECONDS = 0.5
"""A rate limit is not worth a longer wait."""
_AWAY_SECONDS = 1.0
"""How long Redis is left alone after it did not answer, so that not every request waits for it."""


class SharedWindows:
    """Windows of one second of the real time, each opened by the first request in it at any replica.

    A limit that is counted by each replica alone lets through too much, but a gateway that is down for the
    want of a counter lets through nothing: without Redis each goes on alone, and says so once.
    """

    def __init__(self, url: str) -> None:
        """Name the Redis at `url`, which need not be there yet; raises `WrongAddress`."""
        if not url.startswith(_SCHEMES):
            raise WrongAddress(f"--rate-limits takes a redis:// URL, not {url.partition(':')[0]!r}")
        try:
            self._counts = RedisStorage(
                url,
                key_prefix="quo-mock",
                socket_timeout=_WAIT_SECONDS,
                socket_connect_timeout=_WAIT_SECONDS,
                retry=Retry(NoBackoff(), 1),  # type: ignore[arg-type]  # what is not named is Redis's own
            )
        except (ConfigurationError, ValueError) as error:
            raise WrongAddress(f"--rate-limits has no usable redis:// URL: {error}") from None
        self._alone = RateWindows()
        self._away_until: float | None = None

    def take(self, account_id: str, limit: int, now: int) -> Window:
        """Count one request of an account; `now`, in microseconds, matters only while Redis is away."""
        if self._away_until is not None and time.monotonic() < self._away_until:
            return self._alone.take(account_id, limit, now)
        try:
            count = self._counts.incr(account_id, expiry=1)
        except RedisError as error:
            self._lose(error)
            return self._alone.take(account_id, limit, now)
        if self._away_until is not None:
            self._away_until = None
            logger.warning("Redis is back: rate limits are counted together again")
        return Window(limit, max(limit - count, -1), 1)

    def answer(self) -> bool:
        """Whether Redis answers."""
        return bool(self._counts.check())

    def _lose(self, error: RedisError) -> None:
        if self._away_until is None:
            logger.warning("Redis is away, so each replica counts its own requests: %s", error)
        self._away_until = time.monotonic() + _AWAY_SECONDS
