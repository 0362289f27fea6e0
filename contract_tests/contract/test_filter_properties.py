"""What holds of every filter of every list: it keeps what it says, leaves out the rest, and moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from contract_tests.contract.listing import (
    LISTS,
    OPERATIONS,
    Item,
    Listing,
    id_of,
    items_of,
    listing,
    moment,
    steady,
)
from contract_tests.targets import Account

pytestmark = pytest.mark.many_requests

# Of each filter what it compares, and which items it keeps; whether it keeps its own moment is in no source.
TIMES: dict[str, tuple[str, bool]] = {
    "createdAfter": ("createdAt", True),
    "createdBefore": ("createdAt", False),
    "since": ("createdAt", False),  # deprecated, and it does what createdBefore does (changelog 1.0.0)
    "updatedAfter": ("updatedAt", True),
    "updatedBefore": ("updatedAt", False),
}
FIELDS = {
    "externalIds": "externalId",
    "sources": "source",
    "phoneNumbers": "phoneNumberId",
    "phoneNumber": "phoneNumberId",
    "app": "app",
    "status": "status",
    "method": "method",
}
BY_USER = {"messages_list": "userId", "calls_list": "userId", "webhooks_list": "userId"}
BY_TIME = [id for id in LISTS if "createdAfter" in OPERATIONS[id].parameters]


def pairs(names: Any) -> list[tuple[str, str]]:
    """Each list with each of these filters that it has."""
    return [(id, name) for id in LISTS for name in names if name in OPERATIONS[id].parameters]


@pytest.fixture
def of(reader: Account) -> Iterator[Callable[[str], Listing]]:
    """The lists of an account that may be read, by their operation."""
    with reader.http() as http:
        yield lambda id: listing(reader, http, id)


def keeps(found: Listing, items: list[Item], kept: Callable[[Item], bool], **query: Any) -> None:
    """The filtered list begins with those of the first items that should be kept, and holds no other."""
    expected = [item for item in items if kept(item)]
    answered = steady(lambda: found.first(most=found.most + len(expected), **query))
    assert all(kept(item) for item in answered)
    assert answered[: len(expected)] == expected


@pytest.mark.parametrize(("id", "name"), pairs(TIMES))
def test_a_time_divides_a_list_in_two(of: Callable[[str], Listing], id: str, name: str) -> None:
    found, (field, later) = of(id), TIMES[name]
    items = steady(lambda: found.some(2))
    pivot = items[len(items) // 2]
    at = moment(pivot, field)
    if at is None:
        pytest.skip(f"{id} holds nothing with a {field}")

    def strictly(item: Item) -> bool:
        time = moment(item, field)
        return time is not None and (time > at if later else time < at)

    wanted: dict[str, Any] = {name: pivot[field]}
    answered = steady(lambda: found.first(most=2 * found.most, **wanted))
    inner = [item for item in answered if moment(item, field) != at]
    expected = [item for item in items if strictly(item)]
    assert all(strictly(item) for item in inner)
    assert inner[: len(expected)] == expected


@pytest.mark.parametrize(("id", "name"), pairs(FIELDS))
def test_a_filter_keeps_what_has_the_value_and_nothing_else(
    of: Callable[[str], Listing], id: str, name: str
) -> None:
    found, field = of(id), FIELDS[name]
    items = steady(found.first)
    values = [item[field] for item in items if item.get(field)]
    if not values:
        pytest.skip(f"{id} holds nothing with a {field}")
    value = values[len(values) // 2]
    if name in ("externalIds", "sources", "phoneNumbers"):
        several = list(dict.fromkeys(values))[:2]
        keeps(found, items, lambda item: item.get(field) in several, **{name: several})
    keeps(found, items, lambda item: item.get(field) == value, **{name: value})


@pytest.mark.parametrize("id", sorted(BY_USER))
def test_a_user_has_their_own(of: Callable[[str], Listing], id: str) -> None:
    found = of(id)
    items = steady(found.first)
    users = [item["userId"] for item in items if item["userId"]]
    if not users:
        pytest.skip(f"{id} holds nothing of a user")
    keeps(found, items, lambda item: item["userId"] == users[0], userId=users[0])


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("conversations_list", "excludeInactive"),
        ("conversations_list", "userId"),
        ("phone_numbers_list", "userId"),
    ],
)
def test_a_filter_leaves_out_and_neither_adds_nor_moves(
    of: Callable[[str], Listing], id: str, name: str
) -> None:
    found = of(id)
    user = id_of(of("users_list").some()[0])
    items = steady(found.first)
    wanted: dict[str, Any] = {name: "true" if name == "excludeInactive" else user}
    answered = steady(lambda: found.first(**wanted))
    ids = [id_of(item) for item in items]
    common = [id_of(item) for item in answered if id_of(item) in ids]
    assert common == [each for each in ids if each in common]
    if len(items) < found.most:  # the whole list was seen
        assert len(common) == len(answered)


@pytest.mark.parametrize("id", BY_TIME)
def test_before_after_and_at_a_moment_are_the_whole(of: Callable[[str], Listing], id: str) -> None:
    found = of(id)
    items = steady(lambda: found.some(3))
    at = items[1]["createdAt"]

    def totals() -> list[int]:
        queries: list[dict[str, Any]] = [{}, {"createdBefore": at}, {"createdAfter": at}]
        return [found.page(1, **query)["totalItems"] for query in queries]

    whole, before, after = steady(totals)
    if whole == 1:
        pytest.skip(f"the total of {id} counts the page")
    if id == "conversations_list":  # in another order than that of their times: only the sum is sure
        assert before + after <= whole
        return
    same = sum(item["createdAt"] == at for item in items)
    assert whole - same <= before + after <= whole + same


@pytest.mark.parametrize("id", BY_TIME)
def test_two_times_together_keep_what_both_keep(of: Callable[[str], Listing], id: str) -> None:
    found = of(id)
    items = steady(lambda: found.some(3))
    times = sorted(item["createdAt"] for item in items)
    low, high = times[0], times[-1]
    inside = steady(lambda: found.first(createdAfter=low, createdBefore=high))
    known = [item for item in items if low < item["createdAt"] < high]
    assert [item for item in inside if low < item["createdAt"] < high][: len(known)] == known
    assert all(low <= item["createdAt"] <= high for item in inside)
    assert found.first(createdAfter=high, createdBefore=low) == []


@pytest.mark.parametrize(("id", "name"), pairs(["participants", "externalIds", "sources", "phoneNumbers"]))
def test_an_array_may_be_written_in_each_way(of: Callable[[str], Listing], id: str, name: str) -> None:
    found = of(id)
    values = found.required.get(name)
    if values is None:
        known = [item[FIELDS[name]] for item in found.first() if item.get(FIELDS[name])]
        values = list(dict.fromkeys(known))[:2]
    if not values:
        pytest.skip(f"{id} holds nothing to ask for by {name}")
    bare = replace(found, required={each: found.required[each] for each in found.required if each != name})
    ways = [{name: values}, {f"{name}[]": values}, *([{name: values[0]}] if len(values) == 1 else [])]

    def answers() -> list[Any]:
        return [items_of(bare.page(5, **way)) for way in ways]

    seen = steady(answers)
    assert all(each == seen[0] for each in seen)
