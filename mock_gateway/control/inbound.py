"""What customers text, done by a test."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from .. import inbound
from ..errors import Problem
from ..gateway import Gateway
from ..store import Workspace
from ..store.tables import PHONE_NUMBERS
from .operation import operation
from .workspaces import WorkspaceId, workspace

E164 = r"^\+[1-9][0-9]{1,14}$(?!\n)"
"""A number in E.164; without the last part, Python would let a line end after it."""

Customer = Annotated[str, Meta(pattern=E164, description="The customer's number, in E.164.")]
Line = Annotated[
    str, Meta(description="The workspace's number, by id (`PN…`) or in E.164; by default its first.")
]


class InboundMessage(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A text that a customer sends."""

    from_: Customer = msgspec.field(name="from")
    to: Line | UnsetType = UNSET
    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=1600,
            description="What it says. STOP and START alone, in any case, opt the customer out and in again.",
        ),
    ]
    workspace_id: WorkspaceId | UnsetType = UNSET


@operation("POST /api/inbound/messages", status=201, errors=(404, 409))
def inbound_message(gateway: Gateway, body: InboundMessage) -> dict[str, Any]:
    """Let a text come in; returns the message as Quo's API shows it.

    It goes into the conversation with the customer, which is opened again if it was done.
    """
    gateway.catch_up()
    id = workspace(gateway, body.workspace_id).id
    with gateway.database.transaction(write=True, scope=id):
        place, now = gateway.workspace(id), gateway.now()  # not before its turn has come
        return inbound.receive(
            place, line_of(place, body.to), body.from_, body.text, now=now, ids=gateway.ids
        )


def line_of(place: Workspace, reference: str | UnsetType) -> dict[str, Any]:
    """The number that is meant; raises `Problem` 404, or 409 where the workspace has no number at all."""
    if isinstance(reference, UnsetType):
        texts = place.every(PHONE_NUMBERS)
        if not texts:
            raise Problem(409, "The workspace has no phone number that could be reached", speaker="maton")
    else:
        column = "number" if reference.startswith("+") else "id"
        texts = place.every(PHONE_NUMBERS, [(column, "=", reference)])
        if not texts:
            raise Problem(404, f"The workspace has no phone number {reference!r}", speaker="maton")
    return msgspec.json.decode(texts[0], type=dict[str, Any])
