"""`POST /v1/webhooks/messages`: create a webhook for messages."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.message_webhook_event import MessageWebhookEvent
from ...models.webhook import Webhook
from ...models.webhook_envelope import WebhookEnvelope
from ...models.webhook_status import WebhookStatus

_decode = decoder(WebhookEnvelope)


def request(
    *,
    url: str,
    events: list[MessageWebhookEvent],
    resource_ids: list[str] | Unset = UNSET,
    label: str | Unset = UNSET,
    status: WebhookStatus | Unset = UNSET,
    user_id: str | Unset = UNSET,
) -> Request:
    """What is sent."""
    return Request(
        "POST",
        "/v1/webhooks/messages",
        body={
            "url": url,
            "events": events,
            "resourceIds": resource_ids,
            "label": label,
            "status": status,
            "userId": user_id,
        },
    )


def parse(body: bytes) -> Webhook:
    """What is answered, out of its envelope."""
    return _decode(body).data
