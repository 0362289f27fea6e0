"""Attacks on doors, one after the other, and what became of each."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from contract_tests.fuzzing.attacking import Plan, attack
from contract_tests.fuzzing.door import Door

_OUTCOMES = {"crash": "broken", "timeout": "too slow", "oom": "out of memory"}
"""What libFuzzer calls the files that it leaves behind."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a door."""

    name: str
    runs: int
    seconds: float
    edges: int
    """Branches of the gateway and the client that were taken."""
    outcome: str
    """`held`, or what went wrong."""
    found: bytes | None = field(default=None, repr=False)
    """The input that it did not withstand."""
    said: str = field(default="", repr=False)
    """What was printed about that."""

    @property
    def held(self) -> bool:
        """Whether nothing went wrong."""
        return self.outcome == "held"


def attacked(name: str, door: Door, plan: Plan) -> Result:
    """Attack a door in a process of its own; returns when that has ended."""
    with tempfile.TemporaryDirectory(prefix="quo-fuzzing-") as folder:
        began = time.monotonic()
        process = os.fork()  # what is instrumented need not be imported again for each door
        if process == 0:
            _child(door, plan, Path(folder))
        _, status = os.waitpid(process, 0)
        return _result(name, Path(folder), time.monotonic() - began, os.waitstatus_to_exitcode(status))


def _child(door: Door, plan: Plan, folder: Path) -> None:
    try:
        attack(door, plan, folder)
    except BaseException as error:  # the parent's code must not run a second time
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)


def _result(name: str, folder: Path, seconds: float, exit_code: int) -> Result:
    said = (folder / "said").read_text(errors="replace") if (folder / "said").exists() else ""
    runs = re.findall(r"stat::number_of_executed_units:\s*(\d+)|^#(\d+)\s", said, re.MULTILINE)
    edges = re.findall(r"\bcov: (\d+)", said)
    left = [path for path in sorted(folder.iterdir()) if path.name.partition("-")[0] in _OUTCOMES]
    outcome, found = "held", None
    if left:
        outcome, found = _OUTCOMES[left[0].name.partition("-")[0]], left[0].read_bytes()
    elif exit_code != 0:
        outcome = f"ended with {exit_code}"
    return Result(
        name=name,
        runs=int(next(filter(None, runs[-1]))) if runs else 0,
        seconds=seconds,
        edges=int(edges[-1]) if edges else 0,
        outcome=outcome,
        found=found,
        said="" if outcome == "held" else _reason(said),
    )


def _reason(said: str) -> str:
    """The traceback that was printed, or the end of everything that was."""
    _, found, traceback = said.rpartition("Traceback (most recent call last):")
    return found + traceback.partition("\nstat::")[0] if found else said[-2000:]
