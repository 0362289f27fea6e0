"""Conversations in every state, with their messages and calls."""

from __future__ import annotations

from typing import Any

from ..clock import SECOND, iso, moment_of
from ..store import Workspace
from ..store.tables import CONVERSATIONS, MESSAGES, conversation_columns, together
from ..threads import CENTURY
from . import calls
from .contacts import HOUR, Person
from .recipe import GUIDE_NUMBER, GUIDE_TIME, Recipe

Number = dict[str, Any]


def fill(workspace: Workspace, recipe: Recipe, people: list[Person]) -> None:
    """Add as many conversations as the recipe asks for, the guide's first."""
    numbers = recipe.words["phone_numbers"]
    for index in range(recipe.words["conversations"]):
        number = numbers[index % len(numbers)]
        # Two people share the group thread; everybody else has a thread of their own.
        participants = [GUIDE_NUMBER] if index == 0 else [people[index].number]
        if index == GROUP:
            participants.append(people[index + 1].number)
        ends_at = recipe.ends_at - index * 51 * HOUR
        _fill_one(workspace, recipe, index, number, participants, people[index].name, ends_at)


LONG, GROUP, NO_ACTIVITY, DELETED = 1, 3, 38, 39
"""Which conversation has the most messages, several people, none at all, or was deleted."""


def _fill_one(
    workspace: Workspace,
    recipe: Recipe,
    index: int,
    number: Number,
    participants: list[str],
    name: str,
    ends_at: int,
) -> None:
    conversation_id = recipe.guide_id("CV123abc") if index == 0 else recipe.ids.conversation()
    activities = []
    if index != NO_ACTIVITY:
        activities += _messages(workspace, recipe, index, number, participants, conversation_id, ends_at)
        if index != GROUP:
            activities += calls.fill(workspace, recipe, index, number, participants[0], ends_at)
    latest = max(activities, default=None)
    created = min(activities)[0] if activities else ends_at
    conversation = {
        "id": conversation_id,
        "phoneNumberId": number["id"],
        "name": name if index % 10 == 0 else None,  # null unless somebody gave it a name
        "participants": participants,
        "assignedTo": _assignee(recipe, index),
        "lastActivityAt": iso(latest[0]) if latest else None,
        "lastActivityId": latest[1] if latest else None,
        "deletedAt": iso(ends_at + HOUR) if index == DELETED else None,
        "mutedUntil": iso(recipe.ends_at + 24 * HOUR) if index % 13 == 5 else None,
        "snoozedUntil": iso(ends_at + CENTURY) if index % 3 == 2 else None,
        "createdAt": iso(created),
        "updatedAt": iso(latest[0] if latest else created),
    }
    workspace.insert(
        CONVERSATIONS,
        conversation,
        id=conversation_id,
        unread=int(index % 5 == 4),
        **conversation_columns(conversation),
    )


def _assignee(recipe: Recipe, index: int) -> str | None:
    if index == 0:
        return "US123abc"  # as the guide prints it
    assignee: str | None = recipe.choice("users")["id"] if index % 4 == 0 else None
    return assignee


def _messages(
    workspace: Workspace,
    recipe: Recipe,
    index: int,
    number: Number,
    participants: list[str],
    conversation_id: str,
    ends_at: int,
) -> list[tuple[int, str]]:
    """Messages backwards from `ends_at`; returns when each was and its id."""
    count = recipe.words["long_thread"] if index == LONG else recipe.between("messages")
    rows, at = [], ends_at
    for position in range(count):
        message = _message(recipe, number, participants, conversation_id, at, outgoing=position % 2 == 1)
        rows.append(_row(workspace, message, participants, at))
        at -= recipe.randomness.randint(2, 300) * 60 * SECOND
    if index == 0:
        message = _guide_message(recipe, conversation_id)
        rows.append(_row(workspace, message, participants, moment_of(GUIDE_TIME)))
    workspace.insert_rows(MESSAGES, rows)
    return [(row["created_at"], row["id"]) for row in rows]


def _row(workspace: Workspace, message: dict[str, Any], participants: list[str], at: int) -> dict[str, Any]:
    return workspace.row(
        MESSAGES,
        message,
        id=message["id"],
        phone_number_id=message["phoneNumberId"],
        participants=together(participants),
        user_id=message["userId"],
        created_at=at,
    )


def _message(
    recipe: Recipe, number: Number, participants: list[str], conversation_id: str, at: int, *, outgoing: bool
) -> dict[str, Any]:
    status = "undelivered" if recipe.randomness.random() < 0.04 else "delivered"
    return {
        "id": recipe.ids.activity(),
        "to": participants if outgoing else [number["number"]],
        "from": number["number"] if outgoing else recipe.randomness.choice(participants),
        "text": recipe.choice("outgoing" if outgoing else "incoming"),
        "phoneNumberId": number["id"],
        "conversationId": conversation_id,
        "direction": "outgoing" if outgoing else "incoming",
        "userId": recipe.randomness.choice(number["users"]) if outgoing else None,
        "status": status if outgoing else "received",
        "createdAt": iso(at),
        "updatedAt": iso(at + 2 * SECOND if outgoing else at),
    }


def _guide_message(recipe: Recipe, conversation_id: str) -> dict[str, Any]:
    return {
        "id": "AC123abc",
        "to": [GUIDE_NUMBER],
        "from": GUIDE_NUMBER,
        "text": "Hello, world!",
        "phoneNumberId": "PN123abc",
        "conversationId": conversation_id,
        "direction": "outgoing",
        "userId": "US123abc",
        "status": "delivered",
        "createdAt": GUIDE_TIME,
        "updatedAt": GUIDE_TIME,
    }
