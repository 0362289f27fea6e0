"""Workspaces put aside as they are, and brought back as often as a test needs them so."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, UnsetType

from .. import snapshots
from ..clock import iso_micro
from ..errors import Problem
from ..gateway import Gateway
from .clock import Moment
from .operation import operation
from .workspaces import InWorkspace, workspace


class WhichWorkspaces(InWorkspace):
    """The workspaces that are meant."""

    all: Annotated[bool, Meta(description="Every workspace of every account, at one moment.")] = False


class NewSnapshot(msgspec.Struct, forbid_unknown_fields=True):
    """What to call it."""

    name: Annotated[
        Annotated[str, Meta(max_length=200)] | None,
        Meta(description="For people; several may have the same."),
    ] = None


class Snapshot(msgspec.Struct):
    """Workspaces as they were at one moment."""

    id: str
    name: str | None
    taken_at: Moment
    workspace_ids: list[str]


@operation("GET /api/snapshots", errors=(404,))
def snapshots_list(gateway: Gateway, query: InWorkspace) -> list[Snapshot]:
    """The snapshots that hold a workspace, oldest first."""
    facts = workspace(gateway, query.workspace_id)
    return [_seen(each) for each in snapshots.of(gateway, facts.id)]


@operation("POST /api/snapshots", status=201, errors=(404, 409))
def snapshots_create(gateway: Gateway, query: WhichWorkspaces, body: NewSnapshot) -> Snapshot:
    """Put a workspace aside as it is now: documents, balance, settings, and what is still to happen."""
    if not query.all:
        ids = [workspace(gateway, query.workspace_id).id]
    elif isinstance(query.workspace_id, UnsetType):
        ids = gateway.accounts.newest_workspace_ids()[::-1]
    else:
        raise Problem(409, "/all: Expected to be given without workspace_id", speaker="maton")
    return _seen(snapshots.take(gateway, ids, body.name))


@operation("POST /api/snapshots/{snapshot_id}/restore", errors=(404,))
def snapshots_restore(gateway: Gateway, snapshot_id: str) -> Snapshot:
    """Put the workspaces of a snapshot back to what they were; it can be restored again.

    The clock, which goes forward only, is no part of it: whatever was still to happen waits as long as it
    had to when the snapshot was taken. Deliveries of webhooks are none either: those that are pending are
    given up, for what they tell of has not happened any more, and their log begins anew.
    """
    try:
        return _seen(snapshots.restore(gateway, snapshot_id))
    except snapshots.UnknownSnapshot as error:
        raise Problem(404, str(error), speaker="maton") from None


@operation("DELETE /api/snapshots/{snapshot_id}", status=204, errors=(404,))
def snapshots_delete(gateway: Gateway, snapshot_id: str) -> None:
    """Forget a snapshot."""
    try:
        snapshots.drop(gateway, snapshot_id)
    except snapshots.UnknownSnapshot as error:
        raise Problem(404, str(error), speaker="maton") from None


def _seen(parts: snapshots.Snapshot) -> Snapshot:
    first = parts[0]
    ids = [part.workspace_id for part in parts]
    return Snapshot(first.snapshot_id, first.name, iso_micro(first.taken_at), ids)
