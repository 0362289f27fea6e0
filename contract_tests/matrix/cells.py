"""The cells of the matrix as tests reach them, and those that the spec promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from mock_gateway.contract import load
from mock_gateway.profile import Profile

OWN = "own gateway"
"""The target of tests that take none but start a gateway for themselves."""


class Cell(NamedTuple):
    """One answer of one operation somewhere; which test saw it does not matter."""

    operation: str
    status: str
    """Three digits, or a range such as `4XX` where the spec says no more."""
    target: str


@dataclass(slots=True)
class Reached:
    """What the tests of this process have reached so far.

    Attributes:
        by_search: what only property tests came by. They may come by something else tomorrow, so nobody can
            rely on that.
    """

    steady: set[Cell] = field(default_factory=set)
    by_search: set[Cell] = field(default_factory=set)
    _target: str = OWN
    _searching: bool = False

    @contextmanager
    def during(self, target: str, *, searching: bool) -> Iterator[None]:
        """While a test runs, whatever is answered counts for its target."""
        self._target, self._searching = target, searching
        try:
            yield
        finally:
            self._target, self._searching = OWN, False

    def note(self, operation: str, status: int) -> None:
        """An answer was seen."""
        (self.by_search if self._searching else self.steady).add(Cell(operation, str(status), self._target))

    def add(self, steady: Iterable[Iterable[str]], by_search: Iterable[Iterable[str]]) -> None:
        """What another process has reached."""
        self.steady |= {Cell(*each) for each in steady}
        self.by_search |= {Cell(*each) for each in by_search}

    @property
    def all(self) -> set[Cell]:
        """Every cell, however it was reached."""
        return self.steady | self.by_search


REACHED = Reached()
"""Of this process: the eyes that judge answers are not told by whose order they look."""


def documented() -> dict[str, tuple[str, ...]]:
    """By operation, the statuses and ranges that the spec has an answer for."""
    operations = load(Profile.named("documented")).operations
    return {id: tuple(sorted(operation.answers)) for id, operation in sorted(operations.items())}


def promise_of(operation: str, status: str, promised: dict[str, tuple[str, ...]]) -> str:
    """Which answer of the spec a status is: itself, its range, or itself again where the spec has neither."""
    known = promised.get(operation, ())
    return next((name for name in (status, f"{status[0]}XX") if name in known), status)
