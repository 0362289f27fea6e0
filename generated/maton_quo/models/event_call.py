"""A phone call as an event tells it."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .call_status import CallStatus
from .direction import Direction
from .event_recording import EventRecording


class EventCall(Model, kw_only=True):
    """A phone call as an event tells it."""

    id: str
    """The call, `AC…`."""

    object: str
    """`call`."""

    direction: Direction
    """Made or received."""

    status: CallStatus
    """How it stands."""

    created_at: datetime.datetime
    """When it began to ring."""

    duration: int | None | Unset = UNSET
    """How long it lasted, in seconds."""

    participants: list[str] | Unset = UNSET
    """Both sides, in E.164; may be empty."""

    answered_at: datetime.datetime | None | Unset = UNSET
    """When it was picked up; null if nobody did."""

    answered_by: str | None | Unset = UNSET
    """Who picked up, `US…`."""

    initiated_by: str | None | Unset = UNSET
    """Who placed it, `US…`."""

    forwarded_from: str | None | Unset = UNSET
    """Where it was forwarded from, E.164 or `US…`."""

    forwarded_to: str | None | Unset = UNSET
    """Where it was forwarded to, E.164 or `US…`."""

    completed_at: datetime.datetime | None | Unset = UNSET
    """When it ended."""

    updated_at: datetime.datetime | None | Unset = UNSET
    """When it last changed."""

    user_id: str | None | Unset = UNSET
    """The user it belongs to, `US…`."""

    phone_number_id: str | None | Unset = UNSET
    """The workspace's number, `PN…`."""

    contact_ids: list[str] | Unset = UNSET
    """The contacts who have the other side's number."""

    recordings: list[EventRecording] | None | Unset = UNSET
    """What was recorded; null until it is ready."""
