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
