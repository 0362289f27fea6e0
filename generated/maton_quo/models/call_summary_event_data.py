"""The summary of an event."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .event_call_summary import EventCallSummary


class CallSummaryEventData(Model, kw_only=True):
    """The summary of an event."""

    object: EventCallSummary
    """The summary."""

    deep_link: str | Unset = UNSET
    """Where the app shows it."""
