"""`GET /v1/tasks/{task_id}`: get a task."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.task import Task
from ...models.task_envelope import TaskEnvelope

_decode = decoder(TaskEnvelope)


def request(task_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/tasks/{segment(task_id)}", template="/v1/tasks/{taskId}")


def parse(body: bytes) -> Task:
    """What is answered, out of its envelope."""
    return _decode(body).data
