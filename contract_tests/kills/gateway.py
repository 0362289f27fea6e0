"""A gateway on one port and one database that is killed and started anew, as often as it is told to."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from contract_tests.gateway.serving import Served, serve


class Killed:
    """A gateway in processes of its own, as long as it lives and again afterwards."""

    def __init__(self, folder: Path, database: str, *, workers: int = 1) -> None:
        """Start it on a new database; what it says goes to files in `folder`."""
        self._folder, self._starts = folder, count()
        self._options = ("--db", database, "--seed", "empty", "--set", "rate_limit=0", f"--workers={workers}")
        self.served = self._start()
        self.url, self.port = self.served.url, self.served.port

    def _start(self, *options: str) -> Served:
        place = self._folder / str(next(self._starts))
        place.mkdir()
        return serve(place, *self._options, *options)

    def kill_and_restart(self) -> None:
        """End all its processes with SIGKILL, and start it anew; raises `AssertionError` if it does not."""
        self.served.kill()
        self.served = self._start("--port", str(self.port))

    @property
    def complaints(self) -> str:
        """Everything that it said to its terminal in all its lives."""
        return "".join(file.read_text() for file in sorted(self._folder.glob("*/stderr")))
