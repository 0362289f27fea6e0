"""Accounts of their own for tests that run side by side, and workspaces put back to their beginning."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from .. import snapshots
from ..account import Account
from ..errors import Problem
from ..gateway import Gateway
from ..seeds import UnknownSeed
from ..settings import Count
from ..snapshots import UnknownSnapshot
from ..store import WorkspaceFacts
from .operation import operation
from .workspaces import InWorkspace, workspace


class NewAccount(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What a new account's workspace is made from: a seed, or what another workspace holds (a fork)."""

    seed: (
        Annotated[str, Meta(description="`demo`, unless a workspace is copied; or `empty`.")] | UnsetType
    ) = UNSET
    workspace_id: (
        Annotated[
            str, Meta(description="The workspace to copy as it is now, or as it is in the snapshot given.")
        ]
        | UnsetType
    ) = UNSET
    snapshot_id: (
        Annotated[str, Meta(description="The snapshot to copy; one of several needs workspace_id, too.")]
        | UnsetType
    ) = UNSET
    key_activation_seconds: (
        Annotated[Count, Meta(description="Seconds that its keys are refused with 401; else as at start.")]
        | UnsetType
    ) = UNSET


class NewSeed(msgspec.Struct, forbid_unknown_fields=True):
    """What a workspace shall be filled from."""

    seed: Annotated[
        str, Meta(description="`demo`, `empty`, or `large` with sizes: `large:contacts=1000,messages=50000`.")
    ]


class ResetWorkspace(msgspec.Struct):
    """A workspace that was put back to its seed."""

    workspace_id: str
    seed: str


@operation("POST /api/accounts", status=201, errors=(404, 409))
def accounts_create(gateway: Gateway, body: NewAccount) -> Account:
    """A new account with an ACTIVE connection to a workspace of its own, and the keys that open it.

    A copy has the ids of its original: they are unique only within a workspace. Its webhooks are copied, too,
    and called with what happens in it.
    """
    seconds = body.key_activation_seconds
    try:
        with gateway.database.transaction(write=True):  # so that what is copied is whole
            origin = _origin(gateway, body)
            return gateway.open_account(
                origin, keys_after=None if isinstance(seconds, UnsetType) else seconds
            )
    except (UnknownSeed, UnknownSnapshot) as error:
        raise Problem(404, str(error), speaker="maton") from None


def _origin(gateway: Gateway, body: NewAccount) -> str | WorkspaceFacts:
    """The seed or the workspace that is meant; raises `Problem` 409 for both, and 404."""
    if body.workspace_id is UNSET and body.snapshot_id is UNSET:
        return "demo" if isinstance(body.seed, UnsetType) else body.seed
    if body.seed is not UNSET:
        raise Problem(
            409, "/seed: Expected alone, or workspace_id and snapshot_id without it", speaker="maton"
        )
    if isinstance(body.snapshot_id, UnsetType):
        return workspace(gateway, body.workspace_id)
    wanted = None if isinstance(body.workspace_id, UnsetType) else body.workspace_id
    return snapshots.kept(gateway, body.snapshot_id, wanted)


@operation("POST /api/reset", errors=(404,))
def reset(gateway: Gateway, query: InWorkspace) -> ResetWorkspace:
    """Put a workspace back to its seed: documents, balance and settings."""
    facts = workspace(gateway, query.workspace_id)
    gateway.reset(facts.id)
    return ResetWorkspace(facts.id, facts.seed)


@operation("POST /api/seed", errors=(404,))
def seed(gateway: Gateway, query: InWorkspace, body: NewSeed) -> ResetWorkspace:
    """Fill a workspace from another seed, in place of all it holds; a reset returns to that from then on."""
    facts = workspace(gateway, query.workspace_id)
    try:
        gateway.reset(facts.id, body.seed)
    except UnknownSeed as error:
        raise Problem(404, str(error), speaker="maton") from None
    return ResetWorkspace(facts.id, body.seed)
