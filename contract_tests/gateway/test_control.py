"""The control API: what it does, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.clock import SECOND
from mock_gateway.profile import DIVERGENCES

from .conftest import Bench

CONTACTS = "GET /quo/v1/contacts?maxResults=1"


def data(bench: Bench, request: str, body: Any = None, **more: Any) -> Any:
    return bench.ok(f"{request[: request.index(' ')]} /_mock/api{request.partition(' ')[2]}", body, **more)[
        "data"
    ]


def test_it_is_alive(empty: Bench) -> None:
    assert data(empty, "GET /health")["status"] == "ok"


def test_a_new_account_is_a_world_of_its_own(bench: Bench) -> None:
    one, two = data(bench, "POST /accounts", {"seed": "demo"}), data(bench, "POST /accounts")
    assert one.keys() == {"api_key", "quo_key", "connection_id", "workspace_id"}
    assert not set(one.values()) & set(two.values())
    keys = [{"Authorization": f"Bearer {account['api_key']}"} for account in (one, two)]
    bench.ok("POST /quo/v1/contacts", {"defaultFields": {"firstName": "Ann"}}, headers=keys[0])
    assert [bench.ok(CONTACTS, headers=key)["totalItems"] for key in (*keys, {})] == [121, 120, 120]
    assert bench.ok("GET /v1/contacts?maxResults=1", headers={"Authorization": two["quo_key"]})


def test_an_account_may_begin_empty(bench: Bench) -> None:
    account = data(bench, "POST /accounts", {"seed": "empty"})
    assert bench.ok(CONTACTS, headers={"Authorization": f"Bearer {account['api_key']}"})["totalItems"] == 0


def test_reset_puts_one_workspace_back_to_its_seed(bench: Bench) -> None:
    account = data(bench, "POST /accounts", {"seed": "empty"})
    key: dict[str, str | None] = {"Authorization": f"Bearer {account['api_key']}"}
    before = bench.state()
    for headers in ({}, key):
        body = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}
        bench.ok("POST /quo/v1/messages", body, headers=headers)
    bench.patch_settings(price_cents=9, balance_cents=1)
    assert data(bench, "POST /reset")["seed"] == "demo"
    assert bench.state() == before
    assert bench.ok("GET /quo/v1/conversations?maxResults=1", headers=key)["totalItems"] == 1
    theirs = account["workspace_id"]
    assert data(bench, f"POST /reset?workspace_id={theirs}") == {"workspace_id": theirs, "seed": "empty"}
    assert bench.ok("GET /quo/v1/conversations?maxResults=1", headers=key)["totalItems"] == 0


def test_the_clock_can_be_frozen_set_advanced_and_let_go(empty: Bench) -> None:
    assert data(empty, "GET /clock") == {"now": "2026-03-01T12:00:00.000000Z", "frozen": False}
    assert data(empty, "POST /clock", {"freeze": True})["frozen"] is True
    empty.time += SECOND
    assert data(empty, "GET /clock")["now"] == "2026-03-01T12:00:00.000000Z"
    assert data(empty, "POST /clock", {"advance": 0.25})["now"] == "2026-03-01T12:00:00.250000Z"
    assert data(empty, "POST /clock", {"set": "2026-12-31T23:00:00-01:00"})["now"] == (
        "2027-01-01T00:00:00.000000Z"
    )
    assert data(empty, "POST /clock", {"resume": True}) == {
        "now": "2027-01-01T00:00:00.000000Z",
        "frozen": False,
    }
    empty.time += SECOND
    assert data(empty, "GET /clock")["now"] == "2027-01-01T00:00:01.000000Z"
    both = {"freeze": True, "set": "2028-01-01T00:00:00Z", "advance": 60}
    assert data(empty, "POST /clock", both) == {"now": "2028-01-01T00:01:00.000000Z", "frozen": True}


def test_settings_are_a_workspace_s_own(empty: Bench) -> None:
    account = data(empty, "POST /accounts")
    url = f"/settings?workspace_id={account['workspace_id']}"
    changed = data(empty, f"PATCH {url}", {"rate_limit": 3, "balance_cents": 7})
    own = {
        "workspace_id": account["workspace_id"],
        "balance_cents": 7,
        "rate_limit": 3,
        "price_cents": 1,
        "open_task_limit": 1000,
        "a2p": "approved",
        "international": "on",
        "plan": "business",
        "without_plan": "not_found",
    }
    assert changed.items() >= own.items()
    assert data(empty, f"GET {url}") == changed
    assert data(empty, f"PATCH {url}", {"price_cents": 2}) == {**changed, "price_cents": 2}
    demo = data(empty, "GET /settings")
    assert (demo["rate_limit"], demo["balance_cents"], demo["price_cents"]) == (0, 2500, 1)


def test_the_profile_names_every_divergence_with_its_source(either: Bench) -> None:
    rows = data(either, "GET /profile")
    assert [row["name"] for row in rows] == [row.name for row in DIVERGENCES]
    assert {row["value"] == row["documented"] for row in rows} <= {True, False}
    assert all(row["about"] and row["source"] and row["date"] for row in rows)


def test_the_spec_is_given_as_the_profile_sees_it(bench: Bench, observed: Bench) -> None:
    limits = []
    for one in (bench, observed):
        document = one.ok("GET /_mock/openapi.json")
        limits.append(document["components"]["schemas"]["MessageSend"]["properties"]["to"]["maxItems"])
        assert "x-switch" not in str(document)
    assert limits == [1, 10]


BAD: list[tuple[str, Any]] = [
    ("POST /accounts", {"seed": 1}),
    ("POST /accounts", {"seed": None}),
    ("POST /accounts", {"api_key": "mine"}),
    ("POST /accounts", []),
    ("POST /accounts", "demo"),
    ("POST /reset?workspace=1", None),
    ("POST /reset?workspace_id=1&workspace_id=2", None),
    ("POST /clock", {"freeze": "yes"}),
    ("POST /clock", {"set": "soon"}),
    ("POST /clock", {"set": 0}),
    ("POST /clock", {"advance": -1}),
    ("POST /clock", {"advance": 1e300}),
    ("POST /clock", {"advance": "1"}),
    ("POST /clock", {"rewind": 1}),
    ("PATCH /settings", {"rate_limit": -1}),
    ("PATCH /settings", {"rate_limit": 1.5}),
    ("PATCH /settings", {"rate_limit": True}),
    ("PATCH /settings", {"rate_limit": "10"}),
    ("PATCH /settings", {"rate_limit": None}),
    ("PATCH /settings", {"rate_limit": 2**60}),
    ("PATCH /settings", {"balance_cents": -1}),
    ("PATCH /settings", {"balance_cents": 10**30}),
    ("PATCH /settings", {"price_cents": 1, "send_envelope": "data"}),
    ("PATCH /settings", []),
]


@pytest.mark.parametrize(("request_line", "body"), BAD)
def test_bad_input_is_refused_and_changes_nothing(empty: Bench, request_line: str, body: Any) -> None:
    before = empty.state(), data(empty, "GET /clock")
    method, _, url = request_line.partition(" ")
    answer = empty.ask(f"{method} /_mock/api{url}", body)
    assert answer.status_code == 400
    assert answer.json.keys() - {"errors"} == {"message", "status", "title", "trace"}
    assert (empty.state(), data(empty, "GET /clock")) == before


@pytest.mark.parametrize("seed", ["nope", "../seeds/demo", "", "demo.yaml"])
def test_an_unknown_seed_is_not_found_and_those_there_are_named(empty: Bench, seed: str) -> None:
    before = empty.state()
    answer = empty.ask("POST /_mock/api/accounts", {"seed": seed})
    assert answer.status_code == 404
    assert "demo" in answer.json["message"]
    assert empty.state() == before


BACKWARDS = [
    {"set": "1969-12-31T23:59:59Z"},
    {"set": "2026-03-01T11:59:59.999999Z"},
    {"set": "2026-03-01T11:59:00Z", "advance": 60},
    {"freeze": True, "resume": True, "set": "2026-02-28T12:00:00Z"},
    {"freeze": True, "set": "9999-01-01T00:00:00Z"},
]


@pytest.mark.parametrize("change", BACKWARDS)
def test_what_has_happened_cannot_be_undone_by_the_clock(empty: Bench, change: Any) -> None:
    before = data(empty, "GET /clock")
    answer = empty.ask("POST /_mock/api/clock", change)
    assert (answer.status_code, data(empty, "GET /clock")) == (409, before)
    assert "later" in answer.json["message"]


SAID = [
    ("POST /clock", {"rewind": 1}, "/rewind: Unexpected property; there are freeze, set, advance, resume"),
    ("POST /clock", {"advance": -1}, "/advance: Expected float >= 0.0"),
    ("POST /accounts", {"seed": 1}, "/seed: Expected str, got int"),
    ("POST /accounts", [], "The input: Expected object, got array"),
    ("GET /settings?workspace=1", None, "/workspace: Unexpected property; there are workspace_id"),
]


@pytest.mark.parametrize(("request_line", "body", "message"), SAID)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(
    empty: Bench, request_line: str, body: Any, message: str
) -> None:
    method, _, url = request_line.partition(" ")
    assert empty.ask(f"{method} /_mock/api{url}", body).json["message"] == message


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"[" * 10_000, b'{"seed": NaN}'])
def test_what_is_not_json_is_refused(empty: Bench, raw: bytes) -> None:
    assert empty.ask("POST /_mock/api/accounts", data=raw).status_code == 400


@pytest.mark.parametrize("id", ["nope", "", "OR-template:empty"])
def test_an_unknown_workspace_is_not_found(empty: Bench, id: str) -> None:
    assert empty.ask(f"GET /_mock/api/settings?workspace_id={id}").status_code == 404
    assert empty.ask(f"POST /_mock/api/reset?workspace_id={id}").status_code == 404


@pytest.mark.parametrize("url", ["/_mock/api/nope", "/_mock/nope", "/_mock/api/accounts/1"])
def test_an_unknown_route_is_a_json_404(either: Bench, url: str) -> None:
    answer = either.ask(f"GET {url}")
    assert (answer.status_code, answer.json["title"]) == (404, "Not Found")
    assert either.ask("GET /_mock/api/reset").status_code == 405


def test_a_refused_clock_change_changes_nothing(bench: Bench) -> None:
    before = bench.ok("GET /_mock/api/clock")
    assert bench.ask("POST /_mock/api/clock", {"freeze": True, "advance": -1}).status_code == 400
    assert bench.ask("POST /_mock/api/clock", {"freeze": True, "set": "never"}).status_code == 400
    assert bench.ok("GET /_mock/api/clock") == before
