"""Every door withstands atheris for a moment, always the same one; `make fuzz-doors` attacks for longer."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.fuzzing import __main__ as command
from contract_tests.fuzzing.attacking import Plan
from contract_tests.fuzzing.door import Door, promised
from contract_tests.fuzzing.doors import NAMES
from contract_tests.fuzzing.running import attacked

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris has a build for Linux on x86-64 and Python 3.11 to 3.13 only",
)


def test_every_door_holds() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "contract_tests.fuzzing", "--runs", "200", "--seconds", "0", "--seed", "8"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count(" held\n") == len(NAMES)


def test_what_breaks_a_door_is_shown_to_be_pasted_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def ready(data: bytes) -> None:
        promised(not data.startswith(b"open\xff"), "it stays shut")

    door = Door(lambda: ready, seeds=[b"open", b"\xff"], words=[b"open\xff"])
    result = attacked("shed", door, Plan(runs=20_000, seconds=0, seed=3))
    assert (result.outcome, result.held) == ("broken", False)
    monkeypatch.setattr(command, "FOUND", tmp_path / "found")
    told = command.told(result)
    assert "AssertionError: it stays shut" in told
    assert repr(result.found) in told
    assert [path.read_bytes() for path in (tmp_path / "found").iterdir()] == [result.found]
