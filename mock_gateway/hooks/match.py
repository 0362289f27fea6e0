"""Which subscriptions want an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EVERYTHING = "*"
"""The one `resourceIds` that stands for every phone number of the workspace."""


def wants(webhook: Mapping[str, Any], *, event_type: str, phone_number_id: str | None) -> bool:
    """Whether a webhook's document asks for an event on a phone number.

    `userId` says who made the webhook and whose list it is in; no source says that it filters events.
    """
    if webhook["status"] != "enabled" or webhook.get("deletedAt") is not None:
        return False
    return event_type in webhook["events"] and _covers(webhook.get("resourceIds"), phone_number_id)


def _covers(resource_ids: list[str] | None, phone_number_id: str | None) -> bool:
    return resource_ids is None or EVERYTHING in resource_ids or phone_number_id in resource_ids
