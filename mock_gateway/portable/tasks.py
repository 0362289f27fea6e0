"""Tasks in a file."""

from __future__ import annotations

from typing import Any

from ..clock import iso
from ..store.tables import TASKS, task_columns
from .entry import Entry
from .moments import written
from .world import NO_WORKSPACE, Document, Row, World


def task(world: World, entry: Entry, _: int) -> Row:
    """A task; it belongs to whatever workspace the file is imported into."""
    at = entry.moment("created_at", world.now)
    document = {
        "taskId": entry.id(world.ids.task()),
        "phoneNumberId": None,
        "conversationId": None,
        "activityId": None,
        "phoneNumberGroupId": None,
        "orgId": NO_WORKSPACE,
        "title": entry.text("title"),
        "description": entry.text("description"),
        "dueDate": None,
        "assignedTo": world.user_id(entry, "assigned_to", None),
        "assignedBy": world.user_id(entry, "assigned_by", None),
        "createdAt": iso(at),
        "createdBy": world.user_id(entry, "created_by", world.owner_id),
        "completed": entry.flag("completed"),
        "isDeleted": False,
        "revision": "1",
    }
    return world.keep(
        TASKS,
        entry,
        document,
        id=document["taskId"],
        columns=lambda whole: {**task_columns(whole), "created_at": at},
        names={"taskId": "id"},
        fixed=("orgId",),
    )


def task_entry(document: Document, created_at: int) -> dict[str, Any]:
    """What the entry of a task gives in words of its own."""
    return {"id": document["taskId"], "title": document["title"], "created_at": written(created_at)}
