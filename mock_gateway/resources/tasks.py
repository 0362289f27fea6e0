"""Tasks: made, changed one thing at a time, each change a revision; a deleted one is kept but not shown."""

from __future__ import annotations

from typing import Any

import msgspec

from ..clock import iso
from ..errors import Problem
from ..links import about
from ..listing import enveloped, paged
from ..people import user
from ..request import Request
from ..store.tables import TASKS, task_columns

OPEN = [("deleted", "=", 0), ("completed", "=", 0)]


def tasks_list(request: Request) -> str:
    """A page of tasks, oldest first; the last one has no `nextPageToken` (Quo's reference of 2026-06)."""
    return paged(request, TASKS, [("deleted", "=", 0)], token_on_last_page=False)


def tasks_get(request: Request) -> str:
    """One task."""
    return enveloped(_encode(_task(request)))


def tasks_create(request: Request) -> str:
    """A new task, whose due date is kept as it was written.

    Raises:
        Problem: 404 what it is about or who is to do it is unknown, 402 too many open tasks.
    """
    body, owner_id = request.body, request.workspace.owner_id()
    assignee = user(request, body["assignedTo"]) if "assignedTo" in body else None
    links = about(request, body)
    _refuse_one_too_many(request)
    task = {
        "taskId": request.ids.task(),
        **links,
        "orgId": request.workspace.id,
        "title": body["title"],
        "description": body["description"],
        "dueDate": body.get("dueDate"),
        "assignedTo": assignee,
        "assignedBy": None if assignee is None else owner_id,
        "createdAt": iso(request.now),
        "createdBy": owner_id,  # a key belongs to nobody; what it does is done for the owner
        "completed": False,
        "isDeleted": False,
        "revision": "1",
    }
    request.workspace.insert(TASKS, task, id=task["taskId"], **task_columns(task))
    told = ("taskId", "revision", "phoneNumberId", "conversationId", "activityId")
    return enveloped(_encode({name: task[name] for name in told if task[name] is not None}))


def tasks_update(request: Request) -> str:
    """Another title and description."""
    return _change(request, title=request.body["title"], description=request.body["description"])


def tasks_delete(request: Request) -> None:
    """Take a task out of everybody's sight: it is a 404 from now on, also to a second deletion."""
    _change(request, isDeleted=True)


def tasks_complete(request: Request) -> str:
    """Done; one that was done before gets a new revision all the same."""
    return _change(request, completed=True)


def tasks_reopen(request: Request) -> str:
    """Not done after all; raises 402 where a completed one would be one open task too many."""
    if _task(request)["completed"]:
        _refuse_one_too_many(request)
    return _change(request, completed=False)


def tasks_assign(request: Request) -> str:
    """Somebody else is to do it; raises 404 for nobody of this workspace."""
    _task(request)
    assignee = user(request, request.body["userId"])
    return _change(request, assignedTo=assignee, assignedBy=request.workspace.owner_id())


def tasks_unassign(request: Request) -> str:
    """Nobody is to do it; raises 404 for a user who was not to (our choice, no source tells)."""
    _held(request, "assignedTo", request.body["userId"], "assigned")
    return _change(request, assignedTo=None, assignedBy=None)


def tasks_link_conversation(request: Request) -> str:
    """Another conversation, with the phone number that it is on; a message or call stays linked."""
    task = _task(request)
    links = about(request, {"conversationId": request.body["conversationId"]})
    return _change(request, **{**links, "activityId": task["activityId"]})


def tasks_unlink_conversation(request: Request) -> str:
    """No conversation; raises 404 for one that was not linked (our choice, no source tells)."""
    _held(request, "conversationId", request.body["conversationId"], "linked")
    return _change(request, conversationId=None)


def tasks_change_due_date(request: Request) -> str:
    """Another due date, kept as it was written."""
    return _change(request, dueDate=request.body["dueDate"])


def tasks_remove_due_date(request: Request) -> str:
    """No due date."""
    return _change(request, dueDate=None)


def _task(request: Request) -> dict[str, Any]:
    task = request.workspace.read(TASKS, request.path["taskId"])
    if task is None or task["isDeleted"]:
        raise request.not_found("Task")
    return task


def _held(request: Request, field: str, id: str, how: str) -> None:
    """Raise 404 unless the task's `field` is `id`."""
    task = _task(request)
    if task[field] != id:
        raise Problem(404, f"{task['taskId']} is not {how} to {id}")


def _change(request: Request, **changes: Any) -> str:
    """Keep the task with `changes` and the next revision, which every change is told by."""
    task = _task(request)
    changed = {**task, **changes, "revision": str(int(task["revision"]) + 1)}
    request.workspace.replace(TASKS, changed, id=changed["taskId"], **task_columns(changed))
    return enveloped(_encode({name: changed[name] for name in ("taskId", "revision")}))


def _refuse_one_too_many(request: Request) -> None:
    limit = request.settings.open_task_limit
    count = len(request.workspace.ids(TASKS, OPEN)) if limit else 0
    if limit and count >= limit:
        raise Problem(402, f"{count} tasks are open, and {limit} may be")


def _encode(value: Any) -> str:
    return msgspec.json.encode(value).decode()
