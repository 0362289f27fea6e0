"""A summary is ready."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .call_summary_event_data import CallSummaryEventData
from .call_summary_event_type import CallSummaryEventType


class CallSummaryEvent(Model, kw_only=True):
    """A summary is ready."""

    id: str
    """The event, `EV…`. Sent again, it has the same."""

    object: str
    """`event`."""

    created_at: datetime.datetime
    """When it happened."""

    type: CallSummaryEventType
    """What happened."""

    data: CallSummaryEventData
    """What it happened to."""

    api_version: str | Unset = UNSET
    """The version of events, `v4`."""
