"""`with_raw_response`: the response beside what a method gives."""

from __future__ import annotations

import asyncio
import inspect
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, RawResponse, errors, models
from maton_quo.types import RateLimit

from .conftest import KEY, Both

USER = {
    "id": "US1",
    "email": "john@example.com",
    "firstName": "John",
    "lastName": None,
    "role": "owner",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
    "shoeSize": 44,
}
HEADERS = {
    "ratelimit": '"per-second"; r=7; t=1',
    "ratelimit-policy": '"per-second"; q=10; w=1',
    "cf-ray": "8c1f-FRA",
}


def user(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": USER}, headers=HEADERS)


def pages(request: httpx.Request) -> httpx.Response:
    token = request.url.params.get("pageToken")
    data = [USER | {"id": "US2" if token else "US1"}]
    page = {"data": data, "totalItems": 2, "nextPageToken": None if token else "a"}
    return httpx.Response(200, json=page, headers={"x-page": token or "first"})


def test_it_gives_the_response_and_the_value(both: Both) -> None:
    raw = both(user, lambda quo: quo.users.with_raw_response.get("US1"))
    assert type(raw) is RawResponse
    assert type(raw.parsed) is models.User
    assert (raw.status_code, raw.headers["CF-Ray"], raw.trace) == (200, "8c1f-FRA", "8c1f-FRA")
    assert raw.rate_limit == RateLimit(limit=10, remaining=7, reset=1)
    assert both.sent.headers["authorization"] == f"Bearer {KEY}"


def test_fields_that_the_contract_does_not_know_are_visible(both: Both) -> None:
    raw = both(user, lambda quo: quo.users.with_raw_response.get("US1"))
    assert raw.json()["data"]["shoeSize"] == 44


def test_of_a_list_it_is_the_first_page_which_walks_on(both: Both) -> None:
    if both.asynchronous:

        async def walk(quo: AsyncQuo) -> tuple[RawResponse[Any], list[str]]:
            raw = await quo.users.with_raw_response.list(max_results=1)
            return raw, [found.id async for found in raw.parsed]

        raw, ids = both(pages, walk)
    else:

        def go(quo: Quo) -> tuple[RawResponse[Any], list[str]]:
            raw = quo.users.with_raw_response.list(max_results=1)
            return raw, [found.id for found in raw.parsed]

        raw, ids = both(pages, go)
    assert ids == ["US1", "US2"]
    assert raw.headers["x-page"] == "first"


def test_what_gives_nothing_gives_its_response(both: Both) -> None:
    raw = both(lambda request: httpx.Response(204), lambda quo: quo.contacts.with_raw_response.delete("CT1"))
    assert (raw.parsed, raw.status_code, raw.rate_limit, raw.trace) == (None, 204, None, None)


def test_an_error_is_raised_as_ever(both: Both) -> None:
    with pytest.raises(errors.NotFound):
        both(lambda request: httpx.Response(404), lambda quo: quo.users.with_raw_response.get("US1"))


def test_options_hold(both: Both) -> None:
    both(user, lambda quo: quo.with_options(connection="c-9").users.with_raw_response.get("US1"))
    assert both.sent.headers["maton-connection"] == "c-9"


def test_after_retries_it_is_the_last_response(both: Both) -> None:
    answers = iter([httpx.Response(503), user(httpx.Request("GET", "http://x"))])
    raw = both(lambda request: next(answers), lambda quo: quo.users.with_raw_response.get("US1"))
    assert raw.status_code == 200


def test_its_repr_shows_no_key(both: Both) -> None:
    raw = both(user, lambda quo: quo.users.with_raw_response.get("US1"))
    assert repr(raw).startswith("<RawResponse 200 User(id='US1'")
    assert KEY not in repr(raw)


@pytest.mark.parametrize("client", [Quo, AsyncQuo])
def test_every_method_has_its_raw_twin_with_the_same_help(client: type[Any]) -> None:
    quo = client(api_key=KEY, base_url="http://mock.test")
    tags = [name for name, value in vars(client).items() if isinstance(value, property)]
    assert len(tags) == 10
    for tag in tags:
        resource = getattr(quo, tag)
        raw = resource.with_raw_response
        methods = {
            name
            for name, value in vars(type(resource)).items()
            if inspect.isfunction(value) and name[0] != "_"
        }
        assert set(vars(raw)) | {"authorize"} == methods | {"authorize"}
        for name in vars(raw):
            assert getattr(raw, name).__doc__ == getattr(resource, name).__doc__


def test_calls_at_the_same_time_do_not_mix_their_responses() -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        number = request.url.path.rpartition("/")[2]
        return httpx.Response(200, json={"data": USER | {"id": number}}, headers={"x-id": number})

    with Quo(api_key=KEY, transport=httpx.MockTransport(echo)) as quo, ThreadPoolExecutor(8) as pool:
        raw = quo.users.with_raw_response
        for found in pool.map(raw.get, [f"US{n}" for n in range(200)]):
            assert found.headers["x-id"] == found.parsed.id


def test_tasks_at_the_same_time_do_not_mix_their_responses() -> None:
    async def echo(request: httpx.Request) -> httpx.Response:
        number = request.url.path.rpartition("/")[2]
        await asyncio.sleep(0)
        return httpx.Response(200, json={"data": USER | {"id": number}}, headers={"x-id": number})

    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, transport=httpx.MockTransport(echo)) as quo:
            raw = quo.users.with_raw_response
            for found in await asyncio.gather(*(raw.get(f"US{n}") for n in range(50))):
                assert found.headers["x-id"] == found.parsed.id

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("headers", "state"),
    [
        ({}, None),
        ({"ratelimit": "soon"}, None),
        ({"ratelimit": '"per-second"; r=0; t=1'}, RateLimit(None, 0, 1)),
        ({"ratelimit": '"per-second";r=9;t=0', "ratelimit-policy": '"x";q=10;w=1'}, RateLimit(10, 9, 0)),
        ({"ratelimit": '"a"; r=3, "b"; r=5; t=9'}, RateLimit(None, 3, 9)),
        ({"ratelimit": '"a"; r=١'}, None),
    ],
)
def test_the_rate_limit_is_read_from_the_headers(
    both: Both, headers: dict[str, str], state: RateLimit | None
) -> None:
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    raw = both(
        lambda request: httpx.Response(204, headers=sent),
        lambda quo: quo.contacts.with_raw_response.delete("CT1"),
    )
    assert raw.rate_limit == state
