"""Something to do about a phone number, a conversation, or a message or call."""

from __future__ import annotations

import datetime

from .._runtime.model import Model


class Task(Model, kw_only=True):
    """Something to do about a phone number, a conversation, or a message or call."""

    task_id: str
    """The task, `TK…`."""

    phone_number_id: str | None
    """The workspace's number it is about, `PN…`."""

    conversation_id: str | None
    """The thread it is about."""

    activity_id: str | None
    """The message or call it is about, `AC…`."""

    phone_number_group_id: str | None
    """The group that shares that number, `GR…`."""

    org_id: str
    """The workspace it belongs to, `OR…`."""

    title: str | None
    """What is to be done, in a few words."""

    description: str | None
    """What is to be done, at length."""

    due_date: datetime.datetime | None
    """By when it is to be done."""

    assigned_to: str | None
    """Who is to do it, `US…`."""

    assigned_by: str | None
    """Who said so, `US…`."""

    created_at: datetime.datetime
    """When it was created."""

    created_by: str
    """Who created it, `US…`."""

    completed: bool
    """Whether it is done."""

    is_deleted: bool
    """Whether it was deleted."""

    revision: str
    """Which version of the task this is; the number grows by one with every change."""
