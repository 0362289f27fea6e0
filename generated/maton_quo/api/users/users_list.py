"""`GET /v1/users`: list users."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.user_page import UserPage

parse = decoder(UserPage)


def request(*, max_results: int = 10, page_token: str | None = None) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/users",
        query={
            "maxResults": max_results,
            "pageToken": page_token,
        },
    )
