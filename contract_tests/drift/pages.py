"""Holds lists to their promises: the order of their items, and pages that join without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from contract_tests.drift.findings import Departure
from contract_tests.exchanges import Exchange
from mock_gateway.clock import moment_of


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is ordered by."""

    key: str
    newest_first: bool
    of_spec: bool = True
    """Whether the spec says so, or the gateway alone."""


ORDERS = {
    "connections_list": Order("creation_time", False),
    "phone_numbers_list": Order("createdAt", False),
    "users_list": Order("createdAt", False, of_spec=False),
    "messages_list": Order("createdAt", True, of_spec=False),
    "calls_list": Order("createdAt", True),
    "calls_recordings": Order("startTime", False),
    "contacts_list": Order("createdAt", False),
    "conversations_list": Order("lastActivityAt", True),
    "tasks_list": Order("createdAt", False),
    "webhooks_list": Order("createdAt", False),
}
"""By operation, as the descriptions of the spec have it."""

_IDS = ("id", "taskId", "connection_id")


def departures(operation: str, answers: Sequence[Exchange]) -> Iterator[tuple[str, Departure]]:
    """Yield what is wrong with the lists that one side answered for an operation, each with its case."""
    pages = [answer for answer in answers if answer.status == 200 and _listed(answer.content) is not None]
    yield from _order(operation, pages)
    for page in pages:
        asked = dict(page.query).get("maxResults", "")
        if asked.isdecimal():
            for said, instead in _page(page, int(asked)):
                yield page.case, Departure("pagination", _PLACES[instead], said, instead, of_spec=False)
    for first, second in _joined(pages):
        for said, instead in _join(first, second):
            yield second.case, Departure("pagination", _PLACES[instead], said, instead, of_spec=False)


_ASKED, _FULL = "as many items as asked for, at most", "full pages before the last"
_MORE, _ALL = "a token until all are seen", "counts every item"
_ONCE, _SAME = "no item on two pages", "the same on each page"
_PLACES = {_ASKED: "data", _FULL: "data", _ONCE: "data", _MORE: "nextPageToken", _ALL: "totalItems"}
_PLACES[_SAME] = "totalItems"


def _page(page: Exchange, asked: int) -> Iterator[tuple[str, str]]:
    """What is wrong with one page: what it is like, and what was expected."""
    count = len(_listed(page.content) or ())
    total, token = _total(page), page.content.get("nextPageToken")
    first = "pageToken" not in dict(page.query)
    if count > asked:
        yield "more items than asked for", _ASKED
    if token is not None and count < asked:
        yield "a short page before the last", _FULL
    if total is not None and total < count:
        yield "fewer than one page holds", _ALL
    if token is None and first and total is not None and total > count:
        yield "no token though there are more", _MORE


def _join(first: Exchange, second: Exchange) -> Iterator[tuple[str, str]]:
    if set(_ids(first)) & set(_ids(second)):
        yield "an item of the page before", _ONCE
    if None not in (totals := (_total(first), _total(second))) and len(set(totals)) > 1:
        yield "another on the next page", _SAME


def _joined(pages: Sequence[Exchange]) -> Iterator[tuple[Exchange, Exchange]]:
    """Pages that follow one another: the same request, without and with the token."""
    for page in pages:
        if "pageToken" in dict(page.query):
            before = tuple(pair for pair in page.query if pair[0] != "pageToken")
            yield from ((first, page) for first in pages if (first.path, first.query) == (page.path, before))


def _order(operation: str, pages: Iterable[Exchange]) -> Iterator[tuple[str, Departure]]:
    order = ORDERS.get(operation)
    if order is None:
        return
    seen = {page.case: said for page in pages if (said := _ordered(page, order.key)) is not None}
    instead = _words(order.key, newest_first=order.newest_first)
    wrong = [case for case, said in seen.items() if said != instead]
    said = seen[wrong[0]] if wrong and len(set(seen.values())) == 1 else f"in no order of {order.key}"
    yield from ((case, Departure("order", "data[]", said, instead, order.of_spec)) for case in wrong)


def _ordered(page: Exchange, key: str) -> str | None:
    """How a page is ordered; None where two items or more are needed to tell, or their times."""
    try:
        moments = [moment_of(item[key]) for item in _listed(page.content) or ()]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if len(set(moments)) < 2:
        return None
    if all(one <= other for one, other in pairwise(moments)):
        return _words(key, newest_first=False)
    if all(one >= other for one, other in pairwise(moments)):
        return _words(key, newest_first=True)
    return f"in no order of {key}"


def _words(key: str, *, newest_first: bool) -> str:
    return f"{'newest' if newest_first else 'oldest'} {key} first"


def _listed(content: Any) -> list[Any] | None:
    held = content.get("data", content.get("connections")) if isinstance(content, dict) else None
    return held if isinstance(held, list) else None


def _ids(page: Exchange) -> Iterator[Any]:
    for item in _listed(page.content) or ():
        if isinstance(item, dict):
            yield from (item[key] for key in _IDS if isinstance(item.get(key), str))


def _total(page: Exchange) -> int | None:
    total = page.content.get("totalItems")
    return total if isinstance(total, int) and not isinstance(total, bool) else None
