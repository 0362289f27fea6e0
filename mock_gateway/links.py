"""What a task is about: a phone number, a conversation on one, or a message or call that went over one."""

from __future__ import annotations

from typing import Any

from .lines import line
from .request import Request
from .store.tables import CALLS, CONVERSATIONS, MESSAGES


def about(request: Request, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a task about what `given` names, by `phoneNumberId`, `conversationId` or `activityId`.

    Whichever it is, it leads to a phone number of the workspace. The conversation of a message or call is not
    filled in: the reference of 2026-06 promises the phone number alone.

    Raises:
        Problem: 404, the workspace has no such thing.
    """
    conversation_id, activity_id = given.get("conversationId"), given.get("activityId")
    if conversation_id is not None:
        number_id = _number_of(request.workspace.read(CONVERSATIONS, conversation_id))
        what = "Conversation"
    elif activity_id is not None:
        activity = request.workspace.read(MESSAGES, activity_id) or request.workspace.read(CALLS, activity_id)
        number_id, what = _number_of(activity), "Message or call"
    else:
        number_id, what = given["phoneNumberId"], "Phone number"
    if number_id is None:
        raise request.not_found(what)
    number = line(request, number_id)
    return {
        "phoneNumberId": number["id"],
        "conversationId": conversation_id,
        "activityId": activity_id,
        "phoneNumberGroupId": number.get("groupId"),
    }


def _number_of(document: dict[str, Any] | None) -> str | None:
    return None if document is None else document["phoneNumberId"]
