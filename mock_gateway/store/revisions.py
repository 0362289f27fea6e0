"""How often each workspace was written to, so that a page that is open learns that something changed.

Whoever ends a write transaction counts it, inside of it: every process and replica sees the same number.
"""

from __future__ import annotations

from .database import Database

COUNT = (
    "INSERT INTO revisions (workspace_id, kind, n) VALUES (:workspace, :kind, 1)"
    " ON CONFLICT (workspace_id, kind) DO UPDATE SET n = revisions.n + 1"
)
ANYTHING, CONTACTS = "", "contacts"


def of(database: Database, workspace_id: str, kind: str = ANYTHING) -> int:
    """How often something of that kind was written in a workspace, or in all of them at once."""
    row = database.one(
        "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM revisions"
        " WHERE workspace_id IN (:workspace, '') AND kind = :kind",
        {"workspace": workspace_id, "kind": kind},
    )
    return 0 if row is None else int(row[0])


def count(database: Database, workspace_id: str, kind: str) -> None:
    """Count a change, inside its transaction."""
    database.run(COUNT, {"workspace": workspace_id, "kind": kind})
