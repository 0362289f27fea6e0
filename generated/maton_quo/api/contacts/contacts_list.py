"""`GET /v1/contacts`: list contacts."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request
from ...models.contact_page import ContactPage

parse = decoder(ContactPage)


def request(
    *,
    external_ids: list[str] | None = None,
    sources: list[str] | None = None,
    max_results: int = 10,
    page_token: str | None = None,
) -> Request:
    """What is sent."""
    return Request(
        "GET",
        "/v1/contacts",
        query={
            "externalIds": external_ids,
            "sources": sources,
            "maxResults": max_results,
            "pageToken": page_token,
        },
    )
