"""A text message came in or was delivered."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .message_event_data import MessageEventData
from .message_event_type import MessageEventType


class MessageEvent(Model, kw_only=True):
    """A text message came in or was delivered."""

    id: str
    """The event, `EV…`. Sent again, it has the same."""

    object: str
    """`event`."""

    created_at: datetime.datetime
    """When it happened."""

    type: MessageEventType
    """What happened."""

    data: MessageEventData
    """What it happened to."""

    api_version: str | Unset = UNSET
    """The version of events, `v4`."""
