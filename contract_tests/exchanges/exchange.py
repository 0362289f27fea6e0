"""One call and its answer, as far as both can be compared and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

MATTERING_HEADERS = (
    "allow",
    "content-security-policy",
    "content-type",
    "deprecation",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "sunset",
    "www-authenticate",
    "x-content-type-options",
)
"""What a client may act on. Cookies, request ids and the names of servers on the way are left out."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call and its answer; `operation` and `case` together name it."""

    operation: str
    """The operationId, or `door` for calls that reach no operation."""
    case: str
    """What was asked: `first-page`, `unknown-id`, `bad-token`, …"""
    method: str
    path: str
    """As it was sent: `/quo/v1/messages`, `/connections`."""
    query: tuple[tuple[str, str], ...]
    body: Any
    status: int
    headers: Mapping[str, str] = field(repr=False)
    """In lower case, of MATTERING_HEADERS only."""
    content: Any = field(repr=False)
    """The JSON value of the answer, or its text."""

    @property
    def name(self) -> str:
        """`messages_list first-page`."""
        return f"{self.operation} {self.case}"


def mattering(headers: httpx.Headers) -> dict[str, str]:
    """Return the headers that are kept, by name in lower case and in that order."""
    return {name: headers[name] for name in MATTERING_HEADERS if name in headers}


def content_of(response: httpx.Response) -> Any:
    """Return the JSON value of an answer; its text where it is none."""
    try:
        return response.json()
    except ValueError:
        return response.text
