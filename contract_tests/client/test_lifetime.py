"""A client that is closed, shared by threads, or whose call is cancelled: what happens is defined."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, RetryPolicy, errors

from .conftest import KEY, Both

CALLS: list[Callable[[Any], Any]] = [
    lambda quo: quo.users.get("US1"),
    lambda quo: quo.users.list(),
    lambda quo: quo.messages.send(content="Hi", from_="PN1", to=["+15555555555"]),
    lambda quo: quo.contacts.delete("CT1"),
    lambda quo: quo.users.with_raw_response.get("US1"),
    lambda quo: quo.request("GET", "/v1/users"),
    lambda quo: quo.with_options(timeout=1).users.get("US1"),
]


def user(number: str) -> dict[str, Any]:
    return {
        "id": number,
        "email": "john@example.com",
        "firstName": None,
        "lastName": None,
        "role": "owner",
        "createdAt": "2022-01-01T00:00:00Z",
        "updatedAt": "2022-01-01T00:00:00Z",
    }


def echo(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": user(request.url.path.rpartition("/")[2])})


@pytest.mark.parametrize("call", CALLS)
def test_a_closed_client_says_so_and_sends_nothing(both: Both, call: Callable[[Any], Any]) -> None:
    kept: list[Any] = []
    both(echo, kept.append)

    async def awaited() -> None:
        await call(kept[0])

    with pytest.raises(errors.ClientClosed, match="This client was closed"):
        asyncio.run(awaited()) if both.asynchronous else call(kept[0])
    assert both.requests == []


def test_an_http_client_of_your_own_that_is_closed_is_told_of_too() -> None:
    own = httpx.Client(transport=httpx.MockTransport(echo))
    quo = Quo(api_key=KEY, http_client=own)
    own.close()
    with pytest.raises(errors.ClientClosed):
        quo.users.get("US1")


def test_a_client_that_is_closed_between_two_attempts_stops() -> None:
    with (
        Quo(
            api_key=KEY,
            transport=httpx.MockTransport(lambda request: httpx.Response(503)),
            retry=RetryPolicy(sleep=lambda seconds: quo.close()),
        ) as quo,
        pytest.raises(errors.ClientClosed),
    ):
        quo.users.get("US1")


def test_closing_twice_is_no_harm(both: Both) -> None:
    kept: list[Any] = []
    both(echo, kept.append)
    if both.asynchronous:
        asyncio.run(kept[0].close())
    else:
        kept[0].close()


def test_the_walk_of_a_closed_client_ends_in_the_same_error() -> None:
    page = {"data": [user("US1")], "totalItems": 2, "nextPageToken": "a"}
    with Quo(
        api_key=KEY, transport=httpx.MockTransport(lambda request: httpx.Response(200, json=page))
    ) as quo:
        users = iter(quo.users.list())
        next(users)
    with pytest.raises(errors.ClientClosed):
        next(users)


def test_threads_may_share_a_client() -> None:
    failed_once: set[str] = set()

    def sometimes(request: httpx.Request) -> httpx.Response:
        if request.url.path not in failed_once:
            failed_once.add(request.url.path)
            return httpx.Response(503)
        return echo(request)

    patient = RetryPolicy(sleep=lambda seconds: None)
    with (
        Quo(api_key=KEY, transport=httpx.MockTransport(sometimes), retry=patient) as quo,
        ThreadPoolExecutor(16) as pool,
    ):
        ids = [f"US{number}" for number in range(400)]

        def get(user_id: str) -> str:
            return quo.with_options(connection=user_id).users.get(user_id).id

        assert list(pool.map(get, ids)) == ids


def test_tasks_may_share_a_client() -> None:
    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(echo)) as quo:
            ids = [f"US{number}" for number in range(100)]
            found = await asyncio.gather(*(quo.users.get(user_id) for user_id in ids))
            assert [each.id for each in found] == ids

    asyncio.run(scenario())


def test_a_cancelled_call_is_over_is_not_repeated_and_leaves_the_client_usable() -> None:
    requests: list[str] = []

    async def slow(request: httpx.Request) -> httpx.Response:
        requests.append(request.url.path)
        if len(requests) == 1:
            await asyncio.sleep(60)
        return echo(request)

    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(slow)) as quo:
            call = asyncio.create_task(quo.users.get("US1"))
            await asyncio.sleep(0.01)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            assert (await quo.users.get("US2")).id == "US2"

    asyncio.run(scenario())
    assert requests == ["/quo/v1/users/US1", "/quo/v1/users/US2"]


def test_a_call_can_be_cancelled_while_it_waits_for_the_next_attempt() -> None:
    requests: list[httpx.Request] = []

    def down(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(503, headers={"retry-after": "30"})

    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(down)) as quo:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await quo.users.get("US1")

    asyncio.run(scenario())
    assert len(requests) == 1
