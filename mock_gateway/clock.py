"""What time it is for the gateway: the real time, until somebody freezes or advances it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SECOND = 1_000_000
"""Times are whole microseconds since 1970 throughout the gateway; this is one second."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = int((datetime(9000, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()) * SECOND


def real_time() -> int:
    """The real time, in microseconds since 1970."""
    return time.time_ns() // 1000


@dataclass(frozen=True, slots=True)
class Setting:
    """What somebody told a clock, in microseconds; by default nothing."""

    shift: int = 0
    """How far it goes ahead of its source."""
    frozen: int | None = None
    """The moment at which it stands still."""


class Clock:
    """A clock that runs like `source`, shifted or standing still as its setting says."""

    def __init__(self, source: Callable[[], int] = real_time) -> None:
        self._source = source

    def now(self, setting: Setting) -> int:
        """The present, in microseconds since 1970."""
        return self._source() + setting.shift if setting.frozen is None else setting.frozen

    def real(self) -> int:
        """The present of its source, whatever it was told."""
        return self._source()

    def changed(
        self,
        setting: Setting,
        *,
        freeze: bool = False,
        to: int | None = None,
        advance: float = 0,
        resume: bool = False,
    ) -> Setting:
        """The setting after what is asked for, in this order.

        Args:
            freeze: let time stand still until `resume`; `to` and `advance` still move it.
            to: make it this moment, in microseconds since 1970.
            advance: seconds to go forward.
            resume: let time run on from where it stands.

        Raises:
            ValueError: time would go backwards, or beyond the year 9000.
        """
        real = self._source()
        now = real + setting.shift if setting.frozen is None else setting.frozen
        moment = later(now if to is None else _forward(to, now), advance)
        stands = (freeze or setting.frozen is not None) and not resume
        return Setting(moment - real, moment if stands else None)


def _forward(moment: int, now: int) -> int:
    """`moment`, if a clock that shows `now` can be set to it; what has happened cannot be undone."""
    if moment < now:
        raise ValueError(
            f"the clock goes forward only: it is {iso_micro(now)}, so set takes a later time and advance"
            " seconds; resume lets a frozen clock run on from where it stands"
        )
    return moment


def later(moment: int, seconds: float) -> int:
    """The moment so many seconds after `moment`.

    Raises:
        ValueError: the seconds are less than none, or the moment lies after the year 9000.
    """
    if not 0 <= seconds <= LATEST // SECOND:
        raise ValueError("the clock can only be advanced by zero or more seconds")
    if (reached := moment + round(seconds * SECOND)) > LATEST:
        raise ValueError("the clock can be set to any later time up to the year 9000")
    return reached


def iso(moment: int) -> str:
    """`moment` as Quo writes it: ISO 8601 in UTC with milliseconds."""
    return f"{_datetime(moment).isoformat(timespec='milliseconds')[:23]}Z"  # a third of strftime's time


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
