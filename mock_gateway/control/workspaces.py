"""Which workspace an operation is about: one by its id, or the demo account's."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..demo import QUO_KEY
from ..errors import Problem
from ..gateway import Gateway
from ..store import WorkspaceFacts

WorkspaceId = Annotated[str, Meta(description="A workspace; the demo account's by default.")]


class InWorkspace(msgspec.Struct, forbid_unknown_fields=True):
    """The workspace that is meant."""

    workspace_id: WorkspaceId | UnsetType = UNSET


def workspace(gateway: Gateway, id: str | UnsetType) -> WorkspaceFacts:
    """The workspace of that id, or the demo account's; raises `Problem` 404."""
    of = gateway.accounts
    found = of.workspace_of(QUO_KEY) if isinstance(id, UnsetType) else of.workspace(id)
    if found is None or not found.account_id:
        raise Problem(404, f"There is no workspace {id!r}", speaker="maton")
    return found
