"""`make replicas` as a person starts it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from contract_tests import depths
from contract_tests.replicas import __main__ as command
from contract_tests.replicas import run as runs
from contract_tests.replicas.asking import Restless
from contract_tests.replicas.test_accounting import Run, lose
from contract_tests.services import Missing


def asked(monkeypatch: pytest.MonkeyPatch, came: Any, *arguments: str) -> Any:
    """What the command does when a run comes to an account, or to an error."""

    def run(*, seconds: float, seed: int, said: Any) -> Any:
        assert (seconds, seed) == (7, 5)
        if isinstance(came, Exception):
            raise came
        return came

    monkeypatch.setattr(command, "run", run)
    return CliRunner().invoke(command.main, ["--seconds", "7", "--seed", "5", *arguments])


def test_it_ends_with_0_if_nothing_was_lost_and_writes_the_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "replicas.json"
    result = asked(monkeypatch, Run().account(), f"--json={file}")
    assert result.exit_code == 0
    assert "nobody was refused without a reason" in result.output
    written = json.loads(file.read_text())
    assert (written["counts"]["acknowledged"], written["unexcused"]) == (3, {})


def test_it_ends_with_1_if_anything_was(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    lose(run)
    result = asked(monkeypatch, run.account())
    assert result.exit_code == 1
    assert result.output.endswith("Not everything is as it was acknowledged: lost 1.\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Restless("after 120 seconds 3 texts and 0 calls are under way"), 1),
        (AssertionError("it did not start: no room"), 1),
        (Missing("there is no PostgreSQL: apt-get install postgresql"), 2),
        (OSError(28, "No space left on device", "replicas.json"), 2),
    ],
)
def test_a_run_that_comes_to_no_account_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    result = asked(monkeypatch, error)
    assert (result.exit_code, result.output.count("\n")) == (code, 1)
    assert result.output.startswith("replicas: ")


def test_nothing_is_lost_whatever_is_restarted(record_property: Any) -> None:
    if not depths.is_deep():
        pytest.skip("three gateways, PostgreSQL and Redis: only with --depth fuzz")
    account = runs.run(seconds=12, seed=2)
    record_property("account", str(account))
    assert account.faults == {}, account
    assert account.counts.acknowledged > 100
