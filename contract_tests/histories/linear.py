"""Whether some order of overlapping calls explains all that came back: a checker of linearisability.

The search is Wing and Gong's (1993) as Lowe (2017) cuts it short: at the end of each call those orders are
kept in which it has taken effect by then, each as the state it leads to and which open calls are in it. There
is no kept checker of the kind for Python (November 2026); Porcupine would bring Go, and Knossos Clojure.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from .history import Call

MOST = 50_000
"""How many half orders are looked at for one answer, before the checker gives up."""

State = Any
"""What a model makes of an object; it can be hashed."""
_Half = tuple[State, frozenset[int]]
"""A state that an order leads to, and the open calls that have taken effect in it."""


class Model(Protocol):
    """What one client alone would see of an object."""

    @property
    def beginning(self) -> State:
        """What the object is before the first call."""

    def step(self, state: State, call: Call) -> Iterable[State]:
        """The states after a call, none where it could not have been answered so; never changes `state`.

        Of a call without an answer: the states after it has taken effect, whatever it would have said.
        """

    def reads(self, call: Call) -> bool:
        """Whether a call changes nothing, whatever it answers."""

    def told(self, state: State) -> str:
        """A state in words."""


class Undecided(Exception):
    """There are too many orders to look at; the text says of what."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What no order explains."""

    object: str
    before: tuple[str, ...]
    """What the object may have been before these calls, in words."""
    calls: tuple[Call, ...]
    """The fewest that show it, as far as calls that change nothing can be left out."""

    def __str__(self) -> str:
        first = min(call.called for call in self.calls)
        lines = [f"{self.object}: no order of these calls explains what came back."]
        lines += [f"  before them: {' or '.join(self.before)}"]
        lines += [f"  {call.moved(first).told()}" for call in self.calls]
        return "\n".join(lines)


def check(calls: Collection[Call], model: Model, *, most: int = MOST) -> Broken | None:
    """What is wrong with the calls on one object, or None; raises `Undecided`."""
    run = _Run(model, sorted(calls, key=lambda call: call.called), {(model.beginning, frozenset())}, most)
    failed_at = run.through()
    if failed_at is None:
        return None
    # What ends later may be explained by what begins later: for this failure it is still open.
    begun = [
        call if call.returned <= failed_at else replace(call, returned=math.inf)
        for call in run.calls[run.settled_before :]
        if call.called <= failed_at
    ]
    return _shortest(model, begun, run.settled, most)


class _Run:
    """One walk through the calls on an object, from what it may have been at the beginning."""

    def __init__(self, model: Model, calls: list[Call], halves: set[_Half], most: int) -> None:
        self.calls = calls
        self.settled, self.settled_before = halves, 0
        """What was possible when last nobody was waiting, and how many calls had begun by then."""
        self._model, self._halves, self._most = model, halves, most
        self._open: set[int] = set()

    def through(self) -> float | None:
        """Walk to the end, or to the moment at which nothing is possible any more, and return it."""
        moments = [(call.called, 0, index) for index, call in enumerate(self.calls)]
        moments += [(call.returned, 1, index) for index, call in enumerate(self.calls) if call.has_ended]
        for at, ended, index in sorted(moments):
            if not ended:
                self._open.add(index)
                continue
            self._halves = self._ended(index)
            if not self._halves:
                return at
            self._open.remove(index)
            if not self._open:
                begun = sum(call.called <= at for call in self.calls)
                self.settled, self.settled_before = self._halves, begun
        return None

    def _ended(self, index: int) -> set[_Half]:
        """All halves in which that call has taken effect, which it has by its end."""
        seen: set[_Half] = set()
        waiting = [self._read(half) for half in self._halves]
        found: set[_Half] = set()
        while waiting:
            half = waiting.pop()
            if half in seen:
                continue
            seen.add(half)
            state, done = half
            if index in done:
                found.add((state, done - {index}))
                continue
            for other in self._open - done:
                after = self._model.step(state, self.calls[other])
                waiting += [self._read((next_state, done | {other})) for next_state in after]
            if len(seen) > self._most:
                raise Undecided(f"{self.calls[index].object}: more than {self._most} orders of open calls")
        return found

    def _read(self, half: _Half) -> _Half:
        """The half with every open call in it that only reads, and may read just this: never too soon."""
        state, done = half
        read = [
            index
            for index in self._open - done
            if self._model.reads(self.calls[index])
            and list(self._model.step(state, self.calls[index])) == [state]
        ]
        return state, done.union(read)


def _shortest(model: Model, calls: list[Call], halves: set[_Half], most: int) -> Broken:
    """The failure without the calls that it does not need: those that read, and those still open."""
    kept = list(calls)
    for call in reversed(calls):
        if call.has_ended and not model.reads(call):
            continue
        fewer = [each for each in kept if each is not call]
        if fewer and _Run(model, fewer, halves, most).through() is not None:
            kept = fewer
    before = sorted({model.told(state) for state, _ in halves})
    return Broken(calls[0].object, tuple(before), tuple(kept))
