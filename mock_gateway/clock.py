"""What time it is for the gateway: the real time, until somebody freezes, sets or advances it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

SECOND = 1_000_000
"""Times are whole microseconds since 1970 throughout the gateway; this is one second."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = int((datetime(9000, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()) * SECOND


def real_time() -> int:
    """The real time, in microseconds since 1970."""
    return time.time_ns() // 1000


class Clock:
    """A clock that runs like `source`, shifted or standing still as it was told."""

    def __init__(self, source: Callable[[], int] = real_time) -> None:
        self._source = source
        self._shift = 0
        self._frozen: int | None = None

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen is not None

    def now(self) -> int:
        """The present, in microseconds since 1970."""
        return self._source() + self._shift if self._frozen is None else self._frozen

    def real(self) -> int:
        """The present of its source, whatever it was told."""
        return self._source()

    def freeze(self) -> None:
        """Let time stand still, until `resume`; `set` still moves it."""
        self._frozen = self.now()

    def resume(self) -> None:
        """Let time run on from where it stands."""
        self.set(self.now())
        self._frozen = None

    def set(self, moment: int) -> None:
        """Make it `moment`, in microseconds since 1970.

        Raises:
            ValueError: the moment lies before 1970 or after the year 9000.
        """
        within_reach(moment)
        if self._frozen is not None:
            self._frozen = moment
        self._shift = moment - self._source()


def later(moment: int, seconds: float) -> int:
    """The moment so many seconds after `moment`.

    Raises:
        ValueError: the seconds are less than none, or the moment lies before 1970 or after the year 9000.
    """
    if not 0 <= seconds <= LATEST // SECOND:
        raise ValueError("the clock can only be advanced by zero or more seconds")
    return within_reach(moment + round(seconds * SECOND))


def within_reach(moment: int) -> int:
    """`moment`, if a clock can be set to it; else `ValueError`."""
    if not 0 <= moment <= LATEST:
        raise ValueError("the clock can be set to any time from 1970 to 9000")
    return moment


def iso(moment: int) -> str:
    """`moment` as Quo writes it: ISO 8601 in UTC with milliseconds."""
    return f"{_datetime(moment):%Y-%m-%dT%H:%M:%S}.{moment // 1000 % 1000:03}Z"


def iso_micro(moment: int) -> str:
    """`moment` as Maton writes it: ISO 8601 in UTC with microseconds."""
    return f"{_datetime(moment):%Y-%m-%dT%H:%M:%S}.{moment % SECOND:06}Z"


def moment_of(text: str) -> int:
    """The moment that an ISO 8601 text names; without an offset it is UTC.

    Raises:
        ValueError: the text is no ISO 8601 date and time.
    """
    # Python knows neither a year 0, for which another leap year stands in, nor a leap second.
    known = "0004" + text[4:] if text.startswith("0000") else text
    parsed = datetime.fromisoformat(known.replace("t", "T").replace("z", "Z").replace(":60", ":59"))
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=UTC)
    return (parsed - _EPOCH) // timedelta(microseconds=1)


def _datetime(moment: int) -> datetime:
    return _EPOCH + timedelta(microseconds=moment)
