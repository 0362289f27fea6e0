"""`quo-mock serve` as people start it: a process of its own, and the text it prints."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-W", "error", "-m", "mock_gateway"]
PATIENCE = 30.0
"""Seconds after which a process that does not do what it should is given up."""


@dataclass
class Served:
    """A running gateway, at the head of a process group of its own."""

    process: subprocess.Popen[bytes]
    said: Path
    complained: Path

    @property
    def banner(self) -> str:
        """What it printed."""
        return self.said.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        """Where it listens, by its own words."""
        found = re.search(r"listens at (http://\S+)", self.banner)
        assert found, self.banner
        return found[1]

    @property
    def port(self) -> int:
        """The port of `url`."""
        return int(self.url.rpartition(":")[2])

    def stop(self, signal_number: int = signal.SIGTERM) -> int:
        """Ask it to end, and return its exit code once it has."""
        self.process.send_signal(signal_number)
        return self.process.wait(PATIENCE)

    def has_processes(self) -> bool:
        """Whether any process of its group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """End whatever is left of it."""
        if self.has_processes():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def serve(folder: Path, *options: str) -> Served:
    """Start a gateway on a free port, and return when it listens."""
    said, complained = folder / "stdout", folder / "stderr"
    with said.open("wb") as out, complained.open("wb") as err:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *options],
            stdout=out,
            stderr=err,
            cwd=folder,
            start_new_session=True,
        )
    served = Served(process, said, complained)
    deadline = time.monotonic() + PATIENCE
    try:
        while "Ctrl-C stops it." not in served.banner:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"it did not start: {complained.read_text()}")
            time.sleep(0.02)
    except BaseException:  # Ctrl-C too: nobody else knows of it yet
        served.kill()
        raise
    return served


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a command that ends by itself said."""
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=cwd
    )


def interruptible() -> None:
    """Let a process be interrupted: what is started in a shell's background ignores Ctrl-C, children too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
