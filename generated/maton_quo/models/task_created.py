"""A new task, and what it is about."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from .._runtime.model import Model


class TaskCreated(Model, kw_only=True):
    """A new task, and what it is about."""

    task_id: str
    """The task, `TK…`."""

    revision: str
    """Its first revision."""

    phone_number_id: str
    """The workspace's number it is about, `PN…`, whatever it was linked to."""

    conversation_id: str | Unset = UNSET
    """The thread it is about, if it was linked to one."""

    activity_id: str | Unset = UNSET
    """The message or call it is about, `AC…`, if it was linked to one."""
