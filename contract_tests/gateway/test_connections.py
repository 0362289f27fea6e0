"""Connections: how they are made and found, and which of them a request goes through."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.clock import SECOND

from .conftest import NOBODY, Bench

DEMO = "21fd90f9-5935-43cd-b6c8-bde9d915ca80"
NUMBERS = "GET /quo/v1/phone-numbers"


@pytest.fixture
def bench() -> Bench:
    """Connections need no data to lead to."""
    return Bench(seed="empty")


def create(bench: Bench, **body: str) -> str:
    id: str = bench.ok("POST /connections", {"app": "quo", **body})["connection_id"]
    return id


def connection(bench: Bench, id: str, **more: Any) -> dict[str, Any]:
    document: dict[str, Any] = bench.ok(f"GET /connections/{id}", **more)["connection"]
    return document


def answer_consent(bench: Bench, id: str, answer: str) -> None:
    url = connection(bench, id)["url"]
    assert bench.ask(f"POST {url}", data={"answer": answer}).status_code == 200


@pytest.mark.leans_on("connection-method")
def test_the_guide_s_connection_is_there_and_active(bench: Bench) -> None:
    [only] = bench.ok("GET /connections?app=quo&status=ACTIVE")["connections"]
    assert (only["connection_id"], only["status"], only["app"]) == (DEMO, "ACTIVE", "quo")
    assert (only["method"], only["metadata"]) == ("OAUTH2", {})
    assert only["creation_time"] == only["last_updated_time"] == "2026-03-01T12:00:00.000000Z"


@pytest.mark.leans_on("create-answers-id-alone")
def test_a_new_connection_answers_its_id_alone_and_waits(bench: Bench) -> None:
    created = bench.ok("POST /connections", {"app": "quo"})
    assert list(created) == ["connection_id"]
    found = connection(bench, created["connection_id"])
    assert (found["status"], found["method"]) == ("PENDING", "OAUTH2")
    assert "?session_token=" in found["url"]


def test_a_settled_connection_says_when_it_last_changed(bench: Bench) -> None:
    id = create(bench)
    bench.time += 5 * SECOND
    answer_consent(bench, id, "deny")
    found = connection(bench, id)
    assert found["status"] == "FAILED"
    assert (found["creation_time"], found["last_updated_time"]) == (
        "2026-03-01T12:00:00.000000Z",
        "2026-03-01T12:00:05.000000Z",
    )


@pytest.mark.leans_on("connection-method", "connections-filters")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["demo", "pending", "failed", "other app"]),
        ("app=quo", ["demo", "pending", "failed"]),
        ("app=slack", ["other app"]),
        ("app=nope", []),
        ("status=ACTIVE", ["demo"]),
        ("status=PENDING", ["pending", "other app"]),
        ("status=FAILED", ["failed"]),
        ("method=API_KEY", ["pending"]),
        ("app=quo&status=PENDING&method=API_KEY", ["pending"]),
        ("app=quo&status=ACTIVE&method=API_KEY", []),
    ],
)
def test_connections_are_found_by_app_status_and_method_oldest_first(
    bench: Bench, query: str, found: list[str]
) -> None:
    names = {DEMO: "demo"}
    for name, body in (("pending", {"method": "API_KEY"}), ("failed", {}), ("other app", {"app": "slack"})):
        bench.time += SECOND
        names[create(bench, **body)] = name
    answer_consent(bench, list(names)[2], "deny")
    listed = bench.ok(f"GET /connections?{query}")["connections"]
    assert [names[item["connection_id"]] for item in listed] == found


@pytest.mark.parametrize("query", ["status=active", "status=", "method=OAUTH", "status=ACTIVE&status=FAILED"])
def test_a_filter_that_can_match_nothing_is_refused(bench: Bench, query: str) -> None:
    answer = bench.ask(f"GET /connections?{query}")
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (400, "/" + query.partition("=")[0])


@pytest.mark.parametrize("body", [{}, {"app": 1}, {"app": None}, {"app": "quo", "method": "TELEPATHY"}])
def test_a_connection_needs_an_app(bench: Bench, body: dict[str, Any]) -> None:
    before = bench.state()
    assert bench.ask("POST /connections", body).status_code == 400
    assert bench.state() == before


def test_requests_go_through_the_oldest_active_connection(bench: Bench) -> None:
    second = create(bench)
    bench.time += SECOND
    answer_consent(bench, second, "allow")
    bench.ok(f"DELETE /connections/{DEMO}")
    assert len(bench.ok(NUMBERS)["data"]) == 1  # the account's workspace is still there
    bench.ok(NUMBERS, headers={"Maton-Connection": second})


def test_a_connection_of_a_new_account_leads_to_its_own_workspace(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "demo"})["data"]
    key = {"Authorization": f"Bearer {other['api_key']}", "Maton-Connection": other["connection_id"]}
    assert len(bench.ok(NUMBERS, headers=key)["data"]) == 3
    assert len(bench.ok(NUMBERS)["data"]) == 1


@pytest.mark.leans_on("unusable-connection-is-400")
@pytest.mark.parametrize(
    "which", ["unknown", "not a uuid", "empty", "foreign", "pending", "failed", "deleted"]
)
def test_only_an_active_connection_of_one_s_own_can_be_named(bench: Bench, which: str) -> None:
    before = {"unknown": NOBODY, "not a uuid": "quo", "empty": ""}
    id = before.get(which) or create(bench)
    if which == "empty":
        id = ""
    if which == "foreign":
        id = bench.ok("POST /_mock/api/accounts", {})["data"]["connection_id"]
    if which == "failed":
        answer_consent(bench, id, "deny")
    if which == "deleted":
        answer_consent(bench, id, "allow")
        bench.ok(f"DELETE /connections/{id}")
    answer = bench.ask(NUMBERS, headers={"Maton-Connection": id})
    assert answer.status_code == 400
    assert (
        answer.json["message"]
        == "Missing connection for app: quo. Maton-Connection names no ACTIVE one of yours"
    )


@pytest.mark.leans_on("missing-connection-is-400")
def test_a_connection_to_another_app_is_none_to_quo(bench: Bench) -> None:
    slack = create(bench, app="slack")
    answer_consent(bench, slack, "allow")
    assert bench.ask(NUMBERS, headers={"Maton-Connection": slack}).status_code == 400
    bench.ok(f"DELETE /connections/{DEMO}")
    assert bench.ask(NUMBERS).status_code == 400


@pytest.mark.leans_on("missing-connection-is-400")
def test_without_any_connection_quo_cannot_be_reached(bench: Bench) -> None:
    assert bench.ok(f"DELETE /connections/{DEMO}") == {}
    answer = bench.ask(NUMBERS)
    assert answer.status_code == 400
    assert answer.json["message"].startswith("Missing connection for app: quo. Create one")
    bench.ok("GET /v1/phone-numbers", headers={"Authorization": "quo_mock_key"})  # needs none


@pytest.mark.leans_on("unknown-connection-is-404")
def test_what_is_deleted_is_not_found_again(bench: Bench) -> None:
    id = create(bench)
    bench.ok(f"DELETE /connections/{id}")
    for request in (f"GET /connections/{id}", f"DELETE /connections/{id}"):
        answer = bench.ask(request)
        assert (answer.status_code, answer.json["message"]) == (404, "Connection not found")


@pytest.mark.leans_on("unknown-connection-is-404")
def test_a_foreign_connection_is_not_found(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {})["data"]
    key = {"Authorization": f"Bearer {other['api_key']}"}
    assert bench.ask(f"GET /connections/{DEMO}", headers=key).status_code == 404
    assert bench.ask(f"DELETE /connections/{DEMO}", headers=key).status_code == 404
    assert connection(bench, DEMO)["status"] == "ACTIVE"


@pytest.mark.parametrize("id", ["x", "{connection_id}", "21fd90f9", DEMO + "0"])
def test_an_id_that_is_no_uuid_is_refused(bench: Bench, id: str) -> None:
    assert bench.ask(f"GET /connections/{id}").status_code == 400
