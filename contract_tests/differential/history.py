"""One history on both sides: each step is taken on the left and on the right, and the answers are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from contract_tests.differential import known
from contract_tests.differential.comparison import Answer, Difference, View, differences
from contract_tests.differential.names import Names, Pair, learn
from contract_tests.differential.sides import CLOCK_STARTS, Side
from contract_tests.differential.steps import Step
from contract_tests.targets import KINDS, Target

PRINTED = {"contact": "CT123abc", "conversation": "CV123abc", "activity": "AC123abc", "task": "TK123abc"}
"""What every demo workspace holds, by the ids of the guide."""
NO_MORE = Answer(0, {}, "no further page")


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, what it made, and what it was answered, page by page."""

    step: Step
    made: str | None
    left: list[Answer]
    right: list[Answer]


class Differ(AssertionError):
    """The sides differ; `taken` is the way there, and `found` where its last answers differ."""

    def __init__(self, taken: list[Taken], found: list[Difference]) -> None:
        super().__init__(f"they differ after {len(taken)} steps at {found[0].where}")
        self.taken, self.found = taken, found


class Clocks:
    """The clocks of two gateways of ours, which stand still at the same moment; others are left alone."""

    def __init__(self, left: Target, right: Target) -> None:
        self._targets = (left, right)
        self.together = all(target.choice.kind in KINDS for target in self._targets)
        for target in self._targets if self.together else ():
            target.control("POST", "clock", {"freeze": True, "set": CLOCK_STARTS})

    def started(self) -> float | None:
        """Seconds since 1970 that both show, which is made so; None where times cannot be compared."""
        if not self.together:
            return None
        latest = max(target.control("GET", "clock")["now"] for target in self._targets)
        for target in self._targets:
            target.control("POST", "clock", {"set": latest})
        return datetime.fromisoformat(latest).timestamp()


class History:
    """What was done so far on both sides, and what they call the same things."""

    def __init__(self, left: Side, right: Side, clocks: Clocks) -> None:
        self.sides = (left, right)
        self.names = Names()
        self.taken: list[Taken] = []
        self.has_parted = False
        """Whether a known divergence has left the two in different states: nothing is compared any more."""
        self.met: set[str] = set()
        """The known divergences that were seen."""
        self.profiles = (left.target.profile, right.target.profile)
        started = clocks.started()
        self._views = [View(self.names, side.number, side.target.base_url, started) for side in self.sides]
        self.things: dict[str, list[Pair]] = {
            kind: [self.names.add(Pair(id, left.target.id(id), right.target.id(id)))]
            for kind, id in PRINTED.items()
            if left.target.can_control and right.target.can_control
        }

    def take(self, step: Step, makes: str | None = None) -> Pair | None:
        """Take a step on both sides; returns what it made on both, if it was to make something.

        Raises:
            Differ: the sides differ in more than their profiles explain.
        """
        if self.has_parted:
            return None
        left, right = self.sides
        taken = Taken(step, None, [], [])
        self.taken.append(taken)
        made = None
        for one, other in zip_longest(step.send(left, step), step.send(right, step), fillvalue=NO_MORE):
            one, other = (known.unwrapped(step, self.profiles, answer) for answer in (one, other))
            if one.status == other.status:
                learn(self.names, step.operation, step.tag, one.content, other.content)
            made = made or self._made(makes, one.content, other.content)
            seen = [view.normalised(step.operation, step.tag, answer) for view, answer in zip(self._views, (one, other), strict=True)]
            taken.left.append(seen[0])
            taken.right.append(seen[1])
            self._judge(step, *seen)
        if made is not None and makes is not None:
            self.taken[-1] = Taken(step, made.name, taken.left, taken.right)
            self.things.setdefault(makes, []).append(made)
        return made

    def thing(self, kind: str, turn: int) -> Pair | None:
        """One of the things of a kind that there are or were, counted from the first and round again."""
        there = self.things.get(kind)
        return there[turn % len(there)] if there else None

    def keep(self, kind: str, field: str) -> None:
        """Remember what a field of the latest answers names, if it is new."""
        answers = self.taken[-1].left if self.taken else []
        name = _document(answers[-1].content).get(field) if answers else None
        there = self.things.setdefault(kind, [])
        found = self.names.named(name)
        if found is not None and found not in there:
            there.append(found)

    def _made(self, makes: str | None, left: Any, right: Any) -> Pair | None:
        field = "taskId" if makes == "task" else "id"
        ids = [_document(content).get(field) for content in (left, right)]
        if makes is None or not all(isinstance(id, str) for id in ids):
            return None
        return self.names.pair(makes, *ids)

    def _judge(self, step: Step, left: Answer, right: Answer) -> None:
        found = []
        for difference in differences(left, right):
            divergence = known.explained(step, difference, self.profiles)
            if divergence is None:
                found.append(difference)
            else:
                self.met.add(divergence.switch)
                self.has_parted |= divergence.parts
        if found:
            raise Differ(self.taken, found)


def _document(content: Any) -> Mapping[str, Any]:
    """The document that an answer holds, in its envelope or bare; nothing if it holds none."""
    inner = content.get("data", content) if isinstance(content, dict) else {}
    return inner if isinstance(inner, dict) else {}
