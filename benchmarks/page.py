"""The page of 100 messages that all contenders read, and the servers that hand it out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

SIZE = 100
LIST = {"phoneNumberId": "PN123abc", "participants": ["+12065550119"], "maxResults": SIZE}


def message(number: int) -> dict[str, Any]:
    """One message as the gateway answers it, about 400 bytes."""
    return {
        "id": f"AC{number:032x}",
        "to": ["+12065550119"],
        "from": "+15555555555",
        "text": "Hello! Yes, it is. Would Thursday at five suit you for a visit?",
        "phoneNumberId": "PN123abc",
        "conversationId": f"CV{number // 50:032x}",
        "direction": "outgoing" if number % 2 else "incoming",
        "userId": "US123abc" if number % 2 else None,
        "status": "delivered" if number % 2 else "received",
        "createdAt": "2026-01-31T20:00:00.000Z",
        "updatedAt": "2026-01-31T20:00:02.000Z",
    }


def body(first: int = 0, *, token: str | None = None) -> bytes:
    """A page in the gateway's own form."""
    page = {"data": [message(first + n) for n in range(SIZE)], "totalItems": 100_000, "nextPageToken": token}
    return json.dumps(page, separators=(",", ":")).encode()


def answering(content: bytes) -> httpx.MockTransport:
    """A transport that answers everything with one page, without a socket."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    return httpx.MockTransport(lambda _: httpx.Response(200, content=content, headers=headers))


def walking(pages: int) -> httpx.MockTransport:
    """A transport that hands out so many pages, one after the other."""
    contents: Iterator[bytes] = (
        body(number * SIZE, token=None if number == pages - 1 else f"page-{number}")
        for number in range(pages)
    )
    return httpx.MockTransport(lambda _: httpx.Response(200, content=next(contents)))
