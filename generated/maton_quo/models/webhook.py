"""A URL that is told of what happens on the workspace's phone numbers."""

from __future__ import annotations

import datetime

from .._runtime.model import Model, concealed
from .webhook_event import WebhookEvent
from .webhook_status import WebhookStatus


class Webhook(Model, kw_only=True):
    """A URL that is told of what happens on the workspace's phone numbers."""

    id: str
    """The webhook, `WH…`."""

    user_id: str
    """Who it belongs to, `US…`."""

    org_id: str
    """The workspace it belongs to, `OR…`."""

    label: str | None
    """What it is called."""

    status: WebhookStatus
    """Whether events are sent to it."""

    url: str
    """Where events are sent."""

    key: str
    """What events are signed with, in base64; keep it secret."""

    created_at: datetime.datetime
    """When it was created."""

    updated_at: datetime.datetime
    """When it last changed."""

    deleted_at: datetime.datetime | None
    """When it was deleted."""

    events: list[WebhookEvent]
    """What it is told of."""

    resource_ids: list[str]
    """The workspace's phone numbers it is told of, `PN…`, or `*` alone for all of them."""

    def __repr__(self) -> str:
        return concealed(self, "key")
