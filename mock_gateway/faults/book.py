"""The faults of a gateway: its rules, known to every process on its database, and what strikes a request."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from ..asked import Asked
from ..clock import LATEST, SECOND
from ..errors import Rendering
from ..store import Caller, Database, fault_rules
from ..store.fault_rules import KeptRule
from . import actions
from .demanded import HEADER, action_of
from .keys import hash_of, key_in
from .matching import Call, is_about, is_spent, strikes
from .rule import LONGEST_DELAY, Action, Down, Reset, Rule

MOST_RULES = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """A rule as it is kept, understood."""

    kept: KeptRule
    rule: Rule

    def in_force(self, now: int) -> bool:
        """Whether it can still strike at `now`, in microseconds."""
        return now < self.ends_at and not is_spent(self.rule, self.kept.struck)

    @property
    def ends_at(self) -> int:
        """When it is over by itself, in microseconds."""
        then = self.rule.then
        return self.kept.created_at + round(then.seconds * SECOND) if isinstance(then, Down) else LATEST


@dataclass(frozen=True, slots=True)
class Struck:
    """What happens to one request, in this order."""

    actions: tuple[Action, ...]
    remaining: int = 0
    """Microseconds until the gateway is up again, if it is down."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the actions are called."""
        return tuple(actions.name_of(action) for action in self.actions)


DROPPED = Struck((Reset(when="after"),))
"""What happens to a request whose connection something else but a rule drops."""


class Faults:
    """The rules over one database. Who is not admitted is refused as ever: no rule strikes strangers."""

    def __init__(self, database: Database, *, pause: Callable[[float], object] = time.sleep) -> None:
        """`pause` waits so many real seconds."""
        self._database = database
        self.pause = pause
        """Waits so many real seconds; a server lets others work meanwhile, and what ends it cuts it short."""
        self._seen: str | None = None
        self._known: tuple[Known, ...] = ()
        self._spent: set[str] = set()

    # ── Rules ──

    def add(self, id: str, rule: Rule, *, key_hash: str | None, now: int) -> Known | None:
        """Keep a rule from `now` (microseconds) on; None if there are too many already."""
        kept = KeptRule(id, msgspec.json.encode(rule).decode(), key_hash, now, 0, 0)
        return Known(kept, rule) if fault_rules.add(self._database, kept, most=MOST_RULES) else None

    def every(self) -> list[Known]:
        """All rules with their counts, oldest first."""
        return [_understood(kept) for kept in fault_rules.every(self._database)]

    def remove(self, id: str) -> bool:
        """Forget a rule; False if there is none of that id."""
        return fault_rules.remove(self._database, id)

    def clear(self) -> None:
        """Forget all rules."""
        fault_rules.clear(self._database)

    def current(self, revision: str | None) -> tuple[Known, ...]:
        """The rules of all processes at `revision`, which came with the admission; read if it has changed."""
        if revision != self._seen:
            # In this order: rules that come in between are read now and once more, and never missed.
            self._known = () if revision is None else tuple(self.every())
            self._spent = set()
            self._seen = revision
        return self._known

    # ── One request ──

    def met(self, operation: str, asked: Asked, caller: Caller, now: int) -> Struck | None:
        """What strikes a request that was admitted at `now`, counted; None for nothing, which costs nothing.

        Raises:
            Problem: 400, the header Mock-Fault cannot be understood.
        """
        demanded = asked.header(HEADER)
        known = self.current(caller.faults)
        if demanded is None and not known:
            return None
        reached = None if caller.workspace is None else caller.workspace.id
        call = Call(operation, asked.method, asked.path, reached, asked.header)
        found: list[Action] = [] if demanded is None else [action_of(demanded)]
        remaining = 0
        for each in known:
            if found and actions.ends_the_call(found[-1]):
                break
            if each.in_force(now) and _concerns(each, call) and self._counted(each):
                found.append(each.rule.then)
                remaining = each.ends_at - now
        return Struck(tuple(found), remaining) if found else None

    def _counted(self, known: Known) -> bool:
        """Count a match, and whether it is a strike: one after the other, whoever else is counting."""
        id, rule = known.kept.id, known.rule
        if id in self._spent:
            return False
        with self._database.transaction(write=True, scope=id):
            present = fault_rules.find(self._database, id)
            if present is None or is_spent(rule, present.struck):
                self._spent.add(id)  # so that it costs no look any more
                return False
            matched = present.matched + 1
            strike = strikes(rule, match=matched, struck=present.struck)
            fault_rules.keep_counts(self._database, id, matched=matched, struck=present.struck + strike)
        return strike

    def before(self, struck: Struck | None) -> None:
        """What happens before the operation acts: it waits, or raises the `Problem` that is answered."""
        if struck is None:
            return
        self._wait(struck.actions, "before")
        if actions.ends_the_call(struck.actions[-1]):
            problem = actions.refusal(struck.actions[-1], remaining=struck.remaining)
            if problem is not None:
                raise problem

    def after(
        self, struck: Struck | None, answer: Rendering, refuse: actions.Refuse, *, closes_itself: bool
    ) -> Rendering:
        """The answer that is sent in the place of `answer`; see `actions.spoilt`."""
        if struck is None:
            return answer
        self._wait(struck.actions, "after")
        for action in struck.actions:
            answer = actions.spoilt(action, answer, refuse, closes_itself=closes_itself)
        return answer

    def _wait(self, struck: Iterable[Action], when: str) -> None:
        seconds = sum(actions.pause_of(action, when) for action in struck)
        if seconds:
            self.pause(min(seconds, LONGEST_DELAY))


def _concerns(known: Known, call: Call) -> bool:
    key_hash = known.kept.key_hash
    return is_about(known.rule.match, call) and key_hash in (
        None,
        hash_of(key_in(call.header("Authorization"))),
    )


def _understood(kept: KeptRule) -> Known:
    return Known(kept, msgspec.json.decode(kept.rule, type=Rule))
