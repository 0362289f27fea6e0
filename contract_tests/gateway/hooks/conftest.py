"""A gateway whose webhooks lead to a real receiver."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import msgspec
import pytest

from contract_tests.gateway.conftest import NOON, Bench
from mock_gateway.clock import iso
from mock_gateway.control.client import Control
from mock_gateway.control.deliveries import Delivery
from mock_gateway.gateway import Gateway
from mock_gateway.hooks.queue import plan
from mock_gateway.store import deliveries
from mock_gateway.store.tables import WEBHOOKS

from .receiver import Receiver, receiving

KEY = base64.b64encode(b"what Quo and the receiver share!").decode()


def subscribe(gateway: Gateway, url: str, id: str = "WH1", **changes: Any) -> str:
    """Make a webhook in the demo workspace, as its operation does."""
    workspace = gateway.workspace(workspace_id(gateway))
    webhook = {
        "id": id,
        "userId": "US123abc",
        "orgId": workspace.id,
        "label": None,
        "status": "enabled",
        "url": url,
        "key": KEY,
        "createdAt": iso(NOON),
        "updatedAt": iso(NOON),
        "deletedAt": None,
        "events": ["message.received", "message.delivered"],
        "resourceIds": ["*"],
        **changes,
    }
    text = msgspec.json.encode(webhook).decode()
    row = {
        "workspace_id": workspace.id,
        "id": id,
        "user_id": "US123abc",
        "created_at": NOON,
        "document": text,
    }
    with gateway.database.transaction(write=True):
        workspace.insert_rows(WEBHOOKS, [row])
    return id


def happen(gateway: Gateway, message: str = "AC1", type: str = "message.received", **changes: Any) -> str:
    """Let something happen to a message, and return the event's id."""
    workspace = gateway.workspace(workspace_id(gateway))
    now = gateway.now()
    event = {
        "id": gateway.ids.item(),
        "object": "event",
        "apiVersion": "v4",
        "createdAt": iso(now),
        "type": type,
        "data": {
            "object": {
                "id": message,
                "object": "message",
                "from": "+15555555556",
                "to": ["+15555555555"],
                "direction": "incoming",
                "text": "Grüße",
                "status": "received",
                "createdAt": iso(now),
                "userId": "US123abc",
                "phoneNumberId": "PN123abc",
            }
        },
    }
    where = {"resource_id": message, "phone_number_id": "PN123abc", **changes}
    with gateway.database.transaction(write=True, scope=workspace.id):
        plan(workspace, event, now=now, ids=gateway.ids, **where)
    return str(event["id"])


def workspace_id(gateway: Gateway) -> str:
    facts = gateway.accounts.workspace_of("quo_mock_key")
    assert facts is not None
    return facts.id


class Post:
    """A gateway with a clock that stands still, and the control API to see what it delivers."""

    def __init__(self, **options: Any) -> None:
        self.bench = Bench(seed="empty", **options)
        self.gateway = self.bench.gateway
        self.gateway.dispatcher.timeout = 1.0
        self.control = Control("http://mock", transport=httpx.WSGITransport(app=self.bench.app))

    @property
    def log(self) -> list[Delivery]:
        """All deliveries, oldest first."""
        return self.control.deliveries()[::-1]

    @property
    def kept(self) -> list[deliveries.Delivery]:
        """All deliveries as the store has them, newest first."""
        return deliveries.Deliveries(self.gateway.database, workspace_id(self.gateway)).page([], limit=1000)

    def subscribe(self, url: str, id: str = "WH1", **changes: Any) -> str:
        """Make a webhook."""
        return subscribe(self.gateway, url, id, **changes)

    def change_webhook(self, id: str, changes: dict[str, Any] | None) -> None:
        """Change a webhook, or delete it."""
        workspace = self.gateway.workspace(workspace_id(self.gateway))
        webhook = workspace.read(WEBHOOKS, id)
        assert webhook is not None
        workspace.delete(WEBHOOKS, id)
        if changes is not None:
            self.subscribe(**{**webhook, **changes})

    def happen(self, message: str = "AC1", type: str = "message.received", **changes: Any) -> str:
        """Let something happen to a message."""
        return happen(self.gateway, message, type, **changes)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def new_receiver() -> Iterator[Any]:
    """Makes receivers that listen until the end of the test."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(receiving())


@pytest.fixture
def receiver(new_receiver: Any, post: Post) -> Receiver:
    """One that the webhook `WH1` leads to."""
    made: Receiver = new_receiver()
    post.subscribe(made.url)
    return made
