"""What the client makes of each bad day of live, and that the day after is a good one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from contract_tests.standin.answers import Answer
from contract_tests.standin.misbehaviours import (
    Cut,
    Expired,
    Failing,
    Garbage,
    Misbehaviour,
    Reset,
    Slow,
    TooMany,
)
from contract_tests.standin.stand_in import StandIn
from maton_quo import Quo, RetryPolicy, errors

Call = Callable[[Quo], Any]

waits: list[float] = []


@pytest.fixture
def quo(by_name: StandIn) -> Iterator[Quo]:
    """A client that asks twice more, and notes how long it would have waited."""
    waits.clear()
    with Quo(max_retries=2, retry=RetryPolicy(sleep=waits.append)) as quo:
        yield quo


def read(quo: Quo) -> Any:
    return quo.phone_numbers.list()


def send(quo: Quo) -> Any:
    return quo.messages.send(content="Hello", from_="PN123abc", to=["+15005550000"])


def times_asked(stand_in: StandIn) -> int:
    return len(stand_in.seen)


@pytest.mark.parametrize("call", [read, send])
@pytest.mark.parametrize("how", [TooMany(), TooMany(retry_after=3)])
def test_a_storm_of_429_is_weathered_by_waiting_as_told(
    by_name: StandIn, quo: Quo, call: Call, how: TooMany
) -> None:
    by_name.misbehave(how, times=2)
    assert call(quo)
    assert times_asked(by_name) == 3
    assert len(waits) == 2
    assert how.retry_after is None or waits == [3, 3]


def test_a_longer_storm_is_told_with_how_long_to_wait(by_name: StandIn, quo: Quo) -> None:
    by_name.misbehave(TooMany(retry_after=7), times=3)
    with pytest.raises(errors.RateLimited) as caught:
        read(quo)
    assert caught.value.retry_after == 7
    assert isinstance(caught.value, errors.GatewayError)
    assert read(quo)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failure_is_outlived_by_reading_and_told_when_sending(
    by_name: StandIn, quo: Quo, status: int
) -> None:
    by_name.misbehave(Failing(status), times=2)
    assert read(quo)
    by_name.misbehave(Failing(status))
    with pytest.raises(errors.ServerError) as caught:
        send(quo)
    assert caught.value.status_code == status
    assert times_asked(by_name) == 4


LOST = [Reset("before"), Reset("after"), Reset("mid-body"), Cut()]


@pytest.mark.parametrize("how", LOST, ids=str)
def test_a_lost_connection_is_outlived_by_reading(by_name: StandIn, quo: Quo, how: Misbehaviour) -> None:
    assert read(quo)  # on a connection that is kept, too
    by_name.misbehave(how, times=2)
    assert read(quo)
    assert times_asked(by_name) == 4


@pytest.mark.parametrize("how", LOST, ids=str)
def test_a_lost_connection_never_sends_a_text_twice(by_name: StandIn, quo: Quo, how: Misbehaviour) -> None:
    before = texts(by_name)
    by_name.misbehave(how)
    with pytest.raises(errors.ConnectionFailed):
        send(quo)
    assert times_asked(by_name) == 1
    assert texts(by_name) == before + (how != Reset("before"))
    assert send(quo)


def texts(stand_in: StandIn) -> int:
    """How many texts there are, seen from behind."""
    query: dict[str, str | int] = {
        "phoneNumberId": "PN123abc",
        "participants": "+15005550000",
        "maxResults": 1,
    }
    headers = {"Authorization": f"Bearer {stand_in.api_key}"}
    with stand_in.backstage() as http:
        return int(http.get("/quo/v1/messages", params=query, headers=headers).json()["totalItems"])


def test_a_slow_answer_is_a_timeout_for_who_has_less_patience(by_name: StandIn, quo: Quo) -> None:
    hurried = quo.with_options(timeout=0.2, max_retries=0)
    by_name.misbehave(Slow(20))
    with pytest.raises(errors.Timeout):
        read(hurried)
    assert read(quo)
    by_name.misbehave(Slow(0.05))
    assert read(quo)


def test_an_expired_connection_fails_at_quo_and_stays_active_at_maton(by_name: StandIn, quo: Quo) -> None:
    by_name.misbehave(Expired(), times=4)
    with pytest.raises(errors.ServerError, match="expired") as caught:
        read(quo)
    assert isinstance(caught.value, errors.GatewayError)
    assert [each.status for each in quo.connections.list()] == ["ACTIVE"]
    with pytest.raises(errors.ServerError, match="expired"):
        send(quo)
    assert send(quo)


@pytest.mark.parametrize("body", [b"<html>It works!</html>", b"", b'{"data":[{"id"', b"\xff\x00", b"null"])
def test_garbage_is_told_as_undecodable(by_name: StandIn, quo: Quo, body: bytes) -> None:
    by_name.misbehave(Garbage(body))
    with pytest.raises(errors.UndecodableResponse):
        read(quo)
    assert read(quo)


def test_one_operation_may_fare_badly_alone(by_name: StandIn, quo: Quo) -> None:
    by_name.misbehave(Failing(), operation="messages_send")
    assert read(quo)
    with pytest.raises(errors.ServerError):
        send(quo)
    assert send(quo)


def test_a_day_has_its_troubles_in_order_and_can_be_called_off(by_name: StandIn, quo: Quo) -> None:
    impatient = quo.with_options(max_retries=0)
    by_name.misbehave(TooMany())
    by_name.misbehave(Failing(502), times=50)
    with pytest.raises(errors.RateLimited):
        read(impatient)
    with pytest.raises(errors.ServerError):
        read(impatient)
    by_name.recover()
    assert read(impatient)


@pytest.mark.parametrize("times", [0, -1])
def test_trouble_comes_at_least_once(stand_in: StandIn, times: int) -> None:
    with pytest.raises(ValueError, match="once or more often"):
        stand_in.misbehave(Cut(), times=times)


def test_an_answer_is_altered_with_its_operation_at_hand(by_name: StandIn, quo: Quo) -> None:
    passed: list[Answer] = []

    def renamed(answer: Answer) -> Answer:
        passed.append(answer)
        content = answer.json()
        content["data"][0]["name"] = "Renamed"
        return answer.with_json(content)

    by_name.alter(renamed)
    assert quo.phone_numbers.list()[0].name == "Renamed"
    [answer] = passed
    assert (answer.operation, answer.method) == ("phone_numbers_list", "GET")
    assert (answer.path, answer.status) == ("/quo/v1/phone-numbers", 200)
    assert answer.headers["content-type"].startswith("application/json")
    by_name.alter(lambda answer: replace(answer, status=418, body=b""))
    with pytest.raises(errors.StatusError):
        quo.phone_numbers.list()
    by_name.alter(None)
    assert quo.phone_numbers.list()[0].name == "Main Line"


def test_an_alteration_that_fails_says_so(by_name: StandIn, quo: Quo) -> None:
    by_name.alter(lambda answer: answer.with_json(answer.json()["nothing"]))
    with pytest.raises(errors.ServerError, match="the alteration failed: KeyError"):
        read(quo)
