"""Scripted numbers: a text to each does what the table says, by the client and on the wire."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract_tests.targets import Account, Target
from maton_quo import errors
from mock_gateway import scripted
from mock_gateway.numbers import NUMBERS, Number

BY_NAME = {number.name: number for number in NUMBERS}
REFUSED = [number for number in NUMBERS if number.status >= 400 and not number.once]
ACCEPTED = [number for number in NUMBERS if number.status == 202]
FINAL = {"undelivered": "undelivered", "never delivered": "sent"}
NO_ANSWER = (ConnectionResetError, httpx.TransportError, errors.ConnectionFailed)
"""How a dropped connection looks: to who calls the application itself, on a socket, and to the client."""


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that a gateway in this process would have waited."""
    waited: list[float] = []
    play = scripted.before
    monkeypatch.setattr(scripted, "before", lambda request, pause: play(request, waited.append))
    return waited


def send(account: Account, number: str, text: str = "Hello") -> httpx.Response:
    body = {"content": text, "from": "PN123abc", "to": [number]}
    with account.http() as http:
        return http.post("/quo/v1/messages", json=body)


def thread(account: Account, number: str) -> list[tuple[str, str]]:
    """What was texted with a number, newest first."""
    with account.client() as quo:
        listed = quo.messages.list(phone_number_id="PN123abc", participants=[number])
        return [(message.text, message.status) for message in listed]


def advance(account: Account, seconds: float) -> None:
    account.target.control("POST", "clock", {"advance": seconds})


def is_unpaid(account: Account) -> bool:
    return bool(account.set()["balance_cents"] == 2500)


def test_there_are_enough_and_each_stands_for_something_else() -> None:
    assert len({number.number for number in NUMBERS}) == len({number.about for number in NUMBERS}) >= 16
    assert all(number.number.startswith("+1500555") and len(number.number) == 12 for number in NUMBERS)


def test_the_table_is_served(target: Target) -> None:
    rows: list[dict[str, Any]] = target.control("GET", "numbers")
    assert [(row["number"], row["status"], row["code"]) for row in rows] == [
        (number.number, number.status, number.code) for number in NUMBERS
    ]


@pytest.mark.leans_on("send-refusal-codes")
@pytest.mark.parametrize("number", REFUSED, ids=lambda number: number.name)
def test_a_refusal_is_the_documented_error_and_nothing_is_sent_or_paid(
    timed: Account, number: Number
) -> None:
    for _ in range(2):
        answer = send(timed, number.number)
        assert answer.status_code == number.status
        said = answer.json().get("error", answer.json())
        assert said["message"] == number.message
        assert said.get("code", "") == number.code
    with timed.client() as quo, pytest.raises(errors.StatusError) as refused:
        quo.messages.send(content="Hello", from_="PN123abc", to=[number.number])
    assert refused.value.status_code == number.status
    assert is_unpaid(timed)
    assert thread(timed, number.number) == []


@pytest.mark.leans_on("named-codes-have-descriptions")
def test_the_codes_are_the_specs_own_and_named_ones_carry_their_description(timed: Account) -> None:
    codes = timed.target.contract.operations["messages_send"].codes
    # What texts abroad are refused with is in no source: the generic code by Quo's numbering.
    assert {number.code for number in REFUSED} - {"", "0200403"} <= set(codes)
    assert send(timed, BY_NAME["A2P"].number).json()["description"] == "A2P Registration Not Approved"
    assert send(timed, BY_NAME["expired"].number).json()["title"] == "Subscription Expired"
    assert send(timed, BY_NAME["abroad"].number).json()["title"] == "Forbidden"


@pytest.mark.leans_on("life-of-a-text")
@pytest.mark.parametrize("number", ACCEPTED, ids=lambda number: number.name)
def test_an_accepted_text_goes_through_its_steps_and_ends_once(timed: Account, number: Number) -> None:
    if number.pause_seconds and timed.target.choice.kind != "in-process":
        pytest.skip("a real server waits for real")
    assert send(timed, number.number).status_code == 202
    seen = [thread(timed, number.number)[-1][1]]
    for seconds in (1, 2, 2, 55):  # every moment at which one of them does something
        advance(timed, seconds)
        status = thread(timed, number.number)[-1][1]
        seen += [status] * (status != seen[-1])
    final = FINAL.get(number.name, "delivered")
    assert seen == (["queued", "sent"] if final == "sent" else ["queued", "sent", final])
    advance(timed, 86_400)
    assert thread(timed, number.number)[-1] == ("Hello", final)
    assert not is_unpaid(timed)


def test_a_minute_is_a_minute(timed: Account) -> None:
    send(timed, BY_NAME["slow"].number)
    advance(timed, 59)
    assert thread(timed, BY_NAME["slow"].number) == [("Hello", "sent")]
    advance(timed, 1)
    assert thread(timed, BY_NAME["slow"].number) == [("Hello", "delivered")]


def test_a_reply_comes_in_the_same_thread(timed: Account) -> None:
    send(timed, BY_NAME["reply"].number)
    advance(timed, 5)
    assert thread(timed, BY_NAME["reply"].number) == [
        ("Thanks, got it!", "received"),
        ("Hello", "delivered"),
    ]


@pytest.mark.leans_on("opted-out-is-400")
def test_after_a_reply_of_stop_texts_are_refused_until_start_comes_in(timed: Account) -> None:
    number = BY_NAME["reply STOP"].number
    assert send(timed, number).status_code == 202
    assert send(timed, number).status_code == 202  # it has not come in yet
    advance(timed, 5)
    balance = timed.set()["balance_cents"]
    refused = send(timed, number)
    assert (refused.status_code, refused.json()["code"]) == (400, "0200400")
    assert "Opted Out" in refused.json()["message"]
    assert timed.set()["balance_cents"] == balance
    assert send(timed, "+15005550000").status_code == 202
    other = timed.target.account("empty")
    assert send(other, number).status_code == 202


def test_a_server_error_comes_once_for_each_text(timed: Account) -> None:
    number = BY_NAME["error once"].number
    assert [send(timed, number, text).status_code for text in "aabbaab"] == [500, 202, 500, *[202] * 4]
    assert len(thread(timed, number)) == 5
    other = timed.target.account("empty")
    assert send(other, number, "a").status_code == 500
    with timed.client(max_retries=0) as quo, pytest.raises(errors.StatusError):
        quo.messages.send(content="c", from_="PN123abc", to=[number])


def test_a_connection_drops_before_or_after_a_text_was_accepted(timed: Account) -> None:
    for name, left in (("dropped", []), ("dropped late", [("Hello", "queued")])):
        with pytest.raises(NO_ANSWER):
            send(timed, BY_NAME[name].number)
        assert thread(timed, BY_NAME[name].number) == left
    with timed.client() as quo, pytest.raises(NO_ANSWER):
        quo.messages.send(content="Hello", from_="PN123abc", to=[BY_NAME["dropped"].number])


def test_a_slow_answer_takes_its_time_without_holding_the_workspace(
    timed: Account, no_pauses: list[float]
) -> None:
    if timed.target.choice.kind == "in-process":
        assert send(timed, BY_NAME["slow answer"].number).status_code == 202
        assert no_pauses == [5]


def test_in_a_group_the_first_scripted_number_counts(timed: Account) -> None:
    if int(timed.target.profile["max_recipients"]) == 1:
        pytest.skip("the guide knows no groups")
    body = {"content": "Hello", "from": "PN123abc", "to": ["+14155550111", *SOME]}
    with timed.http() as http:
        assert http.post("/quo/v1/messages", json=body).json()["code"] == "0200402"


SOME = [BY_NAME["no credits"].number, BY_NAME["invalid"].number]
