"""`POST /v1/tasks/{task_id}/complete`: complete a task."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.task_revision import TaskRevision
from ...models.task_revision_envelope import TaskRevisionEnvelope

_decode = decoder(TaskRevisionEnvelope)


def request(task_id: str) -> Request:
    """What is sent."""
    return Request("POST", f"/v1/tasks/{segment(task_id)}/complete", template="/v1/tasks/{taskId}/complete")


def parse(body: bytes) -> TaskRevision:
    """What is answered, out of its envelope."""
    return _decode(body).data
