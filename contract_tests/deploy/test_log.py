"""The log tells what became of each request, under an id, and nothing that was said in it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.gateway.conftest import HEADERS, Bench
from mock_gateway.request_log import Form, RequestLog, hashed, log_in

FIELDS = ("time", "level", "request_id", "door", "operation", "status", "ms", "account", "faults", "trace")


class Logged(Bench):
    """A gateway that logs."""

    def __init__(self, form: Form) -> None:
        super().__init__(check_responses=False)
        self.pipeline: Any = self.app.wsgi_app
        self.app.wsgi_app = RequestLog(self.app.wsgi_app, form)  # type: ignore[method-assign]
        log_in(form)


@pytest.fixture(scope="module")
def quiet_afterwards() -> Iterator[None]:
    logger = logging.getLogger("mock_gateway")
    yield
    logger.handlers, logger.propagate = [], True


@pytest.fixture(scope="module")
def logged(quiet_afterwards: None) -> Logged:
    return Logged("json")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_each_request_is_one_line(logged: Logged, capsys: pytest.CaptureFixture[str]) -> None:
    logged.ok("GET /quo/v1/users?maxResults=1")
    logged.ask("GET /v1/users?maxResults=1", headers={"Authorization": "quo_mock_key", "Mock-Fault": "503"})
    refused = logged.ask("GET /quo/v1/users", headers={"Authorization": "Bearer nobody"}).json
    logged.ask("GET /_mock/api/health")
    logged.ask("GET /_mock/")
    read, failed, unknown, health, page = lines(capsys)
    account = read["account"]
    assert account == hashed(logged.gateway.journal.notes()[0][1].account_id or "")
    assert [*read] == ["time", "level", "request_id", "door", "operation", "status", "ms", "account"]
    assert (read["level"], read["door"], read["operation"], read["status"]) == (
        "info",
        "gateway",
        "users_list",
        200,
    )
    assert (failed["level"], failed["door"], failed["faults"]) == ("info", "quo", "status")
    assert failed["account"] == account
    assert (unknown["status"], unknown["trace"]) == (401, refused["trace"])
    assert "account" not in unknown
    assert (health["door"], health["operation"], health["status"]) == ("mock", "health_get", 200)
    assert (page["door"], page["status"]) == ("mock", 303)


def test_nothing_that_was_said_is_in_it(logged: Logged, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "meet me at noon"
    body = {"content": secret, "from": "PN123abc", "to": ["+12065550119"]}
    logged.ask("POST /quo/v1/messages", body)
    logged.ask("GET /quo/v1/messages?phoneNumberId=PN123abc&participants[]=%2B12065550119&maxResults=1")
    logged.ask("GET /quo/v1/nothing/+12065550119")
    logged.ask("POST /_mock/api/inbound/messages", {"from": "+12065550119", "text": secret})
    told = capsys.readouterr().err
    for word in (secret, "2065550119", "maton_mock_key", "PN123abc", "maxResults", "nothing"):
        assert word not in told
    assert {name for line in told.splitlines() for name in json.loads(line)} <= set(FIELDS)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=70))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_harmless_request_id_is_kept_and_any_other_replaced(
    logged: Logged, capsys: pytest.CaptureFixture[str], given_id: str
) -> None:
    answer = logged.ask("GET /_mock/api/health/live", headers={"X-Request-Id": given_id})
    [line] = lines(capsys)
    harmless = re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given_id) is not None
    assert (line["request_id"] == given_id) == harmless
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,64}", line["request_id"])
    assert answer.headers["X-Request-Id"] == line["request_id"]


def test_operations_do_not_answer_it_for_the_real_service_is_not_known_to(logged: Logged) -> None:
    for path in ("/quo/v1/users?maxResults=1", "/v1/users?maxResults=1", "/connections"):
        assert "X-Request-Id" not in logged.ask(f"GET {path}", headers={"X-Request-Id": "abc"}).headers


def test_a_fault_of_our_own_has_its_place_under_the_same_id(
    logged: Logged, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: Any) -> None:
        raise KeyError("+1206" + "5550119")

    monkeypatch.setitem(logged.pipeline.handlers, "users_get", broken)
    logged.ask("GET /quo/v1/users/US123abc", headers={"X-Request-Id": "find-me"})
    told, line = lines(capsys)
    assert (told["request_id"], told["level"], told["message"]) == ("find-me", "error", "failed: KeyError")
    assert "in broken" in told["traceback"]
    assert "2065550119" not in str(told)
    assert (line["request_id"], line["level"], line["status"]) == ("find-me", "error", 500)


def test_as_text_it_is_one_line_as_well(quiet_afterwards: None, capsys: pytest.CaptureFixture[str]) -> None:
    Logged("text").ask("GET /quo/v1/users?maxResults=1", headers={**HEADERS, "X-Request-Id": "abc"})
    log_in("json")
    told = capsys.readouterr().err
    pattern = r"\S+Z info abc door=gateway operation=users_list status=200 ms=[\d.]+ account=[0-9a-f]{12}\n"
    assert re.fullmatch(pattern, told)
