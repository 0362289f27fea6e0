"""Who does not want to be texted any more by a workspace."""

from __future__ import annotations

from .workspace import Workspace


def add(workspace: Workspace, number: str) -> None:
    """Refuse texts to a number from now on."""
    workspace.database.run(
        "INSERT INTO opt_outs (workspace_id, number) VALUES (:workspace, :number) ON CONFLICT DO NOTHING",
        {"workspace": workspace.id, "number": number},
    )


def remove(workspace: Workspace, number: str) -> None:
    """Let texts to a number pass again."""
    workspace.database.run(
        "DELETE FROM opt_outs WHERE workspace_id = :workspace AND number = :number",
        {"workspace": workspace.id, "number": number},
    )


def first_of(workspace: Workspace, numbers: list[str]) -> str | None:
    """The first of the numbers that has opted out; None if none has."""
    names = {f"n{index}": number for index, number in enumerate(numbers)}
    rows = workspace.database.all(
        "SELECT number FROM opt_outs WHERE workspace_id = :workspace"  # noqa: S608 - own names
        f" AND number IN ({', '.join(f':{name}' for name in names)})",
        {"workspace": workspace.id, **names},
    )
    refused = {row[0] for row in rows}
    return next((number for number in numbers if number in refused), None)
