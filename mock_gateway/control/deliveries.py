"""Webhooks on their way: every delivery with its attempts, and the means to make one now."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..clock import iso_micro
from ..errors import Problem
from ..gateway import Gateway
from ..store import deliveries as store
from ..store.tables import WEBHOOKS
from .clock import Moment
from .operation import operation
from .workspaces import InWorkspace, workspace

Status = Literal["pending", "delivered", "failed", "dropped"]


class DeliveryAttempt(msgspec.Struct, kw_only=True):
    """One attempt: what was sent, and what came back."""

    at: Annotated[Moment, Meta(description="When it was due, by the gateway's clock.")]
    status: Annotated[int | None, Meta(description="What the receiver answered; null if nothing whole.")] = (
        None
    )
    duration_ms: Annotated[int | None, Meta(description="How long it took in real time; null if unsent.")] = (
        None
    )
    error: Annotated[str | None, Meta(description="What went wrong; null if the receiver took it.")] = None
    signature: Annotated[str | None, Meta(description="`openphone-signature` as sent; null if unsent.")] = (
        None
    )
    altered_body: Annotated[str | None, Meta(description="The body as sent, if a fault altered it.")] = None


class Delivery(msgspec.Struct, kw_only=True):
    """One event on its way to one webhook, or there."""

    id: str
    webhook_id: str
    event_id: str
    event_type: str
    resource_id: Annotated[
        str, Meta(description="What the event is about: its events are delivered in order.")
    ]
    url: str
    status: Annotated[
        Status,
        Meta(description="`failed` after the last attempt of the schedule; `dropped` by a fault, unsent."),
    ]
    created_at: Moment
    due_at: Annotated[Moment | None, Meta(description="When the next attempt is due; null if there is none.")]
    faults: Annotated[list[str], Meta(description="The faults that struck it.")]
    attempts: list[DeliveryAttempt]
    body: Annotated[str, Meta(description="What is signed and sent.")]


class DeliveriesWanted(InWorkspace, kw_only=True):
    """Which deliveries are meant."""

    webhook_id: Annotated[str, Meta(description="Only deliveries to this webhook.")] | UnsetType = UNSET
    event_type: Annotated[str, Meta(description="Only events of this type.")] | UnsetType = UNSET
    status: Annotated[Status, Meta(description="Only those that stand so.")] | UnsetType = UNSET
    before: Annotated[str, Meta(description="Only those older than the delivery of this id.")] | UnsetType = (
        UNSET
    )
    limit: Annotated[int, Meta(ge=1, le=1000, description="How many at most.")] = 100


class DeliveryRun(msgspec.Struct):
    """What a run came to."""

    attempts: Annotated[int, Meta(description="How many attempts it made.")]


@operation("GET /api/deliveries", errors=(404,))
def deliveries_list(gateway: Gateway, query: DeliveriesWanted) -> list[Delivery]:
    """The deliveries of a workspace, newest first; the latest 10 000 are kept."""
    found = _of(gateway, query)
    where: list[tuple[str, str, Any]] = [
        (column, "=", value)
        for column in ("webhook_id", "event_type", "status")
        if (value := getattr(query, column)) is not UNSET
    ]
    if not isinstance(query.before, UnsetType):
        where.append(("place", "<", _get(found, query.before).place))
    return [_seen(delivery) for delivery in found.page(where, limit=query.limit)]


@operation("GET /api/deliveries/{delivery_id}", errors=(404,))
def deliveries_get(gateway: Gateway, delivery_id: str, query: InWorkspace) -> Delivery:
    """One delivery with all its attempts."""
    return _seen(_get(_of(gateway, query), delivery_id))


@operation("POST /api/deliveries/run")
def deliveries_run(gateway: Gateway) -> DeliveryRun:
    """Attempt everything that is due by now, in all workspaces, before the answer.

    A server does so by itself, and waits a second for the receivers here; an application without one does so
    only here and when the clock is moved. An attempt takes 5 seconds at most, whatever the receiver does.
    """
    return DeliveryRun(gateway.deliver())


@operation("POST /api/deliveries/{delivery_id}/redeliver", errors=(404, 409))
def deliveries_redeliver(gateway: Gateway, delivery_id: str, query: InWorkspace) -> Delivery:
    """Attempt a delivery anew, whatever came of it, before the answer; if it fails, its schedule begins.

    It still waits for earlier events of the same resource that are being retried.
    """
    facts = workspace(gateway, query.workspace_id)
    queue = store.Deliveries(gateway.database, facts.id)
    with gateway.database.transaction(write=True, scope=facts.id):
        delivery = _get(queue, delivery_id)
        if queue.is_claimed(delivery_id, gateway.clock.real()):
            raise Problem(409, f"{delivery_id} is being attempted at this moment", speaker="maton")
        if gateway.workspace(facts.id).find(WEBHOOKS, delivery.webhook_id) is None:
            raise Problem(409, f"The webhook {delivery.webhook_id} was deleted", speaker="maton")
        queue.put(replace(delivery, status="pending", due_at=gateway.now(), tries=0))
    gateway.deliver()
    return _seen(_get(queue, delivery_id))


def _of(gateway: Gateway, query: InWorkspace) -> store.Deliveries:
    return store.Deliveries(gateway.database, workspace(gateway, query.workspace_id).id)


def _get(deliveries: store.Deliveries, id: str) -> store.Delivery:
    found = deliveries.get(id)
    if found is None:
        raise Problem(404, f"There is no delivery {id!r}", speaker="maton")
    return found


def _seen(kept: store.Delivery) -> Delivery:
    return Delivery(
        id=kept.id,
        webhook_id=kept.webhook_id,
        event_id=kept.event_id,
        event_type=kept.event_type,
        resource_id=kept.resource_id,
        url=kept.url,
        status=msgspec.convert(kept.status, Status),
        created_at=iso_micro(kept.created_at),
        due_at=None if kept.due_at is None else iso_micro(kept.due_at),
        faults=kept.faults,
        attempts=[DeliveryAttempt(**{**note, "at": iso_micro(note["at"])}) for note in kept.attempts],
        body=kept.body,
    )
