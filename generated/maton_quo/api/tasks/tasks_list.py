"""`GET /v1/tasks`: list tasks."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.task_page import TaskPage

parse = decoder(TaskPage)


def request(*, max_results: int = 50, page_token: str | None = None) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/tasks",
        query={
            "maxResults": max_results,
            "pageToken": page_token,
        },
    )
