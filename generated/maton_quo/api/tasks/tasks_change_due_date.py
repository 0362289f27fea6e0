"""`POST /v1/tasks/{task_id}/change-due-date`: change when a task is due."""

from __future__ import annotations

import datetime

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.task_revision import TaskRevision
from ...models.task_revision_envelope import TaskRevisionEnvelope

_decode = decoder(TaskRevisionEnvelope)


def request(task_id: str, *, due_date: datetime.datetime) -> Request:
    """What is sent."""
    return Request(
        "POST",
        f"/v1/tasks/{segment(task_id)}/change-due-date",
        body={
            "dueDate": due_date,
        },
        template="/v1/tasks/{taskId}/change-due-date",
    )


def parse(body: bytes) -> TaskRevision:
    """What is answered, out of its envelope."""
    return _decode(body).data
