"""Workspaces put aside as they are, and brought back: all of their documents, credits, settings and plans.

What is still to happen is kept with the time that it has to wait: a text that was to be delivered in two
seconds is delivered two seconds after the snapshot is restored, however late that is.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from .gateway import Gateway
from .store import WorkspaceFacts, copies, snapshots
from .store.snapshots import Part

Snapshot = list[Part]
"""One part for each workspace that it holds."""


class UnknownSnapshot(LookupError):
    """There is no such snapshot, or it does not hold the workspace; the text says which."""


def take(gateway: Gateway, workspace_ids: list[str], name: str | None) -> Snapshot:
    """Put workspaces aside, all at one moment; raises `KeyError` for one that there is not."""
    id = gateway.ids.snapshot()
    database, accounts = gateway.database, gateway.accounts
    with database.transaction(write=True, scope=_scope(workspace_ids)):
        now = gateway.now()
        taken = [Part(id, each, f"OR-snapshot:{id}:{each}", name, now) for each in workspace_ids]
        for part in taken:
            facts = _facts(gateway, part.workspace_id)
            accounts.add_workspace(
                part.copy_id, account_id="", seed=facts.seed, balance_cents=facts.balance_cents, now=now
            )
            copies.copy(accounts, facts, part.copy_id, now=now, aside=True)
        snapshots.add(database, taken)
    return taken


def restore(gateway: Gateway, snapshot_id: str) -> Snapshot:
    """Put each workspace of a snapshot back to what it was; raises `UnknownSnapshot`."""
    scope = _scope([part.workspace_id for part in find(gateway, snapshot_id)])
    with gateway.database.transaction(write=True, scope=scope):
        found, now = find(gateway, snapshot_id), gateway.now()
        for part in found:
            copies.copy(gateway.accounts, _facts(gateway, part.copy_id), part.workspace_id, now=now)
    return found


def drop(gateway: Gateway, snapshot_id: str) -> None:
    """Forget a snapshot and what it holds; raises `UnknownSnapshot`."""
    with gateway.database.transaction(write=True):
        for part in find(gateway, snapshot_id):
            gateway.accounts.delete_workspace(part.copy_id)
        snapshots.remove(gateway.database, snapshot_id)


def find(gateway: Gateway, snapshot_id: str) -> Snapshot:
    """The snapshot of that id; raises `UnknownSnapshot`."""
    found = snapshots.parts(gateway.database, snapshot_id)
    if not found:
        raise UnknownSnapshot(f"There is no snapshot {snapshot_id!r}")
    return found


def of(gateway: Gateway, workspace_id: str) -> list[Snapshot]:
    """The snapshots that hold a workspace, oldest first."""
    found = snapshots.of_workspace(gateway.database, workspace_id)
    return [list(parts) for _, parts in groupby(found, key=attrgetter("snapshot_id"))]


def kept(gateway: Gateway, snapshot_id: str, workspace_id: str | None) -> WorkspaceFacts:
    """The copy of a workspace in a snapshot; of the only one, if none is named.

    Raises:
        UnknownSnapshot: there is no such snapshot, or it does not hold that workspace.
    """
    found = find(gateway, snapshot_id)
    held = [part for part in found if workspace_id in (None, part.workspace_id)]
    if len(held) != 1:
        ids = ", ".join(part.workspace_id for part in found)
        raise UnknownSnapshot(f"Snapshot {snapshot_id!r} holds {ids}: name one of them as workspace_id")
    return _facts(gateway, held[0].copy_id)


def _scope(workspace_ids: list[str]) -> str | None:
    return workspace_ids[0] if len(workspace_ids) == 1 else None


def _facts(gateway: Gateway, id: str) -> WorkspaceFacts:
    facts = gateway.accounts.workspace(id)
    if facts is None:
        raise KeyError(id)
    return facts
