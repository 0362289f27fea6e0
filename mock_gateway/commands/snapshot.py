"""`quo-mock snapshot`: workspaces put aside as they are, and brought back."""

from __future__ import annotations

import click

from ..control.client import Control
from ..control.snapshots import Snapshot
from . import printing
from .group import Group
from .reaching import as_json, in_workspace, reaching


@click.group(cls=Group)
def snapshot() -> None:
    """Put a workspace aside, and bring it back.

    Example: quo-mock snapshot save before-import
    """


@snapshot.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="Every workspace of every account.")
@in_workspace
@as_json
@reaching()
def save(
    control: Control, name: str | None, everything: bool, workspace_id: str | None, as_json: bool
) -> None:
    """Put a workspace aside as it is now, under a name if you like.

    Example: quo-mock snapshot save before-import
    """
    if everything and workspace_id is not None:
        raise ValueError("--all is every workspace: leave --workspace out")
    taken = control.snapshot_all(name=name) if everything else control.snapshot(workspace_id, name=name)
    _tell(taken, as_json, f"{taken.id} holds {', '.join(taken.workspace_ids)} as of {taken.taken_at}")


@snapshot.command("list")
@in_workspace
@as_json
@reaching()
def list_(control: Control, workspace_id: str | None, as_json: bool) -> None:
    """List the snapshots that hold a workspace, oldest first.

    Example: quo-mock snapshot list --json
    """
    found = control.snapshots(workspace_id)
    if as_json:
        printing.json(found)
        return
    printing.table(
        ("Snapshot", "Name", "Taken at", "Workspaces"),
        [(each.id, each.name or "", each.taken_at, len(each.workspace_ids)) for each in found],
        empty="There are no snapshots; quo-mock snapshot save makes one.",
    )


@snapshot.command()
@click.argument("which")
@in_workspace
@as_json
@reaching()
def restore(control: Control, which: str, workspace_id: str | None, as_json: bool) -> None:
    """Bring back what a snapshot holds, by its id or its name; it can be restored again.

    Example: quo-mock snapshot restore before-import
    """
    restored = control.restore(_id(control, which, workspace_id))
    _tell(restored, as_json, f"{', '.join(restored.workspace_ids)} is as it was at {restored.taken_at}")


@snapshot.command()
@click.argument("which")
@in_workspace
@reaching()
def delete(control: Control, which: str, workspace_id: str | None) -> None:
    """Forget a snapshot, by its id or its name.

    Example: quo-mock snapshot delete before-import
    """
    id = _id(control, which, workspace_id)
    control.forget(id)
    click.echo(f"{id} is forgotten")


def _id(control: Control, which: str, workspace_id: str | None) -> str:
    """The id of the only snapshot of that name, or else the id that it is; raises `ValueError`."""
    named = [each.id for each in control.snapshots(workspace_id) if each.name == which]
    if len(named) > 1:
        raise ValueError(f"{len(named)} snapshots are called {which!r}; take one of {', '.join(named)}")
    return named[0] if named else which


def _tell(taken: Snapshot, as_json: bool, line: str) -> None:
    if as_json:
        printing.json(taken)
    else:
        click.echo(line)
