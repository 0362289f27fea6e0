"""The checker itself: what some order explains passes, and what none explains is found, in few words."""

from __future__ import annotations

import math
import random
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.histories import made
from contract_tests.histories.history import UNKNOWN, Call
from contract_tests.histories.linear import Broken, Model, Undecided, check
from contract_tests.histories.models import Balance, Contact, Progress, Task, Thread, Webhook

KINDS: dict[str, tuple[Model, made.Guess]] = {
    "thread": (Thread(), made.text),
    "balance": (Balance(30), made.payment),
    "contact": (Contact(), made.contact),
    "task": (Task(), made.revision),
}
kinds = pytest.mark.parametrize("kind", KINDS)
seeds = st.integers(0, 2**32)


def calls_of(*rows: tuple[str, Any, Any, float, float]) -> list[Call]:
    """Calls by what, argument, answer, and when they began and ended; each by a client of its own."""
    return [Call(number, "it", *row) for number, row in enumerate(rows)]


@kinds
@given(seed=seeds, lost=st.sampled_from([0.0, 0.3]))
def test_what_an_order_explains_passes(kind: str, seed: int, lost: float) -> None:
    model, ask = KINDS[kind]
    calls = made.linearisable(model, ask, random.Random(seed), made.Shape(lost=lost))
    assert check(calls, model) is None


def explained(calls: list[Call], model: Model) -> bool:
    """The same by trying every order of every choice of the unanswered: slow, and plainly right."""
    unknown = [call for call in calls if call.is_unknown]
    for chosen in range(2 ** len(unknown)):
        without = {id(call) for bit, call in enumerate(unknown) if not chosen >> bit & 1}
        if any(_fits(order, model) for order in permutations(c for c in calls if id(c) not in without)):
            return True
    return False


def _fits(order: tuple[Call, ...], model: Model) -> bool:
    states: list[Any] = [model.beginning]
    for index, call in enumerate(order):
        if any(later.returned < call.called for later in order[index + 1 :]):
            return False
        states = [after for state in states for after in model.step(state, call)]
    return bool(states)


@kinds
@given(seed=seeds, swaps=st.integers(0, 2))
def test_it_agrees_with_trying_every_order(kind: str, seed: int, swaps: int) -> None:
    model, ask = KINDS[kind]
    luck = random.Random(seed)
    calls = made.linearisable(model, ask, luck, made.Shape(calls=5, clients=3, lost=0.2))
    for _ in range(swaps if len(calls) > 1 else 0):  # answers that change places are mostly wrong
        first, second = luck.sample(range(len(calls)), 2)
        if calls[first].what == calls[second].what:
            answers = calls[first].answer, calls[second].answer
            if UNKNOWN not in answers:
                calls[first], calls[second] = (
                    _answered(calls[first], answers[1]),
                    _answered(calls[second], answers[0]),
                )
    assert (check(calls, model) is None) is explained(calls, model)


def _answered(call: Call, answer: Any) -> Call:
    return Call(call.client, call.object, call.what, call.argument, answer, call.called, call.returned)


PLANTED: dict[str, tuple[Model, list[Call]]] = {
    "a stale read": (
        Contact(),
        calls_of(
            ("create", "old", "CT1", 0, 1),
            ("update", ("CT1", "company", "new"), ("CT1", "new", None), 2, 3),
            ("get", ("CT1",), ("CT1", "old", None), 4, 5),
        ),
    ),
    "a lost update": (
        Contact(),
        calls_of(
            ("create", "a", "CT1", 0, 1),
            ("update", ("CT1", "company", "b"), ("CT1", "b", None), 2, 4),
            ("update", ("CT1", "role", "r"), ("CT1", "a", "r"), 3, 5),
            ("find", None, ("CT1", "a", "r"), 6, 7),
        ),
    ),
    "a contact that is back": (
        Contact(),
        calls_of(
            ("create", "a", "CT1", 0, 1),
            ("delete", ("CT1",), "deleted", 2, 3),
            ("find", None, ("CT1", "a", None), 4, 5),
        ),
    ),
    "an external id given twice": (
        Contact(),
        calls_of(("create", "a", "CT1", 0, 3), ("create", "b", "CT2", 1, 4)),
    ),
    "a text that is sent twice": (
        Thread(),
        calls_of(("send", "t1", "AC1", 0, 1), ("list", None, (2, "t1", "t1"), 2, 3)),
    ),
    "a text that is lost": (
        Thread(),
        calls_of(("send", "t1", "AC1", 0, 1), ("send", "t2", "AC2", 2, 3), ("list", None, (1, "t2"), 4, 5)),
    ),
    "texts whose order changes": (
        Thread(),
        calls_of(
            ("send", "t1", "AC1", 0, 9),
            ("send", "t2", "AC2", 0, 2),
            ("list", None, (1, "t2"), 3, 4),
            ("list", None, (2, "t2", "t1"), 10, 11),
        ),
    ),
    "a text that is paid twice": (
        Balance(30),
        calls_of(("pay", 3, "paid", 0, 1), ("read", None, 24, 2, 3)),
    ),
    "a text that is refused though it could be paid": (
        Balance(3),
        calls_of(("pay", 3, "refused", 0, 1)),
    ),
    "more paid than there was": (
        Balance(3),
        calls_of(("pay", 3, "paid", 0, 3), ("pay", 3, "paid", 1, 4)),
    ),
    "two changes with one revision": (
        Task(),
        calls_of(("complete", None, 2, 0, 3), ("title", "t", 2, 1, 4)),
    ),
    "a text that goes back": (
        Progress(),
        calls_of(("read", None, "delivered", 0, 1), ("read", None, "sent", 2, 3)),
    ),
    "a webhook that is deleted twice": (
        Webhook(),
        calls_of(
            ("create", None, "made", 0, 1), ("delete", None, "there", 2, 5), ("delete", None, "there", 3, 6)
        ),
    ),
}


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_found(mistake: str) -> None:
    model, calls = PLANTED[mistake]
    assert check(calls, model) is not None


IMPOSSIBLE: dict[str, tuple[str, Any, Any]] = {
    "thread": ("list", None, (99, "never")),
    "balance": ("read", None, -1),
    "contact": ("get", ("CT0",), ("CT0", "never", None)),
    "task": ("get", None, ("never", False, 99)),
}


@kinds
@given(seed=seeds)
def test_a_planted_mistake_is_found_among_much_that_is_right(kind: str, seed: int) -> None:
    model, ask = KINDS[kind]
    luck = random.Random(seed)
    calls = made.linearisable(model, ask, luck, made.Shape(calls=25, lost=0))
    at = luck.choice(calls).returned
    wrong = Call(9, "made", *IMPOSSIBLE[kind], at, at + 0.1)
    broken = check([*calls, wrong], model)
    assert broken is not None
    assert [call for call in broken.calls if model.reads(call)] == [wrong]


def test_what_nobody_knows_may_have_happened_at_any_time_or_never() -> None:
    lost = Call(0, "it", "pay", 3, UNKNOWN, 0.0)
    for late in (30, 27):
        reads = calls_of(("read", None, 30, 1, 2), ("read", None, late, 3, 4))
        assert check([lost, *reads], Balance(30)) is None
    reads = calls_of(("read", None, 27, 1, 2), ("read", None, 30, 3, 4))
    assert check([lost, *reads], Balance(30)) is not None
    assert math.isinf(lost.returned)


def test_a_failure_is_told_in_the_fewest_calls_and_in_words() -> None:
    calls = calls_of(
        ("pay", 3, "paid", 0, 0.001),
        ("read", None, 27, 0.002, 0.003),
        ("read", None, 27, 0.004, 0.009),
        ("pay", 6, "paid", 0.005, 0.008),
        ("read", None, 21, 0.0085, 0.0095),
        ("read", None, 27, 0.010, 0.011),
    )
    broken = check(calls, Balance(30))
    assert isinstance(broken, Broken)
    assert str(broken).splitlines() == [
        "it: no order of these calls explains what came back.",
        "  before them: 21 cents",
        "  client 5: read → 27  [0.0 to 1.0 ms]",
    ]


def test_too_many_orders_are_given_up_and_not_waited_for() -> None:
    sends = [Call(n, "it", "send", f"t{n}", f"AC{n}", 0.0, 10.0) for n in range(9)]
    with pytest.raises(Undecided, match="it: more than 1000 orders of open calls"):
        check(sends, Thread(), most=1000)
