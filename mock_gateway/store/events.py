"""What happened in a workspace, in order, for whoever delivers it to webhooks.

The newest 10 000 of a workspace, and some more, are kept, delivered or not: whether anybody listens is not
known when something happens, and a delivery can be asked for again afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from .workspace import Workspace

KEPT = 10_000
_SWEEP = 100  # events between two looks for those that are too many


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    position: int
    """Its place among the events of its workspace, without gaps, from 1 on."""
    id: str
    type: str
    created_at: int
    phone_number_id: str
    subject_kind: str
    subject_id: str
    text: str
    """The whole event as JSON, ready to be sent."""


_COLUMNS = "position, id, type, created_at, phone_number_id, subject_kind, subject_id, document"


def add(
    workspace: Workspace,
    document: dict[str, Any],
    *,
    created_at: int,
    phone_number_id: str,
    subject_kind: str,
    subject_id: str,
) -> None:
    """Put an event after all others of its workspace, inside its transaction."""
    row = workspace.database.one(
        "SELECT MAX(position) FROM events WHERE workspace_id = :workspace", {"workspace": workspace.id}
    )
    position = ((row and row[0]) or 0) + 1
    workspace.database.run(
        f"INSERT INTO events (workspace_id, {_COLUMNS}) VALUES (:workspace, :position, :id, :type,"  # noqa: S608 - own names
        " :created_at, :phone_number_id, :subject_kind, :subject_id, :document)",
        {
            "workspace": workspace.id,
            "position": position,
            "id": document["id"],
            "type": document["type"],
            "created_at": created_at,
            "phone_number_id": phone_number_id,
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "document": msgspec.json.encode(document).decode(),
        },
    )
    if position % _SWEEP == 0:
        workspace.database.run(
            "DELETE FROM events WHERE workspace_id = :workspace AND position <= :last",
            {"workspace": workspace.id, "last": position - KEPT},
        )


def after(workspace: Workspace, position: int, *, limit: int) -> list[Event]:
    """The events that come after a position, oldest first."""
    rows = workspace.database.all(
        f"SELECT {_COLUMNS} FROM events WHERE workspace_id = :workspace AND position > :position"  # noqa: S608 - own names
        " ORDER BY position LIMIT :limit",
        {"workspace": workspace.id, "position": position, "limit": limit},
    )
    return [Event(*row) for row in rows]
