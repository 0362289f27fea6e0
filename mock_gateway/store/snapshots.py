"""Which copies of workspaces were put aside, and when; each copy is a workspace of no account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .database import Database


@dataclass(frozen=True, slots=True)
class Part:
    """One workspace as it was, inside a snapshot."""

    snapshot_id: str
    workspace_id: str
    copy_id: str
    """The workspace that holds the copy."""
    name: str | None
    taken_at: int


_COLUMNS = "id, workspace_id, copy_id, name, taken_at"


def add(database: Database, parts: Sequence[Part]) -> None:
    """Note the parts of a snapshot, inside a transaction."""
    database.run_many(
        f"INSERT INTO snapshots ({_COLUMNS})"  # noqa: S608 - own names
        " VALUES (:snapshot_id, :workspace_id, :copy_id, :name, :taken_at)",
        [{name: getattr(part, name) for name in part.__slots__} for part in parts],
    )


def parts(database: Database, snapshot_id: str) -> list[Part]:
    """The parts of a snapshot; none if there is no such snapshot."""
    return _found(database, "id = :value", snapshot_id)


def of_workspace(database: Database, workspace_id: str) -> list[Part]:
    """The parts of all snapshots that hold a workspace, oldest first."""
    ids = "SELECT id FROM snapshots WHERE workspace_id = :value"
    return _found(database, f"id IN ({ids})", workspace_id)


def remove(database: Database, snapshot_id: str) -> None:
    """Forget a snapshot."""
    database.run("DELETE FROM snapshots WHERE id = :id", {"id": snapshot_id})


def _found(database: Database, condition: str, value: str) -> list[Part]:
    rows = database.all(
        f"SELECT {_COLUMNS} FROM snapshots WHERE {condition} ORDER BY taken_at, id, workspace_id",  # noqa: S608 - own words
        {"value": value},
    )
    return [Part(*row) for row in rows]
