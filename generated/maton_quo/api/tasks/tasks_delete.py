"""`DELETE /v1/tasks/{task_id}`: delete a task."""

from __future__ import annotations

from ..._runtime.request import Request, segment


def request(task_id: str) -> Request:
    """What is sent."""
    return Request("DELETE", f"/v1/tasks/{segment(task_id)}", template="/v1/tasks/{taskId}")
