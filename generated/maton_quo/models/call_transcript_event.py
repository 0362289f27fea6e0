"""A transcript is ready."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .call_transcript_event_data import CallTranscriptEventData
from .call_transcript_event_type import CallTranscriptEventType


class CallTranscriptEvent(Model, kw_only=True):
    """A transcript is ready."""

    id: str
    """The event, `EV…`. Sent again, it has the same."""

    object: str
    """`event`."""

    created_at: datetime.datetime
    """When it happened."""

    type: CallTranscriptEventType
    """What happened."""

    data: CallTranscriptEventData
    """What it happened to."""

    api_version: str | Unset = UNSET
    """The version of events, `v4`."""
