"""What the README promises of the client, each once, through respx as users' own tests go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import httpx
import pytest
import respx

from maton_quo import AsyncQuo, Quo, RetryPolicy, errors
from maton_quo.types import RateLimit

from .conftest import KEY

GATEWAY = "https://gateway.maton.ai/quo/v1"
USERS = f"{GATEWAY}/users"
NOBODY = '{"data":[],"totalItems":0,"nextPageToken":null}'
USER = (
    '{"id":"US1","email":"a@example.com","firstName":"Ada","lastName":null,"role":"owner",'
    '"createdAt":"2022-01-01T00:00:00Z","updatedAt":"2022-01-01T00:00:00Z","shoeSize":38}'
)
TWO_MORE = f'{{"data":[{USER},{USER}],"totalItems":9,"nextPageToken":"t%d"}}'


@pytest.fixture
def network() -> Iterator[respx.MockRouter]:
    with respx.mock(assert_all_called=False) as router:
        yield router


@pytest.fixture
def quo() -> Iterator[Quo]:
    with Quo(api_key=KEY, retry=RetryPolicy(sleep=lambda seconds: None)) as client:
        yield client


def test_an_error_is_one_sentence_that_can_be_acted_on(network: respx.MockRouter, quo: Quo) -> None:
    network.post(f"{GATEWAY}/messages").respond(
        402,
        text='{"message":"Not enough credits to send 2 segments","code":"0200402","status":402,'
        '"docs":"https://quo.com/docs","title":"Not Enough Credits","trace":"6480612490142498014"}',
    )
    with pytest.raises(errors.PaymentRequired) as caught:
        quo.messages.send(content="Hi", from_="PN1", to=["+15555555555"])
    assert str(caught.value) == (
        "POST /quo/v1/messages: 402 Not Enough Credits; Not enough credits to send 2 segments "
        "(code 0200402, trace 6480612490142498014)"
    )


def test_a_walk_stops_at_its_limit(network: respx.MockRouter, quo: Quo) -> None:
    route = network.get(USERS)
    route.side_effect = [httpx.Response(200, text=TWO_MORE % n) for n in range(9)]
    assert len(list(quo.users.list(limit=5))) == 5
    assert route.call_count == 3


def test_a_failure_that_passes_is_not_noticed(network: respx.MockRouter, quo: Quo) -> None:
    network.get(USERS).side_effect = [
        httpx.ConnectError("refused"),
        httpx.Response(429, headers={"ratelimit": '"per-second"; r=0; t=1'}),
        httpx.Response(200, text=NOBODY),
    ]
    assert list(quo.users.list()) == []


def test_options_are_of_some_calls(network: respx.MockRouter, quo: Quo) -> None:
    route = network.get(USERS).respond(text=NOBODY)
    quo.with_options(connection="c-2", headers={"X-Run": "7"}).users.list()
    quo.users.list()
    assert [call.request.headers.get("maton-connection") for call in route.calls] == ["c-2", None]


def test_the_response_can_be_had_with_the_value(network: respx.MockRouter, quo: Quo) -> None:
    network.get(f"{USERS}/US1").respond(
        text=f'{{"data":{USER}}}',
        headers={"ratelimit": '"per-second"; r=9; t=1', "ratelimit-policy": '"per-second"; q=10; w=1'},
    )
    raw = quo.users.with_raw_response.get("US1")
    assert (raw.status_code, raw.rate_limit, raw.parsed.first_name) == (200, RateLimit(10, 9, 1), "Ada")
    assert raw.json()["data"]["shoeSize"] == 38


def test_what_is_not_in_the_contract_can_be_asked(network: respx.MockRouter, quo: Quo) -> None:
    network.get(f"{GATEWAY}/faxes", params={"maxResults": "5"}).respond(text='{"data":[{"id":"FX1"}]}')
    assert quo.request("GET", "/v1/faxes", params={"maxResults": 5}).json() == {"data": [{"id": "FX1"}]}


def test_a_missing_field_is_named(network: respx.MockRouter, quo: Quo) -> None:
    network.get(f"{USERS}/US1").respond(text='{"data":{"id":"US1"}}')
    with pytest.raises(errors.UndecodableResponse, match=r"missing required field `email` - at `\$.data`"):
        quo.users.get("US1")


def test_a_connection_is_authorized(network: respx.MockRouter, quo: Quo) -> None:
    connection = (
        '{"connection":{"connection_id":"c-1","status":"%s","creation_time":"2025-12-08T07:20:53Z",'
        '"last_updated_time":"2025-12-08T07:20:53Z","url":"https://connect.maton.ai/?session_token=3f6c",'
        '"app":"quo","metadata":{}}}'
    )
    network.post("https://ctrl.maton.ai/connections", json={"app": "quo"}).respond(
        text='{"connection_id":"c-1"}'
    )
    network.get("https://ctrl.maton.ai/connections/c-1").side_effect = [
        httpx.Response(200, text=connection % status) for status in ("PENDING", "PENDING", "ACTIVE")
    ]
    shown: list[str] = []
    assert quo.connections.authorize(app="quo", open_browser=shown.append).status == "ACTIVE"
    assert shown == ["https://connect.maton.ai/?session_token=3f6c"]


def test_each_attempt_is_logged(
    network: respx.MockRouter, quo: Quo, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "maton_quo")
    network.get(f"{USERS}/US1").side_effect = [
        httpx.Response(503),
        httpx.Response(200, text=f'{{"data":{USER}}}'),
    ]
    quo.users.get("US1")
    assert [message.partition(" after ")[0] for message in caplog.messages if "attempt" in message] == [
        "GET /v1/users/{userId}: 503",
        "GET /v1/users/{userId}: 200",
    ]


def test_all_of_it_awaits_too(network: respx.MockRouter) -> None:
    network.get(USERS).side_effect = [httpx.Response(200, text=TWO_MORE % n) for n in range(9)]
    network.get(f"{USERS}/US1").respond(text=f'{{"data":{USER}}}')
    network.get(f"{GATEWAY}/faxes").respond(text="{}")

    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY) as quo:
            assert len([user async for user in quo.users.list(limit=3)]) == 3
            assert (await quo.users.with_raw_response.get("US1")).status_code == 200
            assert (await quo.request("GET", "/v1/faxes")).json() == {}

    asyncio.run(scenario())
