"""The transcript of an event."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .event_call_transcript import EventCallTranscript


class CallTranscriptEventData(Model, kw_only=True):
    """The transcript of an event."""

    object: EventCallTranscript
    """The transcript."""

    deep_link: str | Unset = UNSET
    """Where the app shows it."""
