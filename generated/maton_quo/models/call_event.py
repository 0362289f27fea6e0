"""A call rings, has ended, or its recording is ready."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .call_event_data import CallEventData
from .call_event_type import CallEventType


class CallEvent(Model, kw_only=True):
    """A call rings, has ended, or its recording is ready."""

    id: str
    """The event, `EV…`. Sent again, it has the same."""

    object: str
    """`event`."""

    created_at: datetime.datetime
    """When it happened."""

    type: CallEventType
    """What happened."""

    data: CallEventData
    """What it happened to."""

    api_version: str | Unset = UNSET
    """The version of events, `v4`."""
