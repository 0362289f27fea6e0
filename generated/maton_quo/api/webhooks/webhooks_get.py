"""`GET /v1/webhooks/{webhook_id}`: get a webhook."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.webhook import Webhook
from ...models.webhook_envelope import WebhookEnvelope

_decode = decoder(WebhookEnvelope)


def request(webhook_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/webhooks/{segment(webhook_id)}", template="/v1/webhooks/{webhookId}")


def parse(body: bytes) -> Webhook:
    """What is answered, out of its envelope."""
    return _decode(body).data
