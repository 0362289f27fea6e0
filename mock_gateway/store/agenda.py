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


_NEVER = 2**62
"""Added to the time that an entry still has to wait, it is a moment that no clock reaches."""


def suspend(database: Database, workspace_id: str, now: int) -> None:
    """Take the entries of a workspace out of time: each keeps how long it still has to wait at `now`."""
    _shift(database, workspace_id, _NEVER - now)


def resume(database: Database, workspace_id: str, now: int) -> None:
    """Bring the entries of a workspace back into time: each waits from `now` on as long as it had to."""
    _shift(database, workspace_id, now - _NEVER)


def _shift(database: Database, workspace_id: str, by: int) -> None:
    database.run(
        "UPDATE timeline SET due_at = due_at + :by WHERE workspace_id = :workspace",
        {"by": by, "workspace": workspace_id},
    )
