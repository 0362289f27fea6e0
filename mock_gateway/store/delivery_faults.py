"""What is to go wrong with deliveries, as it was ordered and as far as it was done."""

from __future__ import annotations

from typing import Any

import msgspec

from .database import Database


def every(database: Database, workspace_id: str) -> list[dict[str, Any]]:
    """A workspace's faults, in the order they were ordered."""
    rows = database.all(
        "SELECT document FROM delivery_faults WHERE workspace_id = :workspace ORDER BY place",
        {"workspace": workspace_id},
    )
    return [msgspec.json.decode(row[0], type=dict[str, Any]) for row in rows]


def add(database: Database, workspace_id: str, document: dict[str, Any]) -> None:
    """Append a fault, which has an `id`; inside a write transaction of the workspace's scope."""
    row = database.one(
        "SELECT MAX(place) FROM delivery_faults WHERE workspace_id = :workspace", {"workspace": workspace_id}
    )
    database.run(
        "INSERT INTO delivery_faults (workspace_id, id, place, document)"
        " VALUES (:workspace, :id, :place, :document)",
        _parameters(workspace_id, document) | {"place": 1 + ((row and row[0]) or 0)},
    )


def put(database: Database, workspace_id: str, document: dict[str, Any]) -> None:
    """Keep how a fault stands now."""
    database.run(
        "UPDATE delivery_faults SET document = :document WHERE workspace_id = :workspace AND id = :id",
        _parameters(workspace_id, document),
    )


def remove(database: Database, id: str) -> bool:
    """Forget a fault, whichever workspace it is of; False if there is none."""
    return database.run("DELETE FROM delivery_faults WHERE id = :id", {"id": id}) > 0


def _parameters(workspace_id: str, document: dict[str, Any]) -> dict[str, Any]:
    return {
        "workspace": workspace_id,
        "id": document["id"],
        "document": msgspec.json.encode(document).decode(),
    }
