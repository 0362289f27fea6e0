"""The settings of a workspace, read and changed while it is used."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..gateway import Gateway
from ..settings import LARGEST, PerWorkspace
from ..store import WorkspaceFacts
from .operation import operation
from .workspaces import InWorkspace, workspace

Cents = Annotated[int, Meta(ge=0, le=LARGEST, description="Prepaid credits, in cents.")]


class WorkspaceSettings(PerWorkspace, frozen=True, kw_only=True):
    """What is set for a workspace."""

    workspace_id: str
    balance_cents: Cents


SettingsChange = msgspec.defstruct(
    "SettingsChange",
    [
        ("balance_cents", Cents | UnsetType, UNSET),
        *((field.name, field.type | UnsetType, UNSET) for field in msgspec.structs.fields(PerWorkspace)),
    ],
    forbid_unknown_fields=True,
    namespace={"__doc__": "What to change; the rest stays."},
)


@operation("GET /api/settings", errors=(404,))
def settings_get(gateway: Gateway, query: InWorkspace) -> WorkspaceSettings:
    """The settings of a workspace."""
    return _seen(gateway, workspace(gateway, query.workspace_id))


@operation("PATCH /api/settings", errors=(404,), body=SettingsChange)
def settings_change(gateway: Gateway, query: InWorkspace, body: msgspec.Struct) -> WorkspaceSettings:
    """Change what is given and nothing else: a text that is sent meanwhile is still paid for."""
    changes: dict[str, Any] = msgspec.to_builtins(body)
    id = workspace(gateway, query.workspace_id).id
    with gateway.database.transaction(write=True, scope=id):
        present = workspace(gateway, id)
        gateway.accounts.set_balance(id, changes.pop("balance_cents", present.balance_cents))
        gateway.accounts.set_settings(id, {**present.settings, **changes})
    return _seen(gateway, workspace(gateway, id))


def _seen(gateway: Gateway, facts: WorkspaceFacts) -> WorkspaceSettings:
    settings = gateway.settings_of(facts)
    own = {name: getattr(settings, name) for name in PerWorkspace.__struct_fields__}
    return WorkspaceSettings(workspace_id=facts.id, balance_cents=facts.balance_cents, **own)
