"""How far a large seed has come, for whoever asked to be told: the command line does, no library has to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Advance = Callable[[int], None]
"""Takes how many more rows are done."""

Begin = Callable[[int], Advance]
"""Takes how many rows there will be."""

_told: ContextVar[Begin | None] = ContextVar("told", default=None)


@contextmanager
def told(begin: Begin) -> Iterator[None]:
    """Tell `begin` of every big seed that is filled inside."""
    token = _told.set(begin)
    try:
        yield
    finally:
        _told.reset(token)


def start(total: int) -> Advance:
    """Begin to fill so many rows."""
    begin = _told.get()
    return _nobody if begin is None else begin(total)


def _nobody(rows: int) -> None:
    """Nobody wants to know."""
