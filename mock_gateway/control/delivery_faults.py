"""Faults on deliveries: ordered, listed with what they have struck, and taken back."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..errors import Problem
from ..gateway import Gateway
from ..hooks.interference import Fault, Kind
from ..settings import LARGEST
from ..store import delivery_faults
from ..store.tables import WEBHOOKS
from .operation import operation
from .workspaces import InWorkspace, workspace

LATE = ("delay", "reorder")
DAY = 24 * 3600


class NewDeliveryFault(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What is to go wrong with deliveries of events from now on; with the next one by default."""

    kind: Annotated[
        Kind, Meta(description="What goes wrong: `drop` lets it never come, `corrupt` alters its body.")
    ]
    webhook_id: Annotated[str, Meta(description="Only deliveries to this webhook.")] | UnsetType = UNSET
    event_type: Annotated[str, Meta(description="Only events of this type.")] | UnsetType = UNSET
    next: (
        Annotated[int, Meta(ge=1, le=LARGEST, description="How many deliveries it strikes, then no more.")]
        | UnsetType
    ) = UNSET
    probability: (
        Annotated[float, Meta(ge=0, le=1, description="How likely it strikes each delivery, until removed.")]
        | UnsetType
    ) = UNSET
    seed: Annotated[
        int, Meta(ge=0, le=LARGEST, description="What decides which ones, with `probability`.")
    ] = 0
    seconds: (
        Annotated[float, Meta(gt=0, le=DAY, description="How late `delay` and `reorder` make it; 60.")]
        | UnsetType
    ) = UNSET


@operation("GET /api/deliveries/faults", errors=(404,))
def delivery_faults_list(gateway: Gateway, query: InWorkspace) -> list[Fault]:
    """The faults on a workspace's deliveries, spent ones too."""
    id = workspace(gateway, query.workspace_id).id
    return msgspec.convert(delivery_faults.every(gateway.database, id), list[Fault])


@operation("POST /api/deliveries/faults", status=201, errors=(404, 409))
def delivery_faults_create(gateway: Gateway, query: InWorkspace, body: NewDeliveryFault) -> Fault:
    """Let deliveries that are planned from now on come late, twice, out of order, altered or never."""
    id = workspace(gateway, query.workspace_id).id
    fault = _fault(gateway.ids.item(), body)
    with gateway.database.transaction(write=True, scope=id):
        if fault.webhook_id and gateway.workspace(id).find(WEBHOOKS, fault.webhook_id) is None:
            raise Problem(404, f"There is no webhook {fault.webhook_id!r}", speaker="maton")
        delivery_faults.add(gateway.database, id, msgspec.to_builtins(fault))
    return fault


@operation("DELETE /api/deliveries/faults/{fault_id}", status=204, errors=(404,))
def delivery_faults_remove(gateway: Gateway, fault_id: str) -> None:
    """Take a fault back; what it has struck stays struck."""
    if not delivery_faults.remove(gateway.database, fault_id):
        raise Problem(404, f"There is no fault {fault_id!r}", speaker="maton")


def _fault(id: str, given: NewDeliveryFault) -> Fault:
    """The fault that is asked for; raises `Problem` 409 for what contradicts itself."""
    late = given.kind in LATE
    if given.next is not UNSET and given.probability is not UNSET:
        raise Problem(409, "A fault takes next or probability, not both", speaker="maton")
    if given.seconds is not UNSET and not late:
        raise Problem(409, f"{given.kind} takes no seconds; delay and reorder do", speaker="maton")
    seconds = 60.0 if isinstance(given.seconds, UnsetType) else given.seconds
    return Fault(
        id=id,
        kind=given.kind,
        webhook_id=given.webhook_id or None,
        event_type=given.event_type or None,
        left=None if given.probability is not UNSET else (given.next or 1),
        probability=1.0 if isinstance(given.probability, UnsetType) else given.probability,
        seed=given.seed,
        seconds=seconds if late else 0.0,
    )
