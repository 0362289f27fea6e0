"""The way back to the seed: what was touched since is noted, so that a reset costs what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .database import Database
from .tables import COLUMNS, NEVER_SEEDED

EVERYTHING = "*"
"""Noted of a workspace whose seed is gone, or that an older version wrote to, which noted nothing."""

_NOTE = (
    "INSERT INTO touched (workspace_id, kind, id) VALUES (:workspace, :kind, :id)"
    " ON CONFLICT (workspace_id, kind, id) DO NOTHING"
)


def before(workspace_id: str) -> str:
    """Where the documents of a workspace are kept as they were: in their own table, under this workspace."""
    return f"before:{workspace_id}"


def note_new(database: Database, workspace_id: str, kind: str, ids: Sequence[str]) -> None:
    """Note documents that were added to a table."""
    database.run_many(_NOTE, [{"workspace": workspace_id, "kind": kind, "id": id} for id in ids])


def note_changing(database: Database, workspace_id: str, kind: str, id: str) -> None:
    """Note a document that is about to be changed or deleted, and keep what it was the first time."""
    parameters = {"workspace": workspace_id, "kind": kind, "id": id}
    if database.run(_NOTE, parameters):
        columns = ", ".join(COLUMNS[kind])
        database.run(
            f"INSERT INTO {kind} (workspace_id, {columns}) SELECT :before, {columns} FROM {kind}"  # noqa: S608 - own names
            " WHERE workspace_id = :workspace AND id = :id",
            {**parameters, "before": before(workspace_id)},
        )


def note_everything(database: Database, workspace_id: str) -> None:
    """Note that nothing is as it was seeded."""
    database.run(_NOTE, {"workspace": workspace_id, "kind": EVERYTHING, "id": EVERYTHING})


def kinds(database: Database, workspace_id: str) -> list[str]:
    """The tables that something was noted of, or `EVERYTHING`."""
    rows = database.all(
        "SELECT DISTINCT kind FROM touched WHERE workspace_id = :workspace", {"workspace": workspace_id}
    )
    return [row[0] for row in rows]


def restore(database: Database, workspace_id: str, touched: Sequence[str]) -> None:
    """Put the documents of these tables back as they were seeded, and forget what happened or was to.

    None but a seed lets users share a number: that has not to be put back.
    """
    parameters = {"workspace": workspace_id, "before": before(workspace_id)}
    for statement in _FORGET:
        database.run(statement, parameters)
    for kind in touched:
        for statement in _restoring(kind):
            database.run(statement, {**parameters, "kind": kind})
    for statement in _RECOUNT if touched else ():
        database.run(statement, parameters)


@cache
def _restoring(kind: str) -> tuple[str, str]:
    return (
        f"DELETE FROM {kind} WHERE workspace_id = :workspace AND id IN"  # noqa: S608 - own names
        " (SELECT id FROM touched WHERE workspace_id = :workspace AND kind = :kind)",
        f"UPDATE {kind} SET workspace_id = :workspace WHERE workspace_id = :before",  # noqa: S608 - own names
    )


_FORGET = tuple(f"DELETE FROM {table} WHERE workspace_id = :workspace" for table in NEVER_SEEDED)  # noqa: S608 - own names

_RECOUNT = (
    "DELETE FROM touched WHERE workspace_id = :workspace",
    "DELETE FROM tallies WHERE workspace_id = :workspace AND changed = 1 AND base = 0",
    "UPDATE tallies SET n = base, changed = 0 WHERE workspace_id = :workspace AND changed = 1",
)
