"""Events become deliveries in the transaction in which they happen, so that none is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ..ids import Ids
from ..store import Workspace
from ..store.deliveries import Deliveries, Delivery
from ..store.tables import WEBHOOKS
from .interference import Fault, faults_for
from .match import wants


def plan(
    workspace: Workspace,
    event: Mapping[str, Any],
    *,
    now: int,
    resource_id: str,
    phone_number_id: str | None,
    ids: Ids,
) -> None:
    """Queue an event for every webhook that wants it, in the write transaction in which it happened.

    Args:
        event: the envelope, as it is sent.
        now: when it happened, in microseconds since 1970.
        resource_id: the message, call or conversation that it is about, whose events come in order.
        phone_number_id: the workspace's number that it happened on.
    """
    for text in workspace.every(WEBHOOKS, opened=False):
        webhook = msgspec.json.decode(text, type=dict[str, Any])
        if wants(webhook, event_type=event["type"], phone_number_id=phone_number_id):
            faults = faults_for(workspace.database, workspace.id, webhook["id"], event["type"])
            _add(workspace, webhook, event, faults, now=now, resource_id=resource_id, ids=ids)


def _add(
    workspace: Workspace,
    webhook: Mapping[str, Any],
    event: Mapping[str, Any],
    faults: list[Fault],
    *,
    now: int,
    resource_id: str,
    ids: Ids,
) -> None:
    """One delivery, or what the faults make of it."""
    queue = Deliveries(workspace.database, workspace.id)
    kinds = [fault.kind for fault in faults]
    late = sum(fault.microseconds for fault in faults)
    dropped = "drop" in kinds
    for _ in range(1 + kinds.count("duplicate")):
        id = ids.delivery()
        queue.add(
            Delivery(
                id=id,
                place=queue.next_place(),
                webhook_id=webhook["id"],
                resource_id=resource_id,
                line=id if "reorder" in kinds else resource_id,  # in a line of its own it is overtaken
                event_id=event["id"],
                event_type=event["type"],
                url=webhook["url"],
                body=msgspec.json.encode(event).decode(),
                created_at=now,
                status="dropped" if dropped else "pending",
                due_at=None if dropped else now + late,
                tries=0,
                faults=list(kinds),
                attempts=[],
            )
        )
