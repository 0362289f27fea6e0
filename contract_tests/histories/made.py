"""Histories that nobody recorded: of an object that keeps its promises, and with one mistake planted."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .history import UNKNOWN, Call
from .linear import Model, State

Guess = Callable[[random.Random, State, int], tuple[str, Any, Any]]
"""What is asked of an object in a state, with a number that is new: operation, argument, and the answer."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a made history looks."""

    calls: int = 12
    clients: int = 4
    lost: float = 0.1
    """How many of all calls are never answered."""


def linearisable(model: Model, ask: Guess, luck: random.Random, shape: Shape) -> list[Call]:
    """A history that some order explains: each call takes effect at one moment, which lies within it.

    Clients ask one thing at a time. Of a call that is lost the effect may come late, or never.
    """
    state, calls = model.beginning, []
    free = [0.0] * shape.clients
    for number in range(shape.calls):
        moment = number + 1.0
        client = luck.randrange(shape.clients)
        called = luck.uniform(max(free[client], moment - 3), moment)
        what, argument, answer = ask(luck, state, number)
        known = Call(client, "made", what, argument, answer, called, luck.uniform(moment, moment + 0.9))
        lost = Call(client, "made", what, argument, UNKNOWN, called)
        is_lost = not model.reads(known) and luck.random() < shape.lost
        call = lost if is_lost else known
        calls.append(call)
        free[client] = known.returned
        if not (is_lost and luck.random() < 0.5):
            after = list(model.step(state, known))
            state = after[0]
    return [call for call in calls if call.called <= call.returned]


def text(luck: random.Random, state: Any, number: int) -> tuple[str, Any, Any]:
    """What is asked of a thread."""
    if luck.random() < 0.5:
        return "send", f"t{number}", f"AC{number}"
    return "list", None, (len(state), *reversed(state))


def payment(luck: random.Random, state: Any, number: int) -> tuple[str, Any, Any]:
    """What is asked of a balance."""
    if luck.random() < 0.4:
        return "read", None, state
    cost = luck.choice((3, 6))
    return "pay", cost, "paid" if state >= cost else "refused"


def contact(luck: random.Random, state: Any, number: int) -> tuple[str, Any, Any]:
    """What is asked of the contact with one external id."""
    what = luck.choice(("create", "find", "get", "update", "update", "delete"))
    if what == "find":
        return what, None, state
    if what == "create":
        return what, f"c{number}", "taken" if state else f"CT{number}"
    id = state[0] if state else "CT?"
    if what == "get":
        return what, (id,), state or "missing"
    if what == "delete":
        return what, (id,), "deleted" if state else "missing"
    field, value = luck.choice(("company", "role")), f"v{number}"
    if not state:
        return what, (id, field, value), "missing"
    company, role = (value, state[2]) if field == "company" else (state[1], value)
    return what, (id, field, value), (id, company, role)


def revision(luck: random.Random, state: Any, number: int) -> tuple[str, Any, Any]:
    """What is asked of a task."""
    what = luck.choice(
        ("get", "title", "title", "complete", "reopen", "delete" if luck.random() < 0.2 else "get")
    )
    title = f"v{number}" if what == "title" else None
    if state is None:
        return what, title, "missing"
    if what == "get":
        return what, None, state
    return what, title, "deleted" if what == "delete" else state[2] + 1
