"""Who may come in: keys at three doors, and the programs that Cloudflare would stop."""

from __future__ import annotations

import pytest

from .conftest import Bench

USERS = "/quo/v1/users?maxResults=1"
NO_KEY = "Missing API key: send the header Authorization: Bearer <your Maton API key>"
MALFORMED = "Malformed API key: the header reads Authorization: Bearer <your Maton API key>"


@pytest.fixture(scope="module")
def shared() -> Bench:
    """Whoever is not let in changes nothing."""
    return Bench(seed="empty")


DOORS = pytest.mark.parametrize("url", [USERS, "/connections"])


@pytest.mark.leans_on("invalid-key-text", "malformed-key-texts")
@DOORS
@pytest.mark.parametrize(
    ("authorization", "message"),
    [
        (None, NO_KEY),
        ("", NO_KEY),
        ("Bearer", MALFORMED),
        ("Bearer ", MALFORMED),
        ("Bearer  ", MALFORMED),
        ("maton_mock_key", MALFORMED),
        ("Basic bWF0b25fbW9ja19rZXk6", MALFORMED),
        ("Bearer maton_mock_key2", "Invalid API key"),
        ("Bearer MATON_MOCK_KEY", "Invalid API key"),
        ("Bearer quo_mock_key", "Invalid API key"),
        ("Bearer maton_mock_key maton_mock_key", "Invalid API key"),
        ("Bearer \xff", "Invalid API key"),
    ],
)
def test_a_key_that_is_missing_malformed_or_unknown_is_told_apart(
    shared: Bench, url: str, authorization: str | None, message: str
) -> None:
    answer = shared.ask(f"GET {url}", headers={"Authorization": authorization})
    assert (answer.status_code, answer.json["message"], answer.json["title"]) == (
        401,
        message,
        "Unauthorized",
    )


@pytest.mark.leans_on("bearer-in-any-case")
@DOORS
@pytest.mark.parametrize(
    "authorization", ["bearer maton_mock_key", "BEARER maton_mock_key", "Bearer   maton_mock_key "]
)
def test_the_scheme_is_read_in_any_case(shared: Bench, url: str, authorization: str) -> None:
    shared.ok(f"GET {url}", headers={"Authorization": authorization})


@pytest.mark.leans_on("quo-door-takes-raw-key")
@pytest.mark.parametrize(
    ("authorization", "message"),
    [
        (None, "Missing authorization header"),
        ("", "Missing authorization header"),
        ("Bearer quo_mock_key", "Unauthorized"),
        ("Bearer maton_mock_key", "Unauthorized"),
        ("maton_mock_key", "Unauthorized"),
    ],
)
def test_quo_s_own_door_takes_the_raw_key_and_nothing_else(
    shared: Bench, authorization: str | None, message: str
) -> None:
    answer = shared.ask("GET /v1/phone-numbers", headers={"Authorization": authorization})
    assert (answer.status_code, answer.json["message"]) == (401, message)


def test_quo_s_own_door_opens_the_same_workspace_without_a_user_agent(bench: Bench) -> None:
    raw = {"Authorization": "quo_mock_key", "User-Agent": None}
    assert bench.ok("GET /v1/phone-numbers", headers=raw) == bench.ok("GET /quo/v1/phone-numbers")


def test_the_control_door_has_no_quo_key(bench: Bench) -> None:
    assert bench.ask("GET /connections", headers={"Authorization": "quo_mock_key"}).status_code == 401


BLOCKED = pytest.mark.parametrize(
    "user_agent", [None, "", "  ", "\t", "Python-urllib/3.11", "Python-urllib/3.14 x"]
)


@pytest.mark.leans_on("blocked-agent-answer", "urllib-agent-is-blocked")
@BLOCKED
def test_a_program_that_does_not_say_its_name_is_blocked(shared: Bench, user_agent: str | None) -> None:
    answer = shared.ask(f"GET {USERS}", headers={"User-Agent": user_agent})
    assert (answer.status_code, answer.text) == (403, "error code: 1010")
    assert (answer.mimetype, answer.headers["Server"]) == ("text/plain", "cloudflare")


@pytest.mark.leans_on("control-blocks-no-agent")
@BLOCKED
def test_the_control_door_blocks_no_program(shared: Bench, user_agent: str | None) -> None:
    shared.ok("GET /connections", headers={"User-Agent": user_agent})


@pytest.mark.parametrize(
    "user_agent", ["Maton/1.0", "x", "python-requests/2.32.3", "curl/8.5.0", "my-Python-urllib/3", "\xff"]
)
def test_other_programs_are_let_in(shared: Bench, user_agent: str) -> None:
    shared.ok(f"GET {USERS}", headers={"User-Agent": user_agent})


@pytest.mark.leans_on("blocked-is-not-counted")
def test_a_blocked_request_does_not_count_against_the_limit(bench: Bench) -> None:
    bench.patch_settings(rate_limit=1)
    assert bench.ask(f"GET {USERS}", headers={"User-Agent": None}).status_code == 403
    assert bench.ask(f"GET {USERS}").status_code == 200


def test_one_account_never_sees_another_s_data(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    keys = {"Authorization": f"Bearer {other['api_key']}"}
    assert bench.ok(f"GET {USERS}", headers=keys)["totalItems"] == 1
    for url in ("/contacts/CT123abc", "/messages/AC123abc", "/calls/AC123abc", "/users/US124abc"):
        assert bench.ask(f"GET /quo/v1{url}").status_code == 200
        assert bench.ask(f"GET /quo/v1{url}", headers=keys).status_code == 404
    marked = bench.ask("POST /quo/v1/conversations/CV123abc/mark-as-done", headers=keys)
    assert marked.status_code == 404
    raw = {"Authorization": other["quo_key"]}
    assert bench.ok("GET /v1/users?maxResults=1", headers=raw)["totalItems"] == 1
