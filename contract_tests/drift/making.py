"""Exchanges made by hand, for what no gateway of ours would answer."""

from __future__ import annotations

from typing import Any

from contract_tests.drift import Finding, compare
from contract_tests.exchanges import Exchange

JSON = {"content-type": "application/json; charset=utf-8"}
_USER = {"email": "a@example.com", "firstName": None, "lastName": None, "role": "owner"}


def user(number: int, **changes: Any) -> dict[str, Any]:
    """The user of a number, who joined in the minute of that number."""
    times = dict.fromkeys(("createdAt", "updatedAt"), f"2026-01-01T00:{number:02}:00.000Z")
    return {"id": f"US{number}abc", **_USER, **times, **changes}


def users(
    *data: Any,
    case: str = "first-page",
    most: int = 10,
    token: str = "",
    total: int | None = None,
    **more: Any,
) -> Exchange:
    """A page of users; `token` is the one it was asked for with, `more` what else it holds."""
    query = (("maxResults", str(most)), *((("pageToken", token),) if token else ()))
    held = {
        "data": [*data],
        "totalItems": len(data) if total is None else total,
        "nextPageToken": None,
        **more,
    }
    return Exchange("users_list", case, "GET", "/quo/v1/users", query, None, 200, JSON, held)


def refused(status: int, content: Any, headers: dict[str, str] | None = None) -> Exchange:
    """A list of users that was not to be had."""
    held = {**JSON, **(headers or {})}
    query = (("maxResults", "10"),)
    return Exchange("users_list", "first-page", "GET", "/quo/v1/users", query, None, status, held, content)


def found(left: list[Exchange], right: list[Exchange]) -> list[Finding]:
    """What a comparison finds."""
    return list(compare(left, right).findings)


def kinds(left: list[Exchange], right: list[Exchange]) -> list[tuple[str, str]]:
    """Kind and path of what a comparison finds."""
    return [(finding.kind, finding.path) for finding in found(left, right)]
