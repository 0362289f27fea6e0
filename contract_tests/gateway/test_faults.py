"""Faults: those that are asked for, and those of our own, which tell the caller nothing."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

import pytest

from .conftest import Bench

USER = "GET /quo/v1/users/US404"


@pytest.mark.parametrize("status", [400, 402, 418, 429, 499, 500, 502, 503, 599])
def test_a_fault_is_given_on_demand(either: Bench, status: int) -> None:
    before = either.state()
    body = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}
    answer = either.ask("POST /quo/v1/messages", body, headers={"Mock-Fault": str(status)})
    assert (answer.status_code, answer.json["status"]) == (status, status)
    assert answer.json["code"] == ("0201500" if status == 500 else f"0200{status}")
    assert either.state() == before


def test_a_header_names_any_fault(bench: Bench) -> None:
    def asked(value: str) -> Any:
        return bench.ask("GET /quo/v1/contacts?maxResults=1", headers={"Mock-Fault": value})

    assert asked("rate-limit").status_code == 429
    assert asked("slow=0").json["nextPageToken"]
    assert "nextPageToken" not in asked("no-page-token").json
    assert asked("unknown-enum=source").json["data"][0]["source"] == "from-tomorrow"
    assert asked("unknown-field=mood").json["data"][0]["mood"] == "new"
    with pytest.raises(ValueError):
        _ = asked("broken-json").json
    for value in ("reset", "reset=after", "cut", "cut=7"):
        with pytest.raises(ConnectionResetError):
            _ = asked(value).data


@pytest.mark.parametrize(
    "value",
    [
        "",
        "200",
        "399",
        "600",
        "abc",
        "-500",
        "5 00",
        "٥٠٠",
        "500000",
        "9" * 5000,
        "slow",
        "slow=31",
        "slow=x",
        "slow=-1",
        "slow=nan",
        "reset=never",
        "cut=-1",
        "broken-json=1",
        "down=5",
        "status=503",
        "Reset",
    ],
)
def test_a_header_that_names_no_fault_is_told_what_it_can_name(bench: Bench, value: str) -> None:
    answer = bench.ask("GET /quo/v1/phone-numbers", headers={"Mock-Fault": value})
    assert answer.status_code == 400
    assert answer.json["message"].startswith("Mock-Fault takes an error status from 400 to 599, slow=")


@pytest.mark.leans_on("unknown-error-text")
def test_a_fault_of_our_own_tells_the_caller_nothing_and_the_log_no_secrets(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench = Bench(seed="empty", check_responses=False)

    def fail(*_: Any) -> None:
        raise RuntimeError("the inner workings")

    monkeypatch.setattr("mock_gateway.resources.messages._pay", fail)
    before = bench.state()
    body = {"content": "a private matter", "from": "PN123abc", "to": ["+14155550199"]}
    with caplog.at_level(logging.DEBUG):
        answer = bench.ask("POST /quo/v1/messages?secret=1", body)
    assert answer.status_code == 500
    assert {**answer.json, "trace": ""} == {
        "message": "An unknown error occurred",
        "code": "0201500",
        "status": 500,
        "docs": "https://quo.com/docs",
        "title": "Unknown",
        "trace": "",
    }
    assert bench.state() == before
    [record] = caplog.records
    assert record.getMessage() == "POST /quo/v1/messages failed"
    assert "RuntimeError: the inner workings" in caplog.text  # whoever runs the mock shall find the place
    for secret in ("a private matter", "+14155550199", "maton_mock_key", "secret=1"):
        assert secret not in caplog.text


def test_under_test_a_fault_of_our_own_is_raised(monkeypatch: pytest.MonkeyPatch, empty: Bench) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("the inner workings")

    monkeypatch.setattr("mock_gateway.resources.users.one", fail)
    with pytest.raises(RuntimeError, match="the inner workings"):
        empty.ask(USER)


def test_a_database_that_cannot_be_used_now_is_a_503(monkeypatch: pytest.MonkeyPatch, empty: Bench) -> None:
    def fail(*_: Any) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr("mock_gateway.resources.users.one", fail)
    answer = empty.ask(USER)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json["message"] == "the database cannot be used now: database is locked"
    assert empty.ask("GET /quo/v1/phone-numbers").status_code == 200
