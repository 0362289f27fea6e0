"""A phone call."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model
from .call_status import CallStatus
from .direction import Direction


class Call(Model, kw_only=True):
    """A phone call."""

    id: str
    """The call, `AC…`."""

    phone_number_id: str
    """The workspace's number, `PN…`."""

    user_id: str
    """The user it belongs to, `US…`."""

    direction: Direction
    """Made or received."""

    status: CallStatus
    """How it stands."""

    duration: int
    """How long it lasted, in seconds."""

    participants: list[str]
    """The other side, or both sides, in E.164."""

    answered_at: datetime.datetime | None
    """When it was picked up; null if nobody did."""

    completed_at: datetime.datetime | None
    """When it ended."""

    created_at: datetime.datetime
    """When it began to ring."""

    updated_at: datetime.datetime | None
    """When it last changed."""

    answered_by: str | None | Unset = UNSET
    """Who picked up, `US…`, or the id of an AI agent."""

    initiated_by: str | None | Unset = UNSET
    """Who placed it, `US…`."""

    call_route: str | None | Unset = UNSET
    """`phone-number` or `phone-menu`; null on outgoing calls."""

    forwarded_from: str | None | Unset = UNSET
    """Where it was forwarded from, E.164 or `US…`."""

    forwarded_to: str | None | Unset = UNSET
    """Where it was forwarded to, E.164 or `US…`."""

    ai_handled: str | None | Unset = UNSET
    """`ai-agent` when an AI agent took it."""
