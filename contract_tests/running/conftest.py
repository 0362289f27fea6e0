"""Running `quo-mock run` as a person does, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-W", "error", "-m", "mock_gateway", "run"]
PATIENCE = 60.0
"""Seconds after which a run that does not end is given up."""

Ran = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Desk:
    """A folder in which files are written and programs run, its `python` this one."""

    folder: Path
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """Ours, with this Python's programs first; a real key and its kin are there to be kept out."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "MATON_API_KEY": "a real key", "MATON_CONNECTION": "a real connection"}
        return {**os.environ, **own, **(extra or {})}

    def write(self, name: str, text: str) -> Path:
        """A file of that text."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *words: str, env: Mapping[str, str] | None = None) -> Ran:
        """What `quo-mock run` with those words said, once it has ended."""
        return subprocess.run(
            [*COMMAND, *words],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            cwd=self.folder,
            env=self.environment(env),
            stdin=subprocess.DEVNULL,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """`quo-mock run` with those words, on its way, at the head of a session of its own."""
        process = subprocess.Popen(
            [*COMMAND, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=self.environment(),
            start_new_session=True,
        )
        self.started.append(process)
        return process


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A folder of the test's own; what a test that failed has left running is ended."""
    desk = Desk(tmp_path)
    yield desk
    for process in desk.started:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def need(program: str) -> None:
    """Skip the test if there is no such program."""
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} here")
