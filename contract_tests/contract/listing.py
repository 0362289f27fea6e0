"""The lists of the spec as any target has them: which there are, what they need, and their first items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import pytest

from contract_tests.contract.calls import Call
from contract_tests.targets import Account
from mock_gateway.contract import load
from mock_gateway.operation import Operation
from mock_gateway.profile import Profile

OPERATIONS = load(Profile.named("documented")).operations
LISTS = sorted(o.id for o in OPERATIONS.values() if o.method == "GET" and "{" not in o.path)
PAGED = [id for id in LISTS if "maxResults" in OPERATIONS[id].parameters]
NEWEST_FIRST = {
    "messages_list": "createdAt",
    "calls_list": "createdAt",
    "conversations_list": "lastActivityAt",
}
"""What the spec promises to be ordered from new to old, and by what."""

LARGEST = 50
"""A page that every list gives: contacts and users no larger one."""
Item = dict[str, Any]
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_IDS = ("id", "taskId", "connection_id", "key")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of an account; `required` is what must always be asked for, such as whose messages."""

    operation: Operation
    http: httpx.Client
    required: dict[str, Any]
    most: int
    """How many items are looked at: of somebody's account a few."""

    def page(self, size: int, **query: Any) -> dict[str, Any]:
        """One page of at most `size` items; what has no pages comes whole."""
        paged = {"maxResults": size} if "maxResults" in self.operation.parameters else {}
        response = Call(self.operation, query={**self.required, **paged, **query}).send(self.http)
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        assert not paged or len(items_of(answer)) <= size
        return answer

    def pages(self, size: int, most: int, **query: Any) -> Iterator[dict[str, Any]]:
        """Pages until there are `most` items, or no more."""
        page, left = self.page(size, **query), most
        while True:
            yield page
            left -= len(items_of(page))
            token = page.get("nextPageToken")
            if token is None or left <= 0:
                return
            page = self.page(size, pageToken=token, **query)

    def first(self, size: int | None = None, most: int | None = None, **query: Any) -> list[Item]:
        """The first items, by pages of `size`."""
        most = most or self.most
        found = [
            item for page in self.pages(size or min(most, LARGEST), most, **query) for item in items_of(page)
        ]
        return found[:most]

    def some(self, least: int = 1) -> list[Item]:
        """The first items; skips where there are too few to compare."""
        found = self.first()
        if len(found) < least:
            pytest.skip(f"{self.operation.id} holds {len(found)} here, and {least} are needed")
        return found


def items_of(answer: dict[str, Any]) -> list[Item]:
    """The items of a page; connections come under their own name."""
    found: list[Item] = answer["connections"] if "connections" in answer else answer["data"]
    return found


def id_of(item: Item) -> str:
    """The id of an item, whatever it is called."""
    return str(next(item[name] for name in _IDS if name in item))


def moment(item: Item, name: str) -> datetime | None:
    """A time of an item; None where it has none."""
    return datetime.fromisoformat(item[name]) if item.get(name) else None


def listing(account: Account, http: httpx.Client, id: str) -> Listing:
    """A list of an account; of messages and calls, those of a thread that has at least two."""
    operation, most = OPERATIONS[id], 8 if account.target.guard else 40
    if "participants" not in operation.parameters:
        return Listing(operation, http, {}, most)
    for thread in listing(account, http, "conversations_list").first()[: most // 2]:
        people = thread["participants"]
        if len(people) != 1 or not _E164.fullmatch(people[0]):
            continue
        required = {"phoneNumberId": thread["phoneNumberId"], "participants": people}
        found = Listing(operation, http, required, most)
        if len(items_of(found.page(2))) == 2:
            return found
    pytest.skip(f"none of the latest threads here has two {id.removesuffix('_list')}")


def steady(look: Callable[[], Any]) -> Any:
    """What is seen twice in the same way; an account in use may change meanwhile, but seldom."""
    before = look()
    for _ in range(3):
        now = look()
        if now == before:
            return now
        before = now
    pytest.skip("the list changes faster than it can be read")
