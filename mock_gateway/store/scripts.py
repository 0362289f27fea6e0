"""What a script has to remember until it is over: how a call goes on, or that an error was answered once."""

from __future__ import annotations

from .workspace import Workspace


def keep(workspace: Workspace, id: str, text: str) -> None:
    """Remember a text by an id that is not taken yet."""
    workspace.database.run(
        "INSERT INTO scripts (workspace_id, id, document) VALUES (:workspace, :id, :document)",
        {"workspace": workspace.id, "id": id, "document": text},
    )


def read(workspace: Workspace, id: str) -> str | None:
    """What is remembered, or None."""
    row = workspace.database.one(
        "SELECT document FROM scripts WHERE workspace_id = :workspace AND id = :id",
        {"workspace": workspace.id, "id": id},
    )
    return None if row is None else str(row[0])


def forget(workspace: Workspace, id: str) -> None:
    """Forget it."""
    workspace.database.run(
        "DELETE FROM scripts WHERE workspace_id = :workspace AND id = :id",
        {"workspace": workspace.id, "id": id},
    )
