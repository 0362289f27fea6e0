"""A soak that went wrong must say so, and what it measured can be kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from contract_tests.soak.__main__ import main
from contract_tests.soak.counting import Counts
from contract_tests.soak.report import Report
from contract_tests.soak.watching import Held


def report(**changes: Any) -> Report:
    return Report(200, 10_000, 1.0, **changes)


def test_what_is_as_wanted_is_not_wrong() -> None:
    found = report(mib=(90.0, 100.0, 150.0, 120.0), held=(Held(20, 10), Held(20, 10)))
    assert found.counts.count("get", 200, 0.01, 200)
    found.judge()
    assert found.wrong == []
    assert found.text().endswith("nothing wrong")


@pytest.mark.parametrize(
    "changes",
    [
        {"mib": (90.0, 100.0, 165.0, 100.0)},
        {"held": (Held(20, 10), Held(21, 10))},
        {"held": (Held(20, 10), Held(20, 11))},
    ],
)
def test_what_grows_without_need_is_wrong(changes: dict[str, Any]) -> None:
    found = report(**changes)
    found.judge()
    assert len(found.wrong) == 1
    assert f"WRONG: {found.wrong[0]}" in found.text()


def test_an_answer_that_nobody_asked_for_is_wrong() -> None:
    found = report()
    assert not found.counts.count("get", 429, 0.01, 200)
    found.judge()
    assert found.wrong == ["get was answered 429 instead of 200 (1 times)"]


def test_a_run_can_be_kept_as_json() -> None:
    found = report()
    found.counts.count("get", 200, 0.01, 200)
    kept = json.loads(json.dumps(found.values()))
    assert kept["counts"][0]["statuses"] == {"200": 1}
    assert kept["held"] == [{"files": 0, "threads": 0}] * 2


def test_percentiles_are_those_of_the_slowest() -> None:
    counts = Counts()
    for number in range(100):
        counts.count("get", 200, number / 1000, 200)
    [row] = counts.rows()
    assert (row["p50_ms"], row["p99_ms"], row["max_ms"]) == (50.0, 99.0, 99.0)


def test_too_few_accounts_are_refused_in_words() -> None:
    ran = CliRunner().invoke(main, ["--connections", "30", "--accounts", "30"])
    assert (ran.exit_code, "at least 100 more" in ran.output) == (2, True)
