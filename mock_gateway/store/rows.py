"""The whole of a workspace, row by row, for whoever writes it down."""

from __future__ import annotations

from typing import Any

import msgspec

from .agenda import Entry
from .database import Database
from .tables import Table


def rows(database: Database, workspace_id: str, table: Table) -> list[dict[str, Any]]:
    """The rows of a table, in its order, with their documents decoded."""
    names = ("id", *table.columns, "document")
    found = database.all(
        f"SELECT {', '.join(names)} FROM {table.name} WHERE workspace_id = :workspace"  # noqa: S608 - own names
        f" ORDER BY {table.order}, id",
        {"workspace": workspace_id},
    )
    return [
        dict(zip(names, row[:-1], strict=False)) | {"document": msgspec.json.decode(row[-1])} for row in found
    ]


def planned(database: Database, workspace_id: str) -> list[Entry]:
    """What is to happen to a workspace, in order."""
    found = database.all(
        "SELECT workspace_id, id, due_at, event, subject_id FROM timeline WHERE workspace_id = :workspace"
        " ORDER BY due_at, id",
        {"workspace": workspace_id},
    )
    return [Entry(*row) for row in found]


def scripts(database: Database, workspace_id: str) -> dict[str, str]:
    """What the scripts of a workspace remember, by their ids."""
    return dict(_pairs(database, "SELECT id, document FROM scripts", workspace_id))


def opted_out(database: Database, workspace_id: str) -> list[str]:
    """Who does not want to be texted by a workspace."""
    return [number for number, _ in _pairs(database, "SELECT number, '' FROM opt_outs", workspace_id)]


def _pairs(database: Database, select: str, workspace_id: str) -> list[tuple[str, str]]:
    found = database.all(f"{select} WHERE workspace_id = :workspace ORDER BY 1", {"workspace": workspace_id})
    return [(str(first), str(second)) for first, second in found]
