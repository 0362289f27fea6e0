"""`GET /v1/conversations`: list conversations."""

from __future__ import annotations

import datetime

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.conversation_page import ConversationPage

parse = decoder(ConversationPage)


def request(
    *,
    phone_numbers: list[str] | None = None,
    phone_number: str | None = None,
    user_id: str | None = None,
    created_after: datetime.datetime | None = None,
    created_before: datetime.datetime | None = None,
    updated_after: datetime.datetime | None = None,
    updated_before: datetime.datetime | None = None,
    exclude_inactive: bool | None = None,
    max_results: int = 10,
    page_token: str | None = None,
) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/conversations",
        query={
            "phoneNumbers": phone_numbers,
            "phoneNumber": phone_number,
            "userId": user_id,
            "createdAfter": created_after,
            "createdBefore": created_before,
            "updatedAfter": updated_after,
            "updatedBefore": updated_before,
            "excludeInactive": exclude_inactive,
            "maxResults": max_results,
            "pageToken": page_token,
        },
    )
