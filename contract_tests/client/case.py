"""One operation: a call, what it sends, how the server answers, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import httpx

from .conftest import Both

GATEWAY, CONTROL = "https://gateway.maton.ai/quo/v1", "https://ctrl.maton.ai"


class Case(NamedTuple):
    """`sent` is method and URL, `answer` status and JSON or None; `gives` must hold of what comes back."""

    call: Callable[[Any], Any]
    sent: str
    body: bytes
    answer: tuple[int, Any]
    gives: Callable[[Any], object]


def page(item: dict[str, Any]) -> dict[str, Any]:
    return {"data": [item], "totalItems": 1, "nextPageToken": None}


def check(both: Both, case: Case) -> None:
    """Make the call against the answer, and compare what was sent and what came back."""
    status, body = case.answer

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status) if body is None else httpx.Response(status, json=body)

    result = both(answer, case.call, connection="c-1")
    assert f"{both.sent.method} {both.sent.url}" == case.sent
    assert both.sent.content == case.body
    assert both.sent.headers.get("content-type") == ("application/json" if case.body else None)
    assert both.sent.headers.get("maton-connection") == (None if CONTROL in case.sent else "c-1")
    assert case.gives(result)
