"""Five doors in one listener, and the order in which the gateway's own door looks at a request."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from .conftest import NOBODY, Bench

GOOD: dict[str, Any] = {
    "app": "quo",
    "route": "/v1/calls",
    "query": "phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=1",
    "headers": {},
    "busy": False,
}
FLAWS: dict[str, tuple[dict[str, Any], int, str]] = {
    "key": ({"headers": {"Authorization": None}}, 401, "Missing API key"),
    "app": ({"app": "openphone"}, 400, "Invalid app name"),
    "connection": ({"headers": {"Maton-Connection": NOBODY}}, 400, "Missing connection"),
    "user agent": ({"headers": {"User-Agent": None}}, 403, "error code: 1010"),
    "rate": ({"busy": True}, 429, "Too many requests"),
    "route": ({"route": "/v1/nope"}, 404, "There is no GET /v1/nope"),
    "input": ({"query": "phoneNumberId=PN404&participants=nobody"}, 400, "The input was invalid"),
    "resource": (
        {"query": "phoneNumberId=PN404&participants=%2B15555555555&maxResults=1"},
        404,
        "Phone number not found",
    ),
}
"""What can be wrong with a request, in the order in which it is found out."""


def request_with(*names: str) -> dict[str, Any]:
    request = {**GOOD}
    for name in reversed(names):  # the flaw that counts is put in last
        changes = FLAWS[name][0]
        headers = {**request["headers"], **changes.get("headers", {})}
        request = {**request, **changes, "headers": headers}
    if names == ("input", "resource"):
        request["query"] = FLAWS["input"][0]["query"]  # it names an unknown number, too
    return request


def answer_to(bench: Bench, request: dict[str, Any]) -> Any:
    if request["busy"]:
        bench.patch_settings(rate_limit=1)
        bench.ok("GET /quo/v1/phone-numbers")
    url = f"/{request['app']}{request['route']}?{request['query']}"
    return bench.ask(f"GET {url}", headers=request["headers"])


def test_a_request_without_a_flaw_is_answered(empty: Bench) -> None:
    assert answer_to(empty, GOOD).status_code == 200


@pytest.mark.leans_on("order-of-checks")
@pytest.mark.parametrize("name", FLAWS)
def test_each_flaw_alone_is_told(empty: Bench, name: str) -> None:
    answer = answer_to(empty, request_with(name))
    _, status, text = FLAWS[name]
    assert (answer.status_code, text in answer.text) == (status, True), answer.text


@pytest.mark.leans_on("key-before-everything", "order-of-checks")
@pytest.mark.parametrize(("first", "second"), list(combinations(FLAWS, 2)))
def test_of_two_flaws_the_one_that_is_looked_at_first_is_told(empty: Bench, first: str, second: str) -> None:
    answer = answer_to(empty, request_with(first, second))
    _, status, text = FLAWS[first]
    assert (answer.status_code, text in answer.text) == (status, True), answer.text


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"from": "PN404", "userId": "US404", "content": ""}, 400, "0200400"),
        ({"from": "PN404", "userId": "US404"}, 404, "0200404"),
        ({"from": "PN123abc", "userId": "US404"}, 404, "0200404"),
        ({"from": "PN123abc", "userId": "US125abc"}, 403, "0202403"),
        ({"from": "PN123abc", "userId": "US123abc"}, 402, "0200402"),
    ],
)
def test_a_text_is_paid_for_only_by_a_user_of_a_number_that_exists(
    bench: Bench, body: dict[str, str], status: int, code: str
) -> None:
    bench.patch_settings(balance_cents=0)
    answer = bench.ask("POST /quo/v1/messages", {"content": "x", "to": ["+14155550100"], **body})
    assert (answer.status_code, answer.json["code"]) == (status, code)


@pytest.mark.parametrize(
    "host", ["gateway.maton.ai", "api.maton.ai", "ctrl.maton.ai", "connect.maton.ai", "10.1.2.3:9", "x"]
)
def test_any_host_name_will_do(empty: Bench, host: str) -> None:
    for url in ("/quo/v1/phone-numbers", "/connections"):
        empty.ok(f"GET {url}", headers={"Host": host})
    empty.ok("GET /v1/phone-numbers", headers={"Host": host, "Authorization": "quo_mock_key"})


@pytest.mark.leans_on("one-host-for-both")
def test_one_host_serves_gateway_and_control_as_api_maton_ai_does(bench: Bench) -> None:
    at_one = {"Host": "api.maton.ai"}
    id = bench.ok("POST /connections", {"app": "quo"}, headers=at_one)["connection_id"]
    assert bench.ok(f"GET /connections/{id}", headers=at_one)["connection"]["status"] == "PENDING"
    assert bench.ok("GET /quo/v1/users?maxResults=1", headers=at_one)["totalItems"] == 4


def test_the_front_says_what_this_is_and_at_maton_s_name_asks_for_consent(bench: Bench) -> None:
    front = bench.ask("GET /", headers={"Authorization": None, "User-Agent": None})
    assert (front.status_code, front.mimetype) == (200, "text/plain")
    assert "quo-mock" in front.text
    connect = bench.ask("GET /", headers={"Host": "connect.maton.ai", "Authorization": None})
    assert (connect.status_code, connect.mimetype) == (404, "text/html")
    assert bench.ask("POST /", data={"answer": "allow"}).status_code == 404


@pytest.mark.leans_on("wrong-app-is-400")
@pytest.mark.parametrize("url", ["/nope", "/openphone/v1/users", "/quo2", "/V1/users", "/Quo/v1/users"])
def test_every_other_path_is_an_app_that_maton_does_not_have(empty: Bench, url: str) -> None:
    answer = empty.ask(f"GET {url}")
    assert (answer.status_code, answer.json["title"]) == (400, "Bad Request")
    assert answer.json["message"].startswith("Invalid app name: ")


@pytest.mark.leans_on("route-before-key-at-quo")
def test_an_unknown_route_at_quo_s_own_door_needs_no_key(either: Bench) -> None:
    answer = either.ask("GET /v1/nope", headers={"Authorization": None})
    assert (answer.status_code, "GET /v1/nope" in answer.text) == (404, True)
