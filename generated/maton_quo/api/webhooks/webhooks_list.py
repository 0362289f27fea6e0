"""`GET /v1/webhooks`: list webhooks."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.webhook import Webhook
from ...models.webhooks_envelope import WebhooksEnvelope

_decode = decoder(WebhooksEnvelope)


def request(*, user_id: str | None = None) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/webhooks",
        query={
            "userId": user_id,
        },
    )


def parse(body: bytes) -> list[Webhook]:
    """What is answered, out of its envelope."""
    return _decode(body).data
