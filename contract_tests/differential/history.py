"""One history on both sides: each step is taken on the left and on the right, and compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest

from contract_tests.differential import forms, known
from contract_tests.differential.comparison import Answer, Comparison, Difference
from contract_tests.differential.names import Names, Pair
from contract_tests.differential.sides import CLOCK_STARTS, Side
from contract_tests.differential.steps import Step
from contract_tests.live.asked import Refused
from contract_tests.targets import KINDS, Target

PRINTED = {"contact": "CT123abc", "conversation": "CV123abc", "activity": "AC123abc", "task": "TK123abc"}
"""What every demo workspace holds, by the ids of the guide."""
NO_MORE = Answer(0, {}, "no further page")


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, what it was to make and made, and what it was answered, page by page."""

    step: Step
    makes: str | None
    keeps: tuple[str, str] | None
    gave: list[Pair] = field(default_factory=list)
    left: list[Answer] = field(default_factory=list)
    right: list[Answer] = field(default_factory=list)


class Differ(AssertionError):
    """The sides differ; `taken` is the way there, and `found` where its last answers differ."""

    def __init__(self, taken: list[Taken], found: list[Difference], comparison: Comparison) -> None:
        super().__init__(f"they differ after {len(taken)} steps at {found[0].where}")
        self.taken, self.found, self.comparison = taken, found, comparison


class Clocks:
    """The clocks of two gateways of ours, which stand still at the same moment; others are left alone."""

    def __init__(self, left: Target, right: Target) -> None:
        self._targets = (left, right)
        self.together = all(target.choice.kind in KINDS for target in self._targets)
        for target in self._targets if self.together else ():
            target.control("POST", "clock", {"freeze": True})

    def started(self) -> float | None:
        """Seconds since 1970 that both show, which is made so; None where times cannot be compared."""
        if not self.together:
            return None
        latest = max(CLOCK_STARTS, *(target.control("GET", "clock")["now"] for target in self._targets))
        for target in self._targets:
            if target.control("GET", "clock")["now"] != latest:
                target.control("POST", "clock", {"set": latest})
        return datetime.fromisoformat(latest).timestamp()


class History:
    """What was done so far on both sides, and what they call the same things."""

    def __init__(
        self, left: Side, right: Side, clocks: Clocks, *, is_like_the_guide_s: bool, is_apart: bool = False
    ) -> None:
        """
        Args:
            is_apart: one of them is somebody's, so that they begin with different data.
        """
        self.sides, self.is_apart = (left, right), is_apart
        self.names = Names()
        self.taken: list[Taken] = []
        self.refused: Refused | None = None
        """What the run was not allowed to ask of somebody's account."""
        self.has_parted = False
        """Whether a known divergence has left the two in different states: nothing is compared any more."""
        self.met: set[str] = set()
        """The known divergences that were seen."""
        self.reads = 0
        """How many steps were taken since the last that may have changed something."""
        self.profiles = (left.target.profile, right.target.profile)
        self.comparison = Comparison(
            self.names, (left.target.base_url, right.target.base_url), clocks.started()
        )
        self.things: dict[str, list[Pair]] = {
            kind: [self.names.add(Pair(id, left.target.id(id), right.target.id(id)))]
            for kind, id in PRINTED.items()
            if is_like_the_guide_s
        }
        self.printed = [pair for pairs in self.things.values() for pair in pairs]

    def close(self) -> None:
        """Let go of the connections to both sides."""
        for side in self.sides:
            side.http.close()

    def take(self, step: Step, makes: str | None = None, keeps: tuple[str, str] | None = None) -> Pair | None:
        """Take a step on both sides; returns what it made on both, if it was to make something.

        Args:
            makes: the kind of thing that it makes.
            keeps: the kind of another thing that its answer names, and the field that does.

        Raises:
            Differ: the sides differ in more than their profiles explain.
        """
        if self.has_parted:
            return None
        left, right = self.sides
        taken = Taken(step, makes, keeps)
        self.taken.append(taken)
        self.reads = self.reads + 1 if step.only_reads else 0
        try:
            for one, other in zip_longest(step.send(left, step), step.send(right, step), fillvalue=NO_MORE):
                one, other = (known.unwrapped(step, self.profiles, answer) for answer in (one, other))
                taken.left.append(one)
                taken.right.append(other)
                self._judge(step, one, other)
        except Refused as refusal:  # somebody's account may be asked no more
            self.has_parted, self.refused = True, refusal
            return None
        made = self._given(makes, "taskId" if makes == "task" else "id", taken)
        kept = self._given(*keeps, taken) if keeps else None
        taken.gave.extend(pair for pair in (made, kept) if pair is not None)
        return made

    def thing(self, kind: str, turn: int) -> Pair | None:
        """One of the things of a kind that there are or were, counted from the first and round again."""
        there = self.things.get(kind)
        return there[turn % len(there)] if there else None

    def _given(self, kind: str | None, field: str, taken: Taken) -> Pair | None:
        """The pair that a field of the latest answers names, which is remembered."""
        left, right = (answers[-1].document.get(field) for answers in (taken.left, taken.right))
        if kind is None or not isinstance(left, str) or not isinstance(right, str):
            return None
        there, found = self.things.setdefault(kind, []), self.names.pair(kind, left, right)
        if found is not None and found not in there:
            there.append(found)
        return found

    def _differences(self, step: Step, left: Answer, right: Answer) -> list[Difference]:
        if self.is_apart and (left.status >= 400 or not forms.is_about_its_own(step)):
            return forms.of_form(left, right)
        found = self.comparison.differences(step.operation, step.tag, left, right)
        return [each for each in found if not self.is_apart or forms.counts(each)]

    def _judge(self, step: Step, left: Answer, right: Answer) -> None:
        found = []
        for difference in self._differences(step, left, right):
            divergence = known.explained(step, difference, self.profiles)
            if divergence is None:
                found.append(difference)
            else:
                self.met.add(divergence.switch)
                self.has_parted |= divergence.parts
        if found:
            self.comparison.share(left, right)
            raise Differ([*self.taken], found, self.comparison)
