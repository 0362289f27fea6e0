"""Conversations and their messages in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..clock import SECOND, iso
from ..store.tables import CONVERSATIONS, MESSAGES, conversation_columns
from ..threads import CENTURY
from .calls import call
from .entry import Entry
from .parties import WAYS, Party, party, way_of
from .world import Document, Row, World, label, names_of

MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Activity:
    """A message or a call of a conversation."""

    at: int
    id: str


def conversation(world: World, entry: Entry) -> None:
    """A conversation with its messages and calls."""
    found = party(world, entry)
    texts, calls = entry.entries("messages"), entry.entries("calls")
    if found is None:
        return
    both = replace(found, conversation_id=entry.id(world.ids.conversation()))
    if not world.first("thread", "\n".join(both.key)):
        entry.wrong("Expected a conversation of its own: another has the same number and participants")
    activities = [_activity(message, world, texts, index, both) for index in range(len(texts))]
    activities += [_activity(call, world, calls, index, both) for index in range(len(calls))]
    thread(world, entry, both, activities)


def _activity(
    build: Callable[[World, Entry, Party, int], Row],
    world: World,
    entries: list[Entry],
    index: int,
    party: Party,
) -> Activity:
    """One of several messages or calls, which are a minute apart if they do not say when they were."""
    row = build(world, entries[index], party, world.now - (len(entries) - index) * MINUTE)
    return Activity(row.columns.get("created_at", world.now), row.id)


def thread(world: World, entry: Entry, party: Party, activities: list[Activity]) -> Row:
    """The conversation itself: it begins with its first activity and is as new as its last one."""
    latest = max(activities, key=lambda each: (each.at, each.id), default=None)
    began = min((each.at for each in activities), default=world.now)
    last = latest.at if latest else began
    done, unread = entry.flag("done"), entry.flag("unread")
    document = {
        "id": party.conversation_id,
        "phoneNumberId": party.number["id"],
        "name": entry.text("name"),
        "participants": party.others,
        "assignedTo": world.user_id(entry, "assigned_to", None),
        "lastActivityAt": iso(latest.at) if latest else None,
        "lastActivityId": latest.id if latest else None,
        "deletedAt": None,
        "mutedUntil": None,
        "snoozedUntil": iso(last + CENTURY) if done else None,
        "createdAt": iso(began),
        "updatedAt": iso(last),
    }
    return world.keep(
        CONVERSATIONS,
        entry,
        document,
        columns=lambda whole: {"unread": int(unread), **conversation_columns(whole)},
        names={"participants": "with"},
        fixed=("phoneNumberId",),
    )


def thread_entry(world: World, document: Document, columns: dict[str, Any]) -> dict[str, Any]:
    """What the entry of a conversation gives in words of its own, but for its messages and calls."""
    number, assignee = world.number(document["phoneNumberId"]), document["assignedTo"]
    user = world.user(assignee) if assignee else None
    given = {
        "id": document["id"],
        "number": label(world.number, number["id"], [number["name"]])
        if number
        else document["phoneNumberId"],
        "with": document["participants"],
        "name": document["name"],
        "assigned_to": label(world.user, user["id"], names_of(user)) if user else assignee,
        "unread": bool(columns["unread"]),
    }
    return {name: value for name, value in given.items() if value not in (None, False)}


def message(world: World, entry: Entry, party: Party, at: int) -> Row:
    """A message: `in: text` or `out: text`."""
    at = entry.moment("at", at)
    way = way_of(entry)
    outgoing = way == "out"
    document = {
        "id": entry.id(world.ids.activity()),
        "to": entry.items("to", party.others if outgoing else [party.number["number"]]),
        "from": entry.text("from", party.number["number"] if outgoing else party.others[0]),
        "text": entry.text(way, ""),
        "phoneNumberId": party.number["id"],
        "conversationId": party.conversation_id,
        "direction": WAYS[way],
        "userId": world.user_id(entry, "by", party.owner_id if outgoing else None),
        "status": entry.text("status", "delivered" if outgoing else "received"),
        "createdAt": iso(at),
        "updatedAt": iso(at),
    }
    return world.keep(
        MESSAGES,
        entry,
        document,
        columns=lambda whole: party.columns(whole, at),
        names={"text": way, "createdAt": "at", "userId": "by"},
        fixed=("phoneNumberId", "conversationId", "direction"),
    )


def message_entry(world: World, document: Document, at: str) -> dict[str, Any]:
    """What the entry of a message gives in words of its own."""
    outgoing = document["direction"] == "outgoing"
    user = world.user(document["userId"]) if document["userId"] else None
    by = label(world.user, user["id"], names_of(user)) if user else document["userId"]
    return {
        "out" if outgoing else "in": document["text"],
        **({"by": by} if outgoing or by is not None else {}),
        "at": at,
        "id": document["id"],
    }
