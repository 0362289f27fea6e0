"""What a person looks through: conversations with what is unread, and threads of messages and calls.

Each answer is a window of so many rows at most, found over an index and never counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from .conditions import Parameters
from .pages import Position
from .tables import CALLS, CONTACTS, MESSAGES, Table
from .workspace import Workspace

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which conversations are wanted."""

    number_id: str | None = None
    """Those on one of the workspace's numbers; None is all of them."""
    unread: bool = False
    """Only those with something unread."""
    digits: str = ""
    """Those with a participant whose number has these digits in it, or"""
    participants: Sequence[str] = ()
    """with one of these numbers alone; both empty seeks nobody in particular."""


@dataclass(frozen=True, slots=True)
class Found:
    """One conversation of the list."""

    position: Position
    document: Document
    unread: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A message or a call of a thread."""

    position: Position
    kind: str
    """`message` or `call`."""
    document: Document


def conversations(
    workspace: Workspace, sought: Sought, *, limit: int, before: Position | None = None
) -> list[Found]:
    """At most `limit` conversations that are not deleted, the latest activity first."""
    parameters = Parameters(workspace.id)
    said = ["workspace_id = :workspace", "deleted_at IS NULL"]
    if sought.number_id is not None:
        said.append(f"phone_number_id = {parameters.bind(sought.number_id)}")
    if sought.unread:
        said.append("unread > 0")
    if sought.digits or sought.participants:
        said.append(_with(sought, parameters))
    rows = workspace.database.all(
        f"SELECT last_activity_at, id, document, unread FROM conversations WHERE {' AND '.join(said)}"  # noqa: S608 - own words
        f"{_before('last_activity_at', parameters, before)}"
        f" ORDER BY last_activity_at DESC, id DESC LIMIT {parameters.bind(limit)}",
        parameters,
    )
    return [Found(Position(at, id), msgspec.json.decode(text), unread) for at, id, text, unread in rows]


def _with(sought: Sought, parameters: Parameters) -> str:
    either = []
    if sought.digits:
        either.append(f"participants LIKE {parameters.bind(f'%{sought.digits}%')}")
    if sought.participants:
        either.append(f"participants IN ({', '.join(map(parameters.bind, sought.participants))})")
    return f"({' OR '.join(either)})"


def unread(workspace: Workspace) -> dict[str, int]:
    """How many conversations with something unread there are on each number, by its id."""
    rows = workspace.database.all(
        "SELECT phone_number_id, COUNT(*) FROM conversations"
        " WHERE workspace_id = :workspace AND unread > 0 GROUP BY phone_number_id",
        {"workspace": workspace.id},
    )
    return {str(id): int(n) for id, n in rows}


def thread(
    workspace: Workspace, number_id: str, participants: str, *, limit: int, before: Position | None = None
) -> list[Activity]:
    """At most `limit` messages and calls of a thread before a position, oldest first."""
    found: list[Activity] = []
    for kind, table in (("message", MESSAGES), ("call", CALLS)):
        parameters = Parameters(workspace.id)
        rows = workspace.database.all(
            f"SELECT created_at, id, document FROM {table.name} WHERE workspace_id = :workspace"  # noqa: S608 - own names
            f" AND phone_number_id = {parameters.bind(number_id)}"
            f" AND participants = {parameters.bind(participants)}"
            f"{_before('created_at', parameters, before)}"
            f" ORDER BY created_at DESC, id DESC LIMIT {parameters.bind(limit)}",
            parameters,
        )
        found += [Activity(Position(at, id), kind, msgspec.json.decode(text)) for at, id, text in rows]
    found.sort(key=lambda it: (it.position.key, it.position.id, it.kind), reverse=True)
    return found[:limit][::-1]


def _before(column: str, parameters: Parameters, before: Position | None) -> str:
    if before is None:
        return ""
    return f" AND ({column}, id) < ({parameters.bind(before.key)}, {parameters.bind(before.id)})"


def contacts(workspace: Workspace) -> list[str]:
    """The JSON texts of all contacts, oldest first."""
    rows = workspace.database.all(
        f"SELECT document FROM {CONTACTS.name} WHERE workspace_id = :workspace ORDER BY created_at, id",  # noqa: S608 - own name
        {"workspace": workspace.id},
    )
    return [row[0] for row in rows]


def parts(
    workspace: Workspace, table: Table, call_ids: Sequence[str], *, by: str = "id"
) -> list[tuple[str, Document]]:
    """What a table has of some calls, each with the call's id, which is in the column `by`."""
    if not call_ids:
        return []
    parameters = Parameters(workspace.id)
    rows = workspace.database.all(
        f"SELECT {by}, document FROM {table.name} WHERE workspace_id = :workspace"  # noqa: S608 - own names
        f" AND {by} IN ({', '.join(map(parameters.bind, call_ids))}) ORDER BY {table.order}, id",
        parameters,
    )
    return [(str(id), msgspec.json.decode(text)) for id, text in rows]
