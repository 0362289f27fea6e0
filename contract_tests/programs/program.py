"""A program of `examples/`, and the account on a served gateway that it may use."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from maton_quo import Quo
from mock_gateway.control.client import Control
from mock_gateway.control.faults import NewMatch
from mock_gateway.faults.rule import Action

EXAMPLES = Path(__file__).parents[2] / "examples"
PATIENCE = 60.0
"""Seconds after which a program that does not end is given up."""


@dataclass(frozen=True)
class Desk:
    """Where a program works: a folder, and an account of its own that no other test sees."""

    folder: Path
    url: str
    control: Control = field(repr=False)
    api_key: str = field(repr=False)
    workspace_id: str

    @property
    def environment(self) -> dict[str, str]:
        """What a program finds in its environment: always the mock, so that no text is ever real."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("MATON_", "QUO_"))}
        return {**ours, "MATON_API_KEY": self.api_key, "MATON_GATEWAY_URL": self.url}

    @property
    def quo(self) -> Quo:
        """A client of the same account."""
        return Quo(api_key=self.api_key, base_url=self.url)

    def write(self, name: str, text: str) -> str:
        """A file in the folder; returns its name."""
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def command(self, program: str, *arguments: str) -> list[str]:
        """How to start a program, with warnings as errors."""
        return [sys.executable, "-W", "error", str(EXAMPLES / program), *arguments]

    def run(
        self, program: str, *arguments: str, stdin: str = "", without: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; `without` names a variable that is not set."""
        environment = {name: value for name, value in self.environment.items() if name != without}
        return subprocess.run(
            self.command(program, *arguments),
            input=stdin,
            env=environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            start_new_session=True,  # and so without a terminal that it could ask at
        )

    def fail(self, operation: str, then: Action, times: int) -> None:
        """Let the next requests of this account fail."""
        match = NewMatch(operation=operation, api_key=self.api_key)
        self.control.fault(then, match=match, times=times)

    def calls(self, operation: str) -> int:
        """How often this account was heard asking for an operation."""
        entries = self.control.journal(operation=operation, workspace_id=self.workspace_id, limit=1000)
        return len(entries)

    def sent(self, to: str) -> list[str]:
        """The texts that were sent from the main line to a number, oldest first."""
        with self.quo as quo:
            found = quo.messages.list(phone_number_id="PN123abc", participants=[to], max_results=100)
            return [message.text for message in found if message.direction == "outgoing"][::-1]


def assert_one_sentence(done: subprocess.CompletedProcess[str], *parts: str, code: int = 1) -> None:
    """A failure is told in one line, which holds `parts`, and by the exit code."""
    assert done.returncode == code, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert all(part in done.stderr for part in parts), done.stderr
