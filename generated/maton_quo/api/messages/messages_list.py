"""`GET /v1/messages`: list messages of a conversation."""

from __future__ import annotations

import datetime

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.message_page import MessagePage

parse = decoder(MessagePage)


def request(
    *,
    phone_number_id: str,
    participants: list[str],
    user_id: str | None = None,
    created_after: datetime.datetime | None = None,
    created_before: datetime.datetime | None = None,
    since: datetime.datetime | None = None,
    max_results: int = 10,
    page_token: str | None = None,
) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/messages",
        query={
            "phoneNumberId": phone_number_id,
            "participants": participants,
            "userId": user_id,
            "createdAfter": created_after,
            "createdBefore": created_before,
            "since": since,
            "maxResults": max_results,
            "pageToken": page_token,
        },
    )
