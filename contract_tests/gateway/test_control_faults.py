"""Faults by rule through the control API: added, listed with their counts, removed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from mock_gateway.faults import book
from mock_gateway.store import fault_rules

from .conftest import Bench

LIST = "GET /quo/v1/phone-numbers"
DOWN = {"action": "status", "status": 503}


def add(bench: Bench, **rule: Any) -> dict[str, Any]:
    made: dict[str, Any] = bench.ok("POST /_mock/api/faults", {"then": DOWN, **rule})["data"]
    return made


def statuses(bench: Bench, count: int, request: str = LIST, **more: Any) -> list[int]:
    return [bench.ask(request, **more).status_code for _ in range(count)]


def test_rules_are_listed_with_how_often_they_matched_and_struck(bench: Bench) -> None:
    add(bench, match={"operation": "phone_numbers_list"}, every=2, times=2)
    assert statuses(bench, 6) == [200, 503, 200, 503, 200, 200]
    assert statuses(bench, 2, "GET /quo/v1/users/US123abc") == [200, 200]
    [seen] = bench.ok("GET /_mock/api/faults")["data"]
    assert (seen["matched"], seen["struck"], seen["active"]) == (4, 2, False)
    assert (seen["match"], seen["then"], seen["every"]) == ({"operation": "phone_numbers_list"}, DOWN, 2)


def test_a_rule_can_be_removed_or_all_of_them(bench: Bench) -> None:
    first, _ = add(bench, times=5), add(bench)
    assert bench.ask(f"DELETE /_mock/api/faults/{first['id']}").status_code == 204
    again = bench.ask(f"DELETE /_mock/api/faults/{first['id']}")
    assert (again.status_code, again.json["message"]) == (404, f"There is no fault {first['id']!r}")
    assert statuses(bench, 1) == [503]
    answer = bench.ask("DELETE /_mock/api/faults")
    assert (answer.status_code, answer.data) == (204, b"")
    assert statuses(bench, 1) == [200]
    assert bench.ok("GET /_mock/api/faults")["data"] == []


def test_the_first_that_answers_is_the_last_that_counts(bench: Bench) -> None:
    add(bench, then={"action": "unknown-field"})
    add(bench, then={"action": "status", "status": 500}, times=1)
    add(bench)
    assert statuses(bench, 2) == [500, 503]
    assert [fault["struck"] for fault in bench.ok("GET /_mock/api/faults")["data"]] == [2, 1, 1]


def test_a_rule_for_one_workspace_leaves_the_others_alone(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    add(bench, match={"workspace_id": other["workspace_id"]})
    assert statuses(bench, 1) == [200]
    assert statuses(bench, 1, headers={"Authorization": f"Bearer {other['api_key']}"}) == [503]
    assert statuses(bench, 1, "GET /v1/phone-numbers", headers={"Authorization": other["quo_key"]}) == [503]


def test_a_rule_for_one_key_never_shows_it(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    made = add(bench, match={"api_key": other["api_key"]})
    listed = bench.ask("GET /_mock/api/faults")
    assert made["of_one_key"] is True
    assert other["api_key"] not in str(made) + listed.text
    assert other["api_key"] not in str(bench.gateway.database.all("SELECT * FROM faults"))
    assert statuses(bench, 1) == [200]
    assert statuses(bench, 1, headers={"Authorization": f"bearer  {other['api_key']} "}) == [503]
    assert statuses(bench, 1, "GET /v1/phone-numbers", headers={"Authorization": other["quo_key"]}) == [200]


@pytest.mark.parametrize(
    ("rule", "status", "message"),
    [
        ({}, 400, "/then: Expected required property"),
        ({"then": {"action": "explode"}}, 400, "/then/action: Expected 'status' or 'slow' or 'reset'"),
        ({"then": {"action": "status", "status": 200}}, 400, "/then/status: Expected int >= 400"),
        ({"then": {"action": "slow", "seconds": 31}}, 400, "/then/seconds: Expected float <= 30"),
        ({"then": {"action": "cut", "when": "before"}}, 400, "/then/when: Unexpected property; there are "),
        ({"then": DOWN, "times": 0}, 400, "/times: Expected int >= 1"),
        ({"then": DOWN, "probability": 1.5}, 400, "/probability: Expected float <= 1.0"),
        ({"then": DOWN, "match": {"operation": "users_lisst"}}, 404, "There is no operation 'users_lisst'"),
        ({"then": DOWN, "match": {"workspace_id": "OR404"}}, 404, "There is no workspace 'OR404'"),
        (
            {"then": DOWN, "match": {"header": {"name": "authorization"}}},
            400,
            "/match/header/name: a key is given as api_key",
        ),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_refused_with_what_is_allowed(
    bench: Bench, rule: dict[str, Any], status: int, message: str
) -> None:
    answer = bench.ask("POST /_mock/api/faults", rule)
    assert (answer.status_code, answer.json["message"][: len(message)]) == (status, message)
    assert bench.ok("GET /_mock/api/faults")["data"] == []


def test_there_are_only_so_many_rules(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_RULES", 2)
    add(bench), add(bench)
    assert bench.ask("POST /_mock/api/faults", {"then": DOWN}).status_code == 409


def test_rules_survive_a_restart_with_their_counts(tmp_path: Path) -> None:
    file = str(tmp_path / "quo.db")
    first = Bench(database=file)
    add(first, times=3)
    assert statuses(first, 2) == [503, 503]
    first.gateway.database.close()
    assert statuses(Bench(database=file), 2) == [503, 200]


def test_gateways_on_one_database_strike_n_times_together(tmp_path: Path) -> None:
    file = str(tmp_path / "quo.db")
    first, second = Bench(database=file), Bench(database=file)
    assert statuses(second, 1) == [200]
    made = add(first, times=10)
    with ThreadPoolExecutor(2) as both:
        found = [*both.map(lambda bench: statuses(bench, 20), (first, second))]
    assert sum(status == 503 for each in found for status in each) == 10
    [seen] = second.ok("GET /_mock/api/faults")["data"]
    assert (seen["matched"], seen["struck"]) == (10, 10)
    first.ask(f"DELETE /_mock/api/faults/{made['id']}")
    add(second, times=1)
    assert sorted(statuses(first, 1) + statuses(second, 1)) == [200, 503]


def test_requests_without_rules_ask_for_one_row(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fault_rules, "every", lambda _: pytest.fail("the rules were read"))
    assert statuses(bench, 2) == [200, 200]
