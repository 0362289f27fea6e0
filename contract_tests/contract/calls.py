"""Requests as plain values, well-formed or not; lists walked to their end; and all that an account holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from contract_tests.targets import Account
from mock_gateway.operation import Operation


@dataclass(frozen=True, slots=True)
class Call:
    """What to send to an operation; a good client would refuse to send half of it."""

    operation: Operation
    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None

    def send(self, http: httpx.Client, **options: Any) -> httpx.Response:
        """Send it as it is."""
        operation = self.operation
        url = operation.path if operation.control else f"/quo{operation.path}"
        for name, value in self.path.items():
            url = url.replace(f"{{{name}}}", quote(value, safe=""))
        content = json.dumps(self.body).encode() if operation.has_body else None
        headers = {"Content-Type": "application/json"} if operation.has_body else {}
        headers |= options.pop("headers", {})
        pairs = httpx.QueryParams(tuple(_pairs(self.query)))
        return http.request(operation.method, url, params=pairs, content=content, headers=headers, **options)


def _pairs(query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in query.items():
        if isinstance(value, dict):
            yield from ((f"{name}[{key}]", str(item)) for key, item in value.items())
        elif isinstance(value, list):
            yield from ((name, str(item)) for item in value)
        else:
            yield name, str(value).lower() if isinstance(value, bool) else str(value)


def walked(http: httpx.Client, path: str, query: dict[str, Any], size: int) -> list[dict[str, Any]]:
    """Every item of a list, page by page; no page is larger than asked for, and none comes again."""
    found: list[dict[str, Any]] = []
    tokens: list[str] = []
    while True:
        more = {"pageToken": tokens[-1]} if tokens else {}
        response = http.get(path, params={**query, "maxResults": size, **more})
        assert response.status_code == 200, response.text
        page = response.json()
        assert len(page["data"]) <= size
        found += page["data"]
        following = page.get("nextPageToken")  # tasks leave that of the last page out
        if following is None:
            return found
        assert following not in tokens, "the walk goes in a circle"
        tokens.append(following)


def digest(account: Account) -> dict[str, Any]:
    """All that an account can see, but for the messages and calls: each of these shows in its thread."""
    with account.http() as http:
        return {
            "connections": http.get("/connections").json(),
            "numbers": http.get("/quo/v1/phone-numbers").json(),
            "users": walked(http, "/quo/v1/users", {}, 50),
            "contacts": walked(http, "/quo/v1/contacts", {}, 50),
            "threads": walked(http, "/quo/v1/conversations", {}, 100),
            "tasks": walked(http, "/quo/v1/tasks", {}, 100),
            "webhooks": http.get("/quo/v1/webhooks").json()["data"],
            "settings": account.set(),
        }
