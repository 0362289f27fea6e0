"""Errors as they look on the wire, each in the shape that the world has for it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mock_gateway.settings import Settings

from .conftest import Bench

USER = "GET /quo/v1/users/US404"


@pytest.fixture(params=["documented", "observed"])
def either(request: pytest.FixtureRequest) -> Bench:
    """Both profiles; errors need no data."""
    return Bench(profile=request.param, seed="empty")


@pytest.fixture
def bench() -> Bench:
    return Bench(seed="empty")


@pytest.fixture
def observed() -> Bench:
    return Bench(seed="empty", profile="observed")


def without_trace(answer: Any) -> dict[str, Any]:
    """The body, whose trace must be 19 digits."""
    body: dict[str, Any] = dict(answer.json)
    assert answer.content_type == "application/json; charset=utf-8"
    assert re.fullmatch(r"[1-9]\d{18}", body.pop("trace"))
    return body


@pytest.mark.leans_on("flat-error-fields", "trace-on-flat-errors", "docs-link")
def test_quo_s_errors_are_flat_with_a_code(either: Bench) -> None:
    assert without_trace(either.ask(USER)) == {
        "message": "User not found",
        "code": "1100404",
        "status": 404,
        "docs": "https://quo.com/docs",
        "title": "Not Found",
    }


def test_invalid_input_lists_every_complaint(either: Bench) -> None:
    assert without_trace(either.ask("GET /quo/v1/messages/abc123")) == {
        "message": "The input was invalid",
        "code": "0200400",
        "status": 400,
        "docs": "https://quo.com/docs",
        "title": "Bad Request",
        "errors": [
            {
                "path": "/messageId",
                "message": "Expected string to match '^AC(.*)$'",
                "value": "abc123",
                "schema": {"type": "TemplateLiteral", "pattern": "^AC(.*)$"},
            }
        ],
    }


@pytest.mark.leans_on("maton-error-shape")
def test_maton_s_own_errors_have_no_code(either: Bench) -> None:
    answer = either.ask("GET /quo/v1/users/US404", headers={"Maton-Connection": "x"})
    assert without_trace(answer) == {
        "message": "Missing connection for app: quo. Maton-Connection names no ACTIVE one of yours",
        "status": 400,
        "title": "Bad Request",
    }
    missing = either.ask("GET /connections/00000000-0000-4000-8000-000000000000")
    assert without_trace(missing) == {"message": "Connection not found", "status": 404, "title": "Not Found"}


@pytest.mark.leans_on("auth-error-shape")
def test_a_refused_key_is_flat_in_the_guide(bench: Bench) -> None:
    at_maton = bench.ask(USER, headers={"Authorization": "Bearer x"})
    assert without_trace(at_maton) == {"message": "Invalid API key", "status": 401, "title": "Unauthorized"}
    at_quo = bench.ask("GET /v1/users/US404", headers={"Authorization": "x"})
    assert without_trace(at_quo) == {
        "message": "Unauthorized",
        "code": "1100401",
        "status": 401,
        "docs": "https://quo.com/docs",
        "title": "Unauthorized",
    }


@pytest.mark.leans_on("trace-is-19-digits", "auth-error-shape")
@pytest.mark.parametrize(
    ("request_line", "authorization", "message"),
    [
        (USER, "Bearer x", "Invalid API key"),
        ("GET /connections", "Bearer x", "Invalid API key"),
        ("GET /v1/users/US404", "x", "Unauthorized"),
        ("GET /v1/users/US404", None, "Missing authorization header"),
    ],
)
def test_a_refused_key_is_wrapped_live(
    observed: Bench, request_line: str, authorization: str | None, message: str
) -> None:
    answer = observed.ask(request_line, headers={"Authorization": authorization})
    trace = answer.json["error"]["trace"]
    assert re.fullmatch(r"[1-9]\d{18}", trace)
    assert answer.json == {"error": {"message": message, "key": "Unauthorized", "trace": trace}}


@pytest.mark.leans_on("limit-headers", "retry-after", "limit-body")
def test_too_many_requests_say_when_to_come_back(either: Bench) -> None:
    either.patch_settings(rate_limit=2)
    answers = [either.ask("GET /quo/v1/phone-numbers") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["ratelimit"] for answer in answers] == [
        '"per-second"; r=1; t=1',
        '"per-second"; r=0; t=1',
        '"per-second"; r=0; t=1',
    ]
    assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"per-second"; q=2; w=1'}
    assert answers[2].headers["Retry-After"] == "1"
    message = "Too many requests: this account may make 2 in one second"
    wrapped = either.gateway.profile["auth_error_shape"] == "wrapped"
    body = answers[2].json["error"] if wrapped else answers[2].json
    assert (body["message"], body.get("key", "TooManyRequests")) == (message, "TooManyRequests")
    either.time += 1_000_000
    assert either.ask("GET /quo/v1/phone-numbers").status_code == 200


@pytest.mark.leans_on("limit-counts-an-account", "limit-window")
def test_the_limit_is_ten_a_second_and_covers_all_doors_of_an_account() -> None:
    bench = Bench(settings=Settings())
    raw: dict[str, str | None] = {"Authorization": "quo_mock_key"}
    doors = [("GET /quo/v1/phone-numbers", None), ("GET /v1/phone-numbers", raw)] * 5
    assert {bench.ask(request, headers=headers).status_code for request, headers in doors} == {200}
    assert bench.ask("GET /v1/phone-numbers", headers=raw).status_code == 429
    other = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]["quo_key"]
    assert bench.ask("GET /v1/phone-numbers", headers={"Authorization": other}).status_code == 200


@pytest.mark.leans_on("express-page")
def test_express_writes_a_page(observed: Bench) -> None:
    answer = observed.ask("GET /quo/v1/<script>")
    assert (answer.status_code, answer.content_type) == (404, "text/html; charset=utf-8")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "<pre>Cannot GET /v1/&lt;script&gt;</pre>" in answer.text
