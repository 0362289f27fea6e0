"""The webhooks that a private gateway has sent, read like a list: verified, and with their typed events."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, overload

from ..clock import iso
from ..events import TYPES
from ..gateway import Gateway
from ..hooks.match import EVERYTHING
from ..hooks.signature import HEADER, signature
from ..store import Workspace
from ..store.deliveries import KEPT, Deliveries, Delivery
from ..store.tables import WEBHOOKS, webhook_columns

if TYPE_CHECKING:
    from maton_quo.webhooks import Event

RECEIVER = "https://receiver.example/quo"


@dataclass(frozen=True, slots=True)
class Sent:
    """A webhook as its receiver has, or would have, got it."""

    id: str
    webhook_id: str
    type: str
    """What it tells of, such as `message.received`."""
    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    key: str = field(repr=False)
    """What it is signed with; none if the webhook was deleted."""
    delivered: bool
    """Whether the receiver took it; one on another machine always does."""
    attempts: int

    @property
    def verified(self) -> bool:
        """Whether the signature is the key's, over this body."""
        sent = self.headers[HEADER]
        expected = signature(self.key, int(sent.split(";")[2]), self.body)
        return bool(self.key) and hmac.compare_digest(sent.encode(), expected.encode())

    @property
    def event(self) -> Event:
        """The event as the client's `webhooks.verify` gives it; raises its `errors.BadSignature`."""
        from .clients import event

        seconds = int(self.headers[HEADER].split(";")[2]) / 1000
        return event(self.body, self.headers, self.key, seconds=seconds)


class Webhooks(Sequence[Sent]):
    """What was sent so far, oldest first. Looking at it sends what is due."""

    def __init__(self, gateway: Gateway, workspace_id: str) -> None:
        self._gateway, self._workspace_id = gateway, workspace_id

    def subscribe(self, *events: str, url: str = RECEIVER) -> str:
        """Add a webhook as a person does in Quo's settings, and return the key that signs its events.

        Args:
            events: what it is told of, such as `message.received`; everything by default.
            url: a receiver on this machine is called, any other is stood in for.

        Raises:
            ValueError: there is no such event.
        """
        for name in events:
            if name not in TYPES:
                raise ValueError(f"There is no event {name!r}; there are {', '.join(TYPES)}")
        gateway, place = self._gateway, self._gateway.workspace(self._workspace_id)
        webhook = _document(gateway, place, events or TYPES, url)
        with gateway.database.transaction(write=True, scope=place.id):
            place.insert(WEBHOOKS, webhook, id=webhook["id"], **webhook_columns(webhook))
        return str(webhook["key"])

    @overload
    def __getitem__(self, index: int) -> Sent: ...

    @overload
    def __getitem__(self, index: slice) -> list[Sent]: ...

    def __getitem__(self, index: int | slice) -> Sent | list[Sent]:
        return self._sent()[index]

    def __len__(self) -> int:
        return len(self._sent())

    def __repr__(self) -> str:
        return repr(self._sent())

    def _sent(self) -> list[Sent]:
        self._gateway.catch_up()
        self._gateway.deliver()
        place = self._gateway.workspace(self._workspace_id)
        found = Deliveries(self._gateway.database, self._workspace_id).page((), limit=KEPT)
        seen = [_seen(place, delivery) for delivery in reversed(found)]
        return [each for each in seen if each is not None]


def _document(gateway: Gateway, place: Workspace, events: Sequence[str], url: str) -> dict[str, Any]:
    now = iso(gateway.now())
    return {
        "id": gateway.ids.webhook(),
        "userId": place.owner_id(),
        "orgId": place.id,
        "label": "test",
        "status": "enabled",
        "url": url,
        "key": gateway.ids.signing_key(),
        "createdAt": now,
        "updatedAt": now,
        "deletedAt": None,
        "events": list(events),
        "resourceIds": [EVERYTHING],
    }


def _seen(place: Workspace, delivery: Delivery) -> Sent | None:
    """The last attempt that was sent; None before the first."""
    sent = [attempt for attempt in delivery.attempts if attempt.get("signature")]
    if not sent:
        return None
    webhook = place.read(WEBHOOKS, delivery.webhook_id)
    return Sent(
        id=delivery.id,
        webhook_id=delivery.webhook_id,
        type=delivery.event_type,
        url=delivery.url,
        body=(sent[-1].get("altered_body") or delivery.body).encode(),
        headers={"content-type": "application/json", HEADER: sent[-1]["signature"]},
        key="" if webhook is None else webhook["key"],
        delivered=delivery.status == "delivered",
        attempts=len(sent),
    )
