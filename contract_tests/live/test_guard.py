"""Attempts to make a live account do what its owner did not allow; none reaches the service."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from contract_tests.contract.transports import InThread
from contract_tests.live.asked import Refused
from contract_tests.live.conftest import EARLIER, MARK, NUMBER, Live, contact, task
from contract_tests.live.environment import GATEWAY_URL
from contract_tests.live.guard import Guard
from contract_tests.live.transports import AsyncGuarded
from maton_quo import Quo, errors

TEXT = {"from": "PN123abc", "to": [NUMBER], "content": "Hello"}
TEXTS: dict[str, Any] = {"sms_to": NUMBER, "sms_budget": 2}


def refused(live: Live, guard: Guard, method: str, path: str, body: Any = None, why: str = ":") -> None:
    """The request is refused for this reason, and the service never hears of it."""
    before = len(live.arrivals.requests)
    with live.http(guard) as http, pytest.raises(Refused, match=why):
        http.request(method, path, json=body)
    assert len(live.arrivals.requests) == before


def test_a_text_without_permission(live: Live) -> None:
    guard = live.guard(writes=True)
    refused(live, guard, "POST", "/quo/v1/messages", TEXT, "--allow-sms and --sms-budget were not given")
    assert guard.refusals == {("messages_send", "--allow-sms and --sms-budget were not given"): 1}


def test_retries_that_overrun_the_budget(live: Live) -> None:
    guard = live.guard(**TEXTS)
    live.arrivals.instead = lambda request: httpx.Response(429, headers={"Retry-After": "0"}, json={})
    options: dict[str, Any] = {"transport": live.transport(guard), "base_url": "https://gateway.maton.ai"}
    client = Quo(api_key=live.account.api_key, max_retries=9, connection="", **options)
    with client as quo, pytest.raises(Refused, match="--sms-budget is spent"):
        quo.messages.send(from_="PN123abc", to=[NUMBER], content="Hello")
    assert len(live.arrivals.requests) == guard.segments == 2


def test_a_text_that_is_never_answered_was_paid_for(live: Live) -> None:
    def reset(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("reset", request=request)

    guard = live.guard(**TEXTS)
    live.arrivals.instead = reset
    with live.http(guard) as http:
        for error in (httpx.ReadError, httpx.ReadError, Refused):
            with pytest.raises(error):
                http.post("/quo/v1/messages", json=TEXT)
    assert len(live.arrivals.requests) == 2


def test_a_long_text_costs_its_segments(live: Live) -> None:
    refused(live, live.guard(**TEXTS), "POST", "/quo/v1/messages", {**TEXT, "content": "é" * 400}, "spent")


@pytest.mark.parametrize(
    "to",
    [
        ["+12025550143"],
        [NUMBER, "+12025550143"],
        [NUMBER, NUMBER],
        NUMBER,
        [[NUMBER]],
        [f"{NUMBER} "],
        [f"{NUMBER},+12025550143"],
        [],
        None,
    ],
)
def test_a_text_to_another_number_or_to_several(live: Live, to: Any) -> None:
    guard = live.guard(**TEXTS)
    refused(live, guard, "POST", "/quo/v1/messages", {**TEXT, "to": to}, "another number")
    assert guard.segments == 0


def test_a_text_that_also_closes_the_conversation(live: Live) -> None:
    body = {**TEXT, "setInboxStatus": "done"}
    refused(live, live.guard(**TEXTS), "POST", "/quo/v1/messages", body, "more than send a text")


def test_threads_that_race_for_the_budget(live: Live) -> None:
    guard = live.guard(sms_to=NUMBER, sms_budget=3)
    live.arrivals.instead = lambda request: httpx.Response(503)

    def send(number: int) -> bool:
        with live.http(guard) as http:
            try:
                http.post("/quo/v1/messages", json=TEXT)
            except Refused:
                return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(send, range(64))) == 3
    assert len(live.arrivals.requests) == 3


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "contacts", contact()),
        ("PATCH", "contacts/000000000000000000123abc", {"defaultFields": {"firstName": "X"}}),
        ("DELETE", "contacts/000000000000000000123abc", None),
        ("POST", "tasks", task()),
        ("POST", "tasks/TK123abc/complete", None),
        ("POST", "conversations/CN123abc/mark-as-done", None),
        ("DELETE", "webhooks/WH123abc", None),
    ],
)
def test_anything_but_reading_without_permission(live: Live, method: str, path: str, body: Any) -> None:
    refused(live, live.guard(), method, f"/quo/v1/{path}", body)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "contacts/000000000000000000123abc", {"defaultFields": {"firstName": "X"}}),
        ("DELETE", "contacts/000000000000000000123abc", None),
        ("PUT", "tasks/TK123abc", task()),
        ("DELETE", "tasks/TK123abc", None),
        ("POST", "tasks/TK123abc/complete", None),
        ("POST", "tasks/TK123abc/assign", {"userId": "US124abc"}),
        ("DELETE", "webhooks/WH123abc", None),
    ],
)
def test_a_change_to_what_the_run_did_not_make(live: Live, method: str, path: str, body: Any) -> None:
    refused(live, live.guard(writes=True), method, f"/quo/v1/{path}", body, "the run did not make it")


def test_to_have_read_a_thing_does_not_make_it_ours(live: Live) -> None:
    guard = live.guard(writes=True)
    with live.owner() as owner:
        id = owner.post("/quo/v1/contacts", json=contact(EARLIER)).json()["data"]["id"]
    with live.http(guard) as http:
        assert http.get("/quo/v1/contacts", params={"sources": EARLIER}).json()["data"]
    refused(live, guard, "DELETE", f"/quo/v1/contacts/{id}", why="the run did not make it")


@pytest.mark.parametrize(
    "change",
    [
        {"source": None},
        {"source": "crm"},
        {"source": EARLIER},
        {"externalId": None},
        {"externalId": "1"},
        {"externalId": f"x{MARK}"},
        {"externalId": f"{MARK}9"},
    ],
)
def test_a_contact_without_the_mark_or_that_loses_it(live: Live, change: dict[str, Any]) -> None:
    guard = live.guard(writes=True)
    refused(live, guard, "POST", "/quo/v1/contacts", contact(**change), "the run's mark")
    with live.http(guard) as http:
        id = http.post("/quo/v1/contacts", json=contact()).json()["data"]["id"]
        assert http.patch(f"/quo/v1/contacts/{id}", json={"defaultFields": {}}).status_code == 200
    refused(live, guard, "PATCH", f"/quo/v1/contacts/{id}", change, "the run's mark")


def test_a_task_without_the_mark_or_that_loses_it(live: Live) -> None:
    guard = live.guard(writes=True)
    unmarked = {"title": "Call back", "description": "Today."}
    quoting = {**task(), "title": "Call back", "description": f"{MARK} a task"}
    for body in ({**task(), **unmarked}, quoting):
        refused(live, guard, "POST", "/quo/v1/tasks", body, "the run's mark")
    with live.http(guard) as http:
        id = http.post("/quo/v1/tasks", json=task()).json()["data"]["taskId"]
    refused(live, guard, "PUT", f"/quo/v1/tasks/{id}", unmarked, "the run's mark")


@pytest.mark.parametrize(
    "number",
    ["+1 (415) 666-2671", "+4955550123", "+5551234567", "tel:+14155552671", "+1/415/555/2671", 14155552671],
)
def test_a_contact_that_takes_the_name_of_somebody(live: Live, number: str | int) -> None:
    fields = {"firstName": "Contract", "phoneNumbers": [{"name": "work", "value": number}]}
    guard = live.guard(writes=True)
    refused(live, guard, "POST", "/quo/v1/contacts", contact(defaultFields=fields), "may be somebody's")


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_change_to_connections(live: Live, method: str) -> None:
    path = "/connections" if method == "POST" else f"/connections/{live.account.connection_id}"
    refused(live, live.guard(writes=True), method, path, {"app": "quo"} if method == "POST" else None)


def test_the_cap_on_requests(live: Live) -> None:
    guard = live.guard(max_requests=3)
    with live.http(guard) as http:
        for _ in range(3):
            http.get("/quo/v1/phone-numbers")
    refused(live, guard, "GET", "/quo/v1/phone-numbers", why="cap on requests")


def test_a_cookie_of_the_service_stops_nothing(live: Live) -> None:
    cookie = {"set-cookie": "__cf_bm=abc; path=/; domain=maton.ai; Secure"}
    live.arrivals.instead = lambda request: httpx.Response(200, headers=cookie, json={"data": []})
    with live.http(live.guard()) as http:
        for _ in range(2):
            assert http.get("/quo/v1/phone-numbers").status_code == 200
    assert not [request for request in live.arrivals.requests if "cookie" in request.headers]


def test_requests_take_turns(live: Live) -> None:
    guard = live.guard(rate=8.0)
    with live.http(guard) as http:
        for _ in range(9):
            http.get("/quo/v1/phone-numbers")
    assert live.sleeps == [number / 8 for number in range(1, 9)]


def test_code_that_awaits_passes_the_same_guard(live: Live) -> None:
    guard = live.guard()
    headers = {"Authorization": f"Bearer {live.account.api_key}", "User-Agent": "test"}

    async def ask() -> None:
        transport = AsyncGuarded(guard, InThread(live.arrivals))
        async with httpx.AsyncClient(base_url=GATEWAY_URL, transport=transport, headers=headers) as http:
            assert (await http.get("/quo/v1/phone-numbers")).status_code == 200
            with pytest.raises(Refused):
                await http.post("/quo/v1/messages", json=TEXT)

    asyncio.run(ask())
    assert (len(live.arrivals.requests), guard.requests, guard.refusals.total()) == (1, 1, 1)


def test_a_refusal_tells_nothing_of_what_was_asked(live: Live) -> None:
    guard = live.guard(**TEXTS)
    body = {**TEXT, "to": ["+12025550143"], "content": "A secret"}
    with live.http(guard) as http, pytest.raises(Refused) as caught:
        http.post("/quo/v1/messages", json=body)
    said = f"{caught.value!r} {guard.refusals}"
    assert not any(word in said for word in ("2025550", "secret", "PN123abc", live.account.api_key))


def test_an_error_of_the_client_is_not_taken_for_a_refusal(live: Live) -> None:
    guard = live.guard()
    options: dict[str, Any] = {"transport": live.transport(guard), "base_url": "https://gateway.maton.ai"}
    with Quo(api_key="nobody", connection="", **options) as quo, pytest.raises(errors.Unauthorized):
        quo.users.list()
    assert not guard.refusals
