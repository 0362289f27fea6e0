"""The time of one private gateway, in the hand of a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ..control.client import Control, ControlError
from ..control.clock import ClockState


class GatewayClock:
    """Moves the gateway's time; what falls due by then has happened when a method returns.

    Messages become delivered, calls end and are transcribed, webhooks are attempted again. It goes forward
    only. The process's own time stays as it is.
    """

    def __init__(self, control: Control) -> None:
        self._control = control

    @property
    def now(self) -> datetime:
        """What time it is for the gateway, in UTC."""
        return _moment(self._control.now())

    def freeze(self) -> datetime:
        """Let time stand still until `resume`; `advance` and `set` still move it."""
        return _moment(self._control.freeze())

    def resume(self) -> datetime:
        """Let time run on from where it stands."""
        return _moment(self._control.resume())

    def advance(
        self, seconds: float = 0, *, minutes: float = 0, hours: float = 0, days: float = 0
    ) -> datetime:
        """Let time pass at once.

        Raises:
            ValueError: it would go backwards, or beyond the year 9000.
        """
        try:
            passed = timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days).total_seconds()
        except OverflowError:
            raise ValueError("no clock goes so far") from None
        return _changed(lambda: self._control.advance(passed))

    def set(self, moment: datetime | str) -> datetime:
        """Make it a later moment: a datetime, UTC if it names no zone, or a text in ISO 8601.

        Raises:
            ValueError: it is no moment, or an earlier one.
        """
        text = moment if isinstance(moment, str) else moment.isoformat()
        return _changed(lambda: self._control.set_clock(text))


def _changed(change: Callable[[], ClockState]) -> datetime:
    try:
        return _moment(change())
    except ControlError as refusal:
        raise ValueError(refusal.message) from None


def _moment(state: ClockState) -> datetime:
    return datetime.fromisoformat(state.now).astimezone(UTC)
