"""What an integration meets on its first and on its thirty-first day: keys too young, and tokens too old."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from mock_gateway.clock import SECOND
from mock_gateway.settings import Settings

from .conftest import Bench

USERS = "GET /quo/v1/users?maxResults=1"


@pytest.fixture
def bench() -> Bench:
    return Bench(seed="empty")


def opened(bench: Bench, **body: Any) -> Any:
    return bench.ok("POST /_mock/api/accounts", {"seed": "empty", **body})["data"]


def statuses(bench: Bench, account: Any) -> list[int]:
    """What its two keys are answered, at the gateway, at Quo's own door, and at the control door."""
    bearer, raw = {"Authorization": f"Bearer {account['api_key']}"}, {"Authorization": account["quo_key"]}
    return [
        bench.ask(USERS, headers=bearer).status_code,
        bench.ask("GET /v1/users?maxResults=1", headers=raw).status_code,
        bench.ask("GET /connections", headers=bearer).status_code,
    ]


@pytest.mark.leans_on("young-key-is-401")
def test_a_new_account_s_keys_work_after_a_while(bench: Bench) -> None:
    account = opened(bench, key_activation_seconds=30)
    assert statuses(bench, account) == [401, 401, 401]
    bench.time += 30 * SECOND - 1
    assert statuses(bench, account) == [401, 401, 401]
    bench.time += 1
    assert statuses(bench, account) == [200, 200, 200]


def test_the_wait_is_over_when_the_clock_is_advanced(bench: Bench) -> None:
    account = opened(bench, key_activation_seconds=30)
    bench.ok("POST /_mock/api/clock", {"advance": 30})
    assert statuses(bench, account) == [200, 200, 200]


@pytest.mark.leans_on("young-key-is-401")
def test_a_key_that_is_too_young_is_told_what_a_wrong_one_is(bench: Bench) -> None:
    def said(key: str) -> Any:
        answer = bench.ask(USERS, headers={"Authorization": f"Bearer {key}"}).json
        return {name: value for name, value in answer.items() if name != "trace"}

    assert said(opened(bench, key_activation_seconds=1)["api_key"]) == said("wrong")


def test_how_long_is_set_at_start_and_for_one_account() -> None:
    bench = Bench(seed="empty", settings=Settings(rate_limit=0, key_activation_seconds=5))
    assert bench.ok(USERS)
    assert statuses(bench, opened(bench)) == [401, 401, 401]
    assert statuses(bench, opened(bench, key_activation_seconds=0)) == [200, 200, 200]


def connect(bench: Bench, answer: str = "allow") -> tuple[str, Any]:
    """The id of a new connection that a person has answered for, and the page they saw."""
    bench.time += SECOND
    id = bench.ok("POST /connections", {"app": "quo"})["connection_id"]
    page = urlsplit(bench.ok(f"GET /connections/{id}")["connection"]["url"])
    return id, bench.ask(f"POST /connect/?{page.query}", data={"answer": answer})


def status(bench: Bench, id: str) -> str:
    found: str = bench.ok(f"GET /connections/{id}")["connection"]["status"]
    return found


@pytest.mark.parametrize(
    ("outcome", "becomes", "word"),
    [("active", "ACTIVE", "ACTIVE"), ("failed", "FAILED", "refused"), ("pending", "PENDING", "lost")],
)
def test_what_becomes_of_an_allowed_connection_is_set(
    bench: Bench, outcome: str, becomes: str, word: str
) -> None:
    bench.ok("PATCH /_mock/api/settings", {"oauth_outcome": outcome})
    id, page = connect(bench)
    assert (page.status_code, status(bench, id)) == (200, becomes)
    assert word in page.text
    usable = bench.ask(USERS, headers={"Maton-Connection": id}).status_code == 200
    assert usable == (outcome == "active")


@pytest.mark.parametrize("outcome", ["active", "failed", "pending"])
def test_what_is_denied_fails_whatever_is_set(bench: Bench, outcome: str) -> None:
    bench.ok("PATCH /_mock/api/settings", {"oauth_outcome": outcome})
    id, _ = connect(bench, "deny")
    assert status(bench, id) == "FAILED"


def test_a_connection_that_still_waits_can_be_answered_later(bench: Bench) -> None:
    bench.ok("PATCH /_mock/api/settings", {"oauth_outcome": "pending"})
    bench.time += SECOND
    id = bench.ok("POST /connections", {"app": "quo"})["connection_id"]
    page = urlsplit(bench.ok(f"GET /connections/{id}")["connection"]["url"])
    bench.ask(f"POST /connect/?{page.query}", data={"answer": "allow"})
    bench.ok("PATCH /_mock/api/settings", {"oauth_outcome": "active"})
    bench.ask(f"POST /connect/?{page.query}", data={"answer": "allow"})
    assert status(bench, id) == "ACTIVE"


@pytest.mark.leans_on("expired-oauth-is-500")
def test_an_expired_token_is_a_500_until_a_new_connection_is_authorized(bench: Bench) -> None:
    bench.ok("PATCH /_mock/api/settings", {"oauth_expires_seconds": 60})
    old, _ = connect(bench)
    bench.time += 59 * SECOND
    headers: dict[str, str | None] = {"Maton-Connection": old}
    assert bench.ask(USERS, headers=headers).status_code == 200
    bench.time += SECOND
    answer = bench.ask(USERS, headers=headers)
    assert answer.status_code == 500
    assert "expired" in answer.json["message"]
    assert status(bench, old) == "ACTIVE"
    new, _ = connect(bench)
    assert bench.ask(USERS, headers={"Maton-Connection": new}).status_code == 200
    assert bench.ask(USERS, headers=headers).status_code == 500
    raw = {"Authorization": "quo_mock_key"}
    assert bench.ask("GET /v1/users?maxResults=1", headers=raw).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"oauth_outcome": "lost"},
        {"oauth_outcome": None},
        {"oauth_expires_seconds": -1},
        {"key_activation_seconds": 1},
    ],
)
def test_what_cannot_be_set_is_refused(bench: Bench, change: Any) -> None:
    before = bench.ok("GET /_mock/api/settings")
    assert bench.ask("PATCH /_mock/api/settings", change).status_code == 400
    assert bench.ok("GET /_mock/api/settings") == before
