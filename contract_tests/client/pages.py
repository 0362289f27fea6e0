"""Pages of users, as a gateway gives them one after the other."""

from __future__ import annotations

from typing import Any

import httpx

from .conftest import Both


def user(number: int) -> dict[str, Any]:
    return {
        "id": f"US{number}",
        "email": f"{number}@example.com",
        "firstName": None,
        "lastName": None,
        "role": "member",
        "createdAt": "2022-01-01T00:00:00Z",
        "updatedAt": "2022-01-01T00:00:00Z",
    }


class Pages:
    """Answers with the page that the token names; `{None: ([1, 2], "a"), "a": ([3], None)}`."""

    def __init__(self, pages: dict[str | None, tuple[list[int], str | None]]) -> None:
        self.pages = pages
        self.queries: list[dict[str, str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        query = dict(request.url.params)
        self.queries.append(query)
        numbers, following = self.pages[query.get("pageToken")]
        data = [user(number) for number in numbers]
        return httpx.Response(200, json={"data": data, "totalItems": 5, "nextPageToken": following})


def all_ids(both: Both, pages: Pages, **arguments: Any) -> list[str]:
    return [found.id for found in both.items(pages, lambda quo: quo.users.list(**arguments))]
