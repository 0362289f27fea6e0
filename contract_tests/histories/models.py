"""What one client alone would see of each kind of object: the promises that histories are held against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .history import UNKNOWN, Call

MISSING, TAKEN, REFUSED, GONE = "missing", "taken", "refused", "deleted"
PAGE = 100
"""So many texts a list of a thread holds at most."""


class Contact:
    """The contact with one external id, of which there is one at a time: absent, or (id, company, role)."""

    beginning: Any = None
    FIELDS = ("company", "role")

    def step(self, state: Any, call: Call) -> Iterable[Any]:
        if call.what == "create":
            return self._create(state, call)
        if call.what == "find":
            return self._seen(state, call.answer, call.answer)
        return self._of(state, call)

    def _create(self, state: Any, call: Call) -> Iterable[Any]:
        if call.answer == TAKEN:
            return [state] if state else []
        if state:
            return []
        return [(None if call.answer is UNKNOWN else call.answer, call.argument, None)]

    def _of(self, state: Any, call: Call) -> Iterable[Any]:
        """Get, update or delete by an id; one whose creation nobody saw answered may be any."""
        id, *changed = call.argument
        there = state is not None and state[0] in (id, None)
        if call.answer == MISSING:
            return [] if there and state[0] == id else [state]
        if not there:
            return []
        if call.what == "delete":
            return [None]
        after = dict(zip(("id", *self.FIELDS), (id, *state[1:]), strict=True))
        if call.what == "update":
            after[changed[0]] = changed[1]
        values = tuple(after.values())
        return [values] if call.answer in (values, UNKNOWN) else []

    def _seen(self, state: Any, answer: Any, found: Any) -> Iterable[Any]:
        if found is None or state is None:
            return [state] if state is found else []
        return [answer] if state[1:] == found[1:] and state[0] in (found[0], None) else []

    def reads(self, call: Call) -> bool:
        return call.what in ("find", "get") or call.answer in (TAKEN, MISSING)

    def told(self, state: Any) -> str:
        return "no contact" if state is None else "contact {} with company {} and role {}".format(*state)


class Thread:
    """The texts of a conversation in the order in which they were sent, which is the order of the list."""

    beginning: Any = ()

    def step(self, state: Any, call: Call) -> Iterable[Any]:
        if call.what == "send":
            return [(*state, call.argument)]
        if call.what == "last":
            return [state] if (state[-1] if state else None) == call.answer else []
        total, *newest = call.answer
        return [state] if total == len(state) and tuple(newest) == state[: -PAGE - 1 : -1] else []

    def reads(self, call: Call) -> bool:
        return call.what != "send"

    def told(self, state: Any) -> str:
        return f"{len(state)} texts" + (f", the last {', '.join(state[-3:])}" if state else "")


class Progress:
    """How far a text has come: it goes forward by itself at any time, and never back."""

    beginning: Any = 0
    STATUSES = ("queued", "sent", "delivered")

    def step(self, state: Any, call: Call) -> Iterable[Any]:
        seen = self.STATUSES.index(call.answer)
        return [seen] if seen >= state else []

    def reads(self, call: Call) -> bool:
        return False  # what was seen is never unseen, so it matters when

    def told(self, state: Any) -> str:
        return f"at least {self.STATUSES[state]}"


class Balance:
    """Prepaid credits in cents: a text is paid whole or refused, and nothing is paid twice."""

    def __init__(self, beginning: int) -> None:
        self.beginning = beginning

    def step(self, state: Any, call: Call) -> Iterable[Any]:
        if call.what == "read":
            return [state] if call.answer == state else []
        if call.answer == REFUSED:
            return [state] if state < call.argument else []
        return [state - call.argument] if state >= call.argument else []

    def reads(self, call: Call) -> bool:
        return call.what == "read" or call.answer == REFUSED

    def told(self, state: Any) -> str:
        return f"{state} cents"


class Task:
    """A task, each change of which has the next revision: (title, whether it is completed, revision)."""

    beginning: Any = ("new", False, 1)

    def step(self, state: Any, call: Call) -> Iterable[Any]:
        if state is None:
            return [None] if call.answer == MISSING else []
        if call.answer == MISSING:
            return []
        if call.what == "get":
            return [state] if call.answer == state else []
        title, completed, revision = state
        if call.what == "delete":
            return [None]
        if call.what == "title":
            title = call.argument
        else:
            completed = call.what == "complete"
        return [(title, completed, revision + 1)] if call.answer in (revision + 1, UNKNOWN) else []

    def reads(self, call: Call) -> bool:
        return call.what == "get" or call.answer == MISSING

    def told(self, state: Any) -> str:
        return "deleted" if state is None else "title {}, completed {}, revision {}".format(*state)


class Webhook:
    """A webhook from its creation to its deletion; a list has it or has it not."""

    beginning: Any = False

    def step(self, state: Any, call: Call) -> Iterable[Any]:
        if call.what == "create":
            return [] if state else [True]
        if call.what == "delete" and call.answer != MISSING:
            return [False] if state else []
        return [state] if state == (call.answer != MISSING) else []

    def reads(self, call: Call) -> bool:
        return call.what not in ("create", "delete") or call.answer == MISSING

    def told(self, state: Any) -> str:
        return "there" if state else "not there"
