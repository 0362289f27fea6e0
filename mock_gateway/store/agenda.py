"""The rows of the timeline: what is to happen to which document, and when."""

from __future__ import annotations

from dataclasses import dataclass

from .database import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to happen."""

    workspace_id: str
    id: str
    due_at: int
    event: str
    subject_id: str


def add(database: Database, entry: Entry) -> None:
    """Plan an entry."""
    database.run(
        "INSERT INTO timeline (workspace_id, id, due_at, event, subject_id)"
        " VALUES (:workspace_id, :id, :due_at, :event, :subject_id)",
        {name: getattr(entry, name) for name in entry.__slots__},
    )


def due(database: Database, now: int, *, limit: int, workspace_id: str | None = None) -> list[Entry]:
    """The next entries, of one workspace or of all, whose time has come at `now` (microseconds)."""
    own = "" if workspace_id is None else " AND workspace_id = :workspace"
    rows = database.all(
        "SELECT workspace_id, id, due_at, event, subject_id FROM timeline"  # noqa: S608 - own words
        f" WHERE due_at <= :now{own} ORDER BY due_at, id LIMIT :limit",
        {"now": now, "limit": limit, **({} if workspace_id is None else {"workspace": workspace_id})},
    )
    return [Entry(*row) for row in rows]


def take(database: Database, entry: Entry) -> bool:
    """Remove an entry in order to do it; False if another process was faster."""
    return (
        database.run(
            "DELETE FROM timeline WHERE workspace_id = :workspace AND id = :id",
            {"workspace": entry.workspace_id, "id": entry.id},
        )
        > 0
    )
