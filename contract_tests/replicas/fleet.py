"""Gateways on one database, each a process of its own, with a balancer before them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from contract_tests.gateway.serving import Served, serve
from contract_tests.store.balancer import balanced


class Fleet:
    """Replicas that can be killed and started anew; use it in a `with`."""

    def __init__(self, folder: Path, database: str, *options: str, size: int = 3) -> None:
        """Args:
        folder: where each of their lives writes what it says.
        options: what `quo-mock serve` takes beside the database.
        """
        self._folder, self._size = folder, size
        self._options = ("--db", database, "--seed", "empty", "--set", "rate_limit=0", *options)
        self._starts = count(1)
        self._stack = ExitStack()
        self.served: list[Served] = []
        self.front = ""
        """The balancer's URL."""

    def __enter__(self) -> Self:
        self.served = [self._start()]  # the first makes the schema, while nobody else waits for it
        with ThreadPoolExecutor(self._size) as pool:
            self.served += pool.map(lambda _: self._start(), range(self._size - 1))
        self.front = self._stack.enter_context(balanced([each.port for each in self.served]))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _start(self, *options: str) -> Served:
        place = self._folder / f"life-{next(self._starts)}"
        place.mkdir()
        served = serve(place, *self._options, *options)
        self._stack.callback(served.kill)
        return served

    def kill(self, index: int) -> None:
        """End one of them with SIGKILL."""
        self.served[index].kill()

    def restart(self, index: int) -> None:
        """Start one that was killed anew, on its port."""
        self.served[index] = self._start("--port", str(self.served[index].port))

    @property
    def complaints(self) -> str:
        """Everything that they said to their terminals in all their lives."""
        return "".join(file.read_text() for file in sorted(self._folder.glob("life-*/stderr")))
