"""`POST /v1/tasks/{task_id}/unlink-conversation`: unlink a task from a conversation."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.task_revision import TaskRevision
from ...models.task_revision_envelope import TaskRevisionEnvelope

_decode = decoder(TaskRevisionEnvelope)


def request(task_id: str, *, conversation_id: str) -> Request:
    """What is sent."""
    return Request(
        "POST",
        f"/v1/tasks/{segment(task_id)}/unlink-conversation",
        body={
            "conversationId": conversation_id,
        },
        template="/v1/tasks/{taskId}/unlink-conversation",
    )


def parse(body: bytes) -> TaskRevision:
    """What is answered, out of its envelope."""
    return _decode(body).data
