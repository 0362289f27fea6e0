"""`quo-mock demo`: what it prints can be pasted, and a signal ends it as it should."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from contract_tests.gateway.serving import COMMAND, PATIENCE, interruptible, run
from contract_tests.running.conftest import need
from mock_gateway.control.client import Control
from mock_gateway.ports import free_port


class Demo:
    """A demo that runs, and what it has said so far."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "demo", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            preexec_fn=interruptible,
        )
        assert self.process.stdout is not None
        said = iter(self.process.stdout.readline, "")
        self.lines = list(takewhile(lambda line: "Ctrl-C stops it" not in line, said))

    @property
    def url(self) -> str:
        """Where it says that it serves."""
        found = re.search(r"serves demo data at (http://\S+)", "".join(self.lines))
        assert found
        return found[1]

    @property
    def steps(self) -> list[str]:
        """The lines to paste."""
        return [line.strip() for line in self.lines if line.startswith("    ")]

    def end(self, number: int) -> int:
        """Its exit code after a signal."""
        self.process.send_signal(number)
        said, complained = self.process.communicate(timeout=PATIENCE)
        assert (said.strip(), complained) == ("", "")
        return self.process.returncode


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """One at a port that is free."""
    demo = Demo(tmp_path, "--port", str(free_port("127.0.0.1")))
    yield demo
    if demo.process.poll() is None:
        demo.end(signal.SIGKILL)


def test_what_it_says_can_be_pasted_line_by_line(demo: Demo, tmp_path: Path) -> None:
    need("curl")
    said = ""
    for line in (line for line in demo.steps if " open" not in line):
        shell = ("/bin/sh", "-c", line)
        pasted = subprocess.run(shell, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert pasted.returncode == 0, (line, pasted.stderr)
        said += pasted.stdout
    assert said.startswith("Your table is ready\n")
    assert '"status":503' in said.replace(" ", "")
    with Control(demo.url) as control:
        texts = [entry.operation for entry in control.journal()]
    assert texts == ["messages_send", "messages_send"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_well_and_leaves_nothing(demo: Demo, tmp_path: Path, number: int) -> None:
    assert demo.end(number) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        ended = run("demo", "--port", str(other.getsockname()[1]))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.fullmatch(r"quo-mock: cannot listen at .*: address already in use.*\n", ended.stderr)
