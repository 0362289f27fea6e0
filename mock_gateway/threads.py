"""Conversations as messages make them: found by number and participants, created, reopened, filed away."""

from __future__ import annotations

from typing import Any

import msgspec

from .clock import SECOND, iso
from .ids import Ids
from .store import Workspace
from .store.tables import CONVERSATIONS, conversation_columns, together

CENTURY = 36_525 * 24 * 3600 * SECOND
"""A conversation that is done is snoozed about a hundred years ahead (production code, 2026)."""


def thread(
    workspace: Workspace, number_id: str, participants: list[str], *, now: int, ids: Ids
) -> dict[str, Any]:
    """The conversation with these participants on this number; a new one is made if there is none."""
    where = [("phone_number_id", "=", number_id), ("participants", "=", together(participants))]
    found = workspace.every(CONVERSATIONS, where)
    if found:
        return msgspec.json.decode(found[0], type=dict[str, Any])
    conversation: dict[str, Any] = {
        "id": ids.conversation(),
        "phoneNumberId": number_id,
        "name": None,
        "participants": participants,
        "assignedTo": None,
        "lastActivityAt": None,
        "lastActivityId": None,
        "deletedAt": None,
        "mutedUntil": None,
        "snoozedUntil": None,
        "createdAt": iso(now),
        "updatedAt": iso(now),
    }
    workspace.insert(
        CONVERSATIONS, conversation, id=conversation["id"], unread=0, **conversation_columns(conversation)
    )
    return conversation


def touch(
    workspace: Workspace,
    conversation: dict[str, Any],
    activity_id: str,
    *,
    now: int,
    done: bool,
    unread: int = 0,
) -> None:
    """Note the latest activity: it brings a deleted or done conversation back, unless it is to be done.

    What happened at another replica, whose clock may be ahead, or is noted late, may be later than this.

    Args:
        unread: how many more texts are unread now.
    """
    last, at = conversation["lastActivityAt"], iso(now)
    latest = {"lastActivityAt": at, "lastActivityId": activity_id} if last is None or last <= at else {}
    changed = {
        **conversation,
        **latest,
        "deletedAt": None,
        "snoozedUntil": iso(now + CENTURY) if done else None,
        "updatedAt": max(at, conversation["updatedAt"]),
    }
    columns = conversation_columns(changed)
    if unread:
        columns["unread"] = workspace.value(CONVERSATIONS, changed["id"], "unread") + unread
    workspace.replace(CONVERSATIONS, changed, id=changed["id"], **columns)
