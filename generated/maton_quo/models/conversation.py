"""All messages and calls with the same participants on one of the workspace's numbers."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model


class Conversation(Model, kw_only=True):
    """All messages and calls with the same participants on one of the workspace's numbers."""

    id: str
    """The conversation."""

    phone_number_id: str
    """The workspace's number, `PN…`."""

    name: str | None
    """Its own name, if it was given one."""

    participants: list[str]
    """The other side, without the workspace's own number."""

    assigned_to: str | None
    """The user who looks after it, `US…`."""

    last_activity_at: datetime.datetime | None
    """When the last message or call was."""

    created_at: datetime.datetime | None
    """When it began."""

    updated_at: datetime.datetime | None
    """When it last changed."""

    deleted_at: datetime.datetime | None | Unset = UNSET
    """When it was deleted."""

    last_activity_id: str | None | Unset = UNSET
    """The last message or call, `AC…`."""

    muted_until: datetime.datetime | None | Unset = UNSET
    """Until when it makes no sound."""

    snoozed_until: datetime.datetime | None | Unset = UNSET
    """Until when it is out of the open inbox; about a hundred years ahead when it is done."""
