"""Lists that walk themselves from page to page."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, errors

from .conftest import KEY, Both
from .pages import Pages, all_ids, user


def test_iterating_walks_all_pages(both: Both) -> None:
    pages = Pages({None: ([1, 2], "a"), "a": ([3, 4], "b"), "b": ([5], None)})
    assert all_ids(both, pages, max_results=2) == ["US1", "US2", "US3", "US4", "US5"]
    assert pages.queries == [
        {"maxResults": "2"},
        {"maxResults": "2", "pageToken": "a"},
        {"maxResults": "2", "pageToken": "b"},
    ]


def test_an_empty_page_with_a_token_is_not_the_end(both: Both) -> None:
    pages = Pages({None: ([], "a"), "a": ([], "b"), "b": ([1], None)})
    assert all_ids(both, pages) == ["US1"]


def test_an_empty_token_is_the_end(both: Both) -> None:
    assert all_ids(both, Pages({None: ([1], "")})) == ["US1"]


def test_the_walk_starts_where_it_is_told(both: Both) -> None:
    pages = Pages({"b": ([4], "c"), "c": ([5], None)})
    assert all_ids(both, pages, page_token="b") == ["US4", "US5"]


@pytest.mark.parametrize(
    "pages",
    [
        {None: ([1], "a"), "a": ([2], "a")},
        {None: ([1], "a"), "a": ([2], "b"), "b": ([3], "a")},
        {None: ([], "a"), "a": ([], "b"), "b": ([], "c"), "c": ([], "b")},
    ],
    ids=["itself", "two", "empty"],
)
def test_a_circle_of_tokens_raises_instead_of_looping(both: Both, pages: Any) -> None:
    with pytest.raises(errors.RepeatedPage, match="the same next page twice"):
        all_ids(both, Pages(pages))


def test_next_refuses_a_page_that_names_itself() -> None:
    pages = Pages({None: ([1], "a"), "a": ([2], "a")})
    with Quo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
        first = quo.users.list()
        with pytest.raises(errors.RepeatedPage, match="the same next page twice"):
            first.next()


def test_a_page_tells_what_it_holds(both: Both) -> None:
    pages = Pages({None: ([1, 2], "a")})
    page = both(pages, lambda quo: quo.users.list())
    assert [found.id for found in page.data] == ["US1", "US2"]
    assert (page.total_items, page.next_page_token) == (5, "a")
    assert "_fetch" not in repr(page)


def test_next_gives_one_page_and_none_after_the_last() -> None:
    pages = Pages({None: ([1], "a"), "a": ([2], None)})
    with Quo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
        second = quo.users.list().next()
        assert second is not None
        assert second.data[0].id == "US2"
        assert second.next() is None


def test_next_gives_one_page_and_none_after_the_last_asynchronously() -> None:
    async def scenario() -> None:
        pages = Pages({None: ([1], "a"), "a": ([2], None)})
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
            second = await (await quo.users.list()).next()
            assert second is not None
            assert second.data[0].id == "US2"
            assert await second.next() is None

    asyncio.run(scenario())


def test_pages_can_be_walked_as_pages() -> None:
    pages = Pages({None: ([1, 2], "a"), "a": ([3], None)})
    with Quo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
        assert [len(page.data) for page in quo.users.list().pages()] == [2, 1]


def test_pages_can_be_walked_as_pages_asynchronously() -> None:
    async def scenario() -> list[int]:
        pages = Pages({None: ([1, 2], "a"), "a": ([3], None)})
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
            return [len(page.data) async for page in quo.users.list().pages()]

    assert asyncio.run(scenario()) == [2, 1]


def test_a_walk_can_be_repeated() -> None:
    pages = Pages({None: ([1], "a"), "a": ([2], None)})
    with Quo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
        page = quo.users.list()
        assert [found.id for found in page] == [found.id for found in page] == ["US1", "US2"]


def test_nothing_is_sent_before_an_asynchronous_list_is_awaited() -> None:
    async def scenario() -> list[dict[str, str]]:
        pages = Pages({None: ([1], None)})
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(pages)) as quo:
            quo.users.list()
        return pages.queries

    assert asyncio.run(scenario()) == []


def test_the_walk_keeps_the_options_of_its_client(both: Both) -> None:
    pages = Pages({None: ([1], "a"), "a": ([2], None)})

    both.items(pages, lambda quo: quo.with_options(connection="c-2").users.list(), connection="c-1")
    assert [request.headers["maton-connection"] for request in both.requests] == ["c-2", "c-2"]


def test_an_error_on_a_later_page_comes_after_the_items_before_it() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "pageToken" in request.url.params:
            return httpx.Response(404, json={"message": "gone", "code": "1100404"})
        return httpx.Response(200, json={"data": [user(1)], "totalItems": 2, "nextPageToken": "a"})

    with Quo(api_key=KEY, transport=httpx.MockTransport(answer)) as quo:
        users = iter(quo.users.list())
        assert next(users).id == "US1"
        with pytest.raises(errors.NotFound):
            next(users)


def test_a_page_that_names_no_next_one_is_the_last(both: Both) -> None:
    pages = iter([{"data": [], "totalItems": 0, "nextPageToken": "a"}, {"data": [], "totalItems": 0}])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=next(pages))

    assert both.items(answer, lambda quo: quo.tasks.list()) == []
    assert len(both.requests) == 2


def test_the_token_of_a_page_that_names_no_next_one_is_none(both: Both) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [], "totalItems": 0})

    assert both(answer, lambda quo: quo.tasks.list()).next_page_token is None
