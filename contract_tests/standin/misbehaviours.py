"""What live does on a bad day: values that say what happens to a request, and a book of what is due."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Literal


@dataclass(frozen=True, slots=True)
class Slow:
    """The answer comes, but only after some real seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class TooMany:
    """429 without the request being acted on; `retry_after` seconds are told, or nothing at all."""

    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Failing:
    """A 5xx as the edge in front of Maton words it, without the request being acted on."""

    status: int = 503


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset (RST): before the request is acted on, after it, or in the body's middle."""

    when: Literal["before", "after", "mid-body"] = "before"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends in order, but in the middle of the body."""


@dataclass(frozen=True, slots=True)
class Garbage:
    """A success whose body is no JSON, although its type says so."""

    body: bytes = b"<html>It works!</html>"


@dataclass(frozen=True, slots=True)
class Expired:
    """The OAuth token behind the connection has expired: Maton's 500, for what goes on to Quo alone."""


Misbehaviour = Slow | TooMany | Failing | Reset | Cut | Garbage | Expired


@dataclass(slots=True)
class _Due:
    how: Misbehaviour
    left: int
    operation: str | None


class Book:
    """What is still to go wrong, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._due: list[_Due] = []
        self._lock = Lock()

    def plan(self, how: Misbehaviour, times: int, operation: str | None) -> None:
        """Let `how` happen to the next `times` requests, of one operation or of any."""
        if times < 1:
            raise ValueError(f"a misbehaviour happens once or more often, not {times} times")
        with self._lock:
            self._due.append(_Due(how, times, operation))

    def next(self, operation: str | None, *, upstream: bool) -> Misbehaviour | None:
        """What happens to a request of this operation; it counts.

        Args:
            upstream: whether it goes on to Quo, and so needs the connection's token.
        """
        with self._lock:
            for due in self._due:
                if due.operation in (None, operation) and (upstream or not isinstance(due.how, Expired)):
                    due.left -= 1
                    if due.left == 0:
                        self._due.remove(due)
                    return due.how
        return None

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._due.clear()
