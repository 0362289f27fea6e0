"""`make kills` as a person starts it, and as one stops it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from contract_tests.gateway.serving import interruptible
from contract_tests.kills import __main__ as command
from contract_tests.kills.run import Restless
from contract_tests.kills.test_account import Run, lose
from contract_tests.services import Missing


def test_ctrl_c_ends_it_with_everything_that_it_started(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "contract_tests.kills", "--engine", "sqlite", "--kills", "500"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("sqlite: kill 1 of 500, ")
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()  # ends when nobody is left who could write to it
        assert process.wait(30) == command.INTERRUPTED
    assert said == "kills: stopped before the account could be made\n"
    assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == []


def asked(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], Any], *arguments: str) -> Any:
    """What the command does when a run comes to `answer`."""

    def kill_often(engine: str, address: str, folder: Path, **_: Any) -> Any:
        assert (engine, address) == ("sqlite", str(folder / "quo.db"))
        return answer()

    monkeypatch.setattr(command, "kill_often", kill_often)
    return CliRunner().invoke(command.main, ["--engine", "sqlite", *arguments])


def test_it_ends_with_0_if_nothing_was_lost_and_writes_the_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "kills.json"
    result = asked(monkeypatch, lambda: Run().account(), f"--json={file}")
    assert result.exit_code == 0
    assert result.output.endswith("Nothing was lost, doubled or contradictory.\n")
    [account] = json.loads(file.read_text())
    assert (account["engine"], account["acknowledged"], account["lost"]) == ("sqlite", 2, 0)


def test_it_ends_with_1_if_anything_was(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    lose(run)
    result = asked(monkeypatch, run.account)
    assert result.exit_code == 1
    assert result.output.endswith("Not everything is as it was acknowledged: sqlite: lost 1.\n")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Restless("after 120 seconds 3 texts are under way"), 1),
        (AssertionError("it did not start: quo.db cannot be used as a database"), 1),
        (Missing("there is no PostgreSQL: apt-get install postgresql"), 2),
        (OSError(28, "No space left on device", "quo.db"), 2),
    ],
)
def test_a_run_that_comes_to_no_account_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail() -> None:
        raise error

    result = asked(monkeypatch, fail)
    assert (result.exit_code, result.output.count("\n")) == (code, 1)
    assert result.output.startswith("kills: ")
    assert "Error" not in result.output
