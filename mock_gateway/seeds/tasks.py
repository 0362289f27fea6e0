"""Tasks, as the recipe lists them."""

from __future__ import annotations

from typing import Any

from ..clock import moment_of
from ..store import Workspace
from ..store.tables import TASKS, task_columns
from .recipe import GUIDE_TIME, Recipe

_AS_LISTED = moment_of(GUIDE_TIME)


def fill(workspace: Workspace, recipe: Recipe) -> None:
    """Add them in the order of the recipe, a microsecond apart."""
    groups = {number["id"]: number["groupId"] for number in recipe.words["phone_numbers"]}
    for index, task in enumerate(recipe.words.get("tasks", ())):
        document = _task(workspace, recipe, task, groups[task["phoneNumberId"]])
        columns = {**task_columns(document), "created_at": _AS_LISTED + index}
        workspace.insert(TASKS, document, id=document["taskId"], **columns)


def _task(workspace: Workspace, recipe: Recipe, task: dict[str, Any], group_id: str) -> dict[str, Any]:
    """A task with what the recipe leaves out; one that is done has been changed once."""
    owner_id = recipe.words["users"][0]["id"]
    conversation_id, completed = task.get("conversationId"), task.get("completed", False)
    return {
        "taskId": task["taskId"],
        "phoneNumberId": task["phoneNumberId"],
        "conversationId": None if conversation_id is None else recipe.guide_id(conversation_id),
        "activityId": task.get("activityId"),
        "phoneNumberGroupId": group_id,
        "orgId": workspace.id,
        "title": task["title"],
        "description": task["description"],
        "dueDate": task.get("dueDate"),
        "assignedTo": task.get("assignedTo"),
        "assignedBy": owner_id if "assignedTo" in task else None,
        "createdAt": GUIDE_TIME,
        "createdBy": owner_id,
        "completed": completed,
        "isDeleted": False,
        "revision": "2" if completed else "1",
    }
