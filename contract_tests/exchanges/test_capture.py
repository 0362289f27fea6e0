"""The capture asks everything that can be read, the same each time, and writes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import httpx
import pytest

from contract_tests.exchanges import MATTERING_HEADERS, Exchange, capture
from contract_tests.exchanges.capture import ATTEMPTS
from contract_tests.exchanges.reading import readings
from contract_tests.targets import Account, Target
from mock_gateway import spec

READINGS = readings(spec.read())


@pytest.fixture
def captured(account: Account) -> list[Exchange]:
    return capture(account)


def by_name(captured: list[Exchange]) -> dict[str, Exchange]:
    return {exchange.name: exchange for exchange in captured}


def test_every_operation_that_reads_is_asked(captured: list[Exchange]) -> None:
    answered = {exchange.operation for exchange in captured if exchange.status == 200}
    assert {reading.id for reading in READINGS} - answered == {"webhooks_get"}  # the demo has no webhook


def test_operation_and_case_name_one_exchange(captured: list[Exchange]) -> None:
    assert [name for name, count in Counter(each.name for each in captured).items() if count > 1] == []


def test_what_is_made_of_one_spec_comes_in_its_order(captured: list[Exchange]) -> None:
    order = [reading.id for reading in READINGS]
    named = list(dict.fromkeys(each.operation for each in captured))
    assert named == [*order, "door"]


def test_the_same_account_is_asked_the_same(account: Account) -> None:
    def asked() -> list[Exchange]:
        return [replace(each, content=None, headers={}) for each in capture(account)]

    assert asked() == asked()


def test_nothing_but_get_is_sent(target: Target) -> None:
    account = target.account()
    sent = []
    transport = target._transport()

    class Watched(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            sent.append((request.method, request.read()))
            return transport.handle_request(request)

        def close(self) -> None:
            transport.close()

    capture(replace(account, target=replace(target, _transport=Watched)))
    assert set(sent) == {("GET", b"")}


def test_a_page_is_gone_through_by_its_token(captured: list[Exchange]) -> None:
    made = by_name(captured)
    for reading in READINGS:
        if reading.pages:
            first, second = made[f"{reading.id} first-page"], made[f"{reading.id} second-page"]
            assert dict(second.query)["pageToken"] == first.content["nextPageToken"]
            assert second.status == 200


def test_what_only_some_calls_have_is_found(captured: list[Exchange]) -> None:
    made = by_name(captured)
    for operation in ("calls_recordings", "calls_summary", "calls_transcript", "calls_voicemail"):
        assert made[f"{operation} get"].content["data"]
        assert f"{operation} nothing-kept" in made


def test_bad_calls_are_refused_and_good_ones_are_not(captured: list[Exchange]) -> None:
    for made in captured:
        if made.case.startswith(("bad-", "page-too-", "page-of-words")):
            assert made.status == 400, made.name
        if made.case in ("first-page", "list", "get", "unknown-parameter") or made.case.startswith("array-"):
            assert made.status == 200, made.name
        if made.case == "unauthenticated":
            assert made.status == 401, made.name
        if made.case == "unknown-id":
            assert made.status == 404, made.name


def test_only_headers_that_matter_are_kept(captured: list[Exchange]) -> None:
    assert {name for made in captured for name in made.headers} <= set(MATTERING_HEADERS)
    assert all("content-type" in made.headers for made in captured)


def test_an_empty_account_is_asked_too(target: Target) -> None:
    made = by_name(capture(target.account("empty")))
    assert made["messages_list first-page"].status in (200, 404)
    assert made["calls_get unknown-id"].status == 404
    assert "users_list second-page" not in made


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_answer_that_tells_nothing_of_the_contract_is_asked_for_again(target: Target, status: int) -> None:
    account = target.account()
    transport = target._transport()
    storms = iter([status] * (ATTEMPTS - 1))

    class Stormy(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/users") and (found := next(storms, 0)):
                return httpx.Response(found, headers={"Retry-After": "0"})
            return transport.handle_request(request)

        def close(self) -> None:
            transport.close()

    made = by_name(capture(replace(account, target=replace(target, _transport=Stormy))))
    assert made["users_list first-page"].status == 200


def test_an_answer_outside_the_spec_does_not_stop_the_capture(target: Target) -> None:
    account = target.account()
    transport = target._transport()

    class Odd(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/users"):
                return httpx.Response(418, text="short and stout")
            return transport.handle_request(request)

        def close(self) -> None:
            transport.close()

    made = by_name(capture(replace(account, target=replace(target, _transport=Odd))))
    assert (made["users_list first-page"].status, made["users_list first-page"].content) == (
        418,
        "short and stout",
    )
    assert made["phone_numbers_list list"].status == 200
