"""`POST /v1/tasks`: create a task."""

from __future__ import annotations

import datetime

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.task_created import TaskCreated
from ...models.task_created_envelope import TaskCreatedEnvelope

_decode = decoder(TaskCreatedEnvelope)


def request(
    *,
    title: str,
    description: str,
    due_date: datetime.datetime | Unset = UNSET,
    assigned_to: str | Unset = UNSET,
    phone_number_id: str | Unset = UNSET,
    conversation_id: str | Unset = UNSET,
    activity_id: str | Unset = UNSET,
) -> Request:
    """What is sent."""
    return Request(
        "POST",
        "/v1/tasks",
        body={
            "title": title,
            "description": description,
            "dueDate": due_date,
            "assignedTo": assigned_to,
            "phoneNumberId": phone_number_id,
            "conversationId": conversation_id,
            "activityId": activity_id,
        },
    )


def parse(body: bytes) -> TaskCreated:
    """What is answered, out of its envelope."""
    return _decode(body).data
