"""`limit=` ends a walk, whatever the size of the pages."""

from __future__ import annotations

import httpx
import pytest

from maton_quo import AsyncQuo, Quo

from .conftest import KEY, Both
from .pages import Pages, all_ids


@pytest.mark.parametrize(
    ("limit", "ids", "asked"),
    [
        (0, [], 1),
        (1, [1], 1),
        (2, [1, 2], 1),
        (3, [1, 2, 3], 2),
        (4, [1, 2, 3, 4], 2),
        (5, [1, 2, 3, 4, 5], 3),
        (99, [1, 2, 3, 4, 5], 3),
    ],
)
def test_a_limit_ends_the_walk_without_a_page_too_many(
    both: Both, limit: int, ids: list[int], asked: int
) -> None:
    pages = Pages({None: ([1, 2], "a"), "a": ([3, 4], "b"), "b": ([5], None)})
    assert all_ids(both, pages, limit=limit) == [f"US{number}" for number in ids]
    assert len(pages.queries) == asked


def test_a_limit_is_not_sent_and_leaves_the_page_size_alone(both: Both) -> None:
    pages = Pages({None: ([1, 2, 3], None)})
    assert all_ids(both, pages, limit=2, max_results=50) == ["US1", "US2"]
    assert pages.queries == [{"maxResults": "50"}]


def test_a_limit_holds_across_empty_pages_and_is_over_before_a_circle(both: Both) -> None:
    pages = Pages({None: ([], "a"), "a": ([1], "b"), "b": ([2, 3], "b")})
    assert all_ids(both, pages, limit=3) == ["US1", "US2", "US3"]


def test_a_limit_ends_the_pages_too_but_cuts_none(both: Both) -> None:
    pages = Pages({None: ([1, 2], "a"), "a": ([3, 4], "b"), "b": ([5], None)})
    if both.asynchronous:

        async def walk(quo: AsyncQuo) -> list[int]:
            return [len(page.data) async for page in quo.users.list(limit=3).pages()]

        assert both(pages, walk) == [2, 2]
    else:
        sizes: list[int] = []
        both(pages, lambda quo: sizes.extend(len(page.data) for page in quo.users.list(limit=3).pages()))
        assert sizes == [2, 2]


def test_after_next_the_rest_of_the_limit_is_left() -> None:
    pages = Pages({None: ([1, 2], "a"), "a": ([3, 4], "b"), "b": ([5], None)})
    with Quo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
        second = quo.users.list(limit=3).next()
        assert second is not None
        assert [found.id for found in second] == ["US3"]
        assert second.next() is None


def test_a_negative_limit_is_refused_before_anything_is_sent(both: Both) -> None:
    with pytest.raises(ValueError, match="limit must be 0 or more, not -1"):
        both(Pages({}), lambda quo: quo.users.list(limit=-1))
    assert both.requests == []
