"""`DELETE /v1/webhooks/{webhook_id}`: delete a webhook."""

from __future__ import annotations

from ..._runtime.request import Request, segment


def request(webhook_id: str) -> Request:
    """What is sent."""
    return Request("DELETE", f"/v1/webhooks/{segment(webhook_id)}", template="/v1/webhooks/{webhookId}")
