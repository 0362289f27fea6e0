"""Accounts of their own for tests that run side by side, and workspaces put back to their beginning."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from ..errors import Problem
from ..gateway import Account, Gateway
from ..seeds import UnknownSeed
from .operation import operation
from .workspaces import InWorkspace, workspace


class NewAccount(msgspec.Struct, forbid_unknown_fields=True):
    """What a new account's workspace is made from."""

    seed: Annotated[str, Meta(description="`demo` or `empty`.")] = "demo"


class ResetWorkspace(msgspec.Struct):
    """A workspace that was put back to its seed."""

    workspace_id: str
    seed: str


@operation("POST /api/accounts", status=201, errors=(404,))
def accounts_create(gateway: Gateway, body: NewAccount) -> Account:
    """A new account with an ACTIVE connection to a workspace of its own, and the keys that open it."""
    try:
        return gateway.open_account(body.seed)
    except UnknownSeed as error:
        raise Problem(404, str(error), speaker="maton") from None


@operation("POST /api/reset", errors=(404,))
def reset(gateway: Gateway, query: InWorkspace) -> ResetWorkspace:
    """Put a workspace back to its seed: documents, balance and settings."""
    facts = workspace(gateway, query.workspace_id)
    gateway.reset(facts.id)
    return ResetWorkspace(facts.id, facts.seed)
