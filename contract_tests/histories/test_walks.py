"""A walk through pages: what it promises passes, and each way to break it is told."""

from __future__ import annotations

import pytest

from contract_tests.histories.history import UNKNOWN, Call
from contract_tests.histories.walks import Life, Page, Walk, lives, mistakes

ALIVE = {
    "always": Life(0, 1),
    "gone before": Life(0, 1, 2, 3),
    "goes meanwhile": Life(0, 1, 12, 13),
    "comes meanwhile": Life(12, 13),
    "comes afterwards": Life(30, 31),
}


def walk(*items: str, total: int = 2) -> Walk:
    """From second 10 to second 20, on two pages."""
    return Walk(1, (Page(items[:1], total, 10, 11), Page(items[1:], total, 19, 20)))


@pytest.mark.parametrize(
    "seen", [("always",), ("always", "goes meanwhile"), ("always", "goes meanwhile", "comes meanwhile")]
)
def test_what_comes_or_goes_meanwhile_may_be_seen_or_not(seen: tuple[str, ...]) -> None:
    assert list(mistakes(walk(*seen), ALIVE)) == []


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (("always", "always"), "saw always 2 times"),
        ((), "did not see always, which was there all the time"),
        (("always", "gone before"), "saw gone before, which was gone"),
        (("always", "comes afterwards"), "saw comes afterwards, which was not made yet"),
        (("always", "invented"), "saw invented, which nobody has made"),
    ],
)
def test_each_broken_promise_is_told(seen: tuple[str, ...], said: str) -> None:
    [told] = mistakes(walk(*seen), ALIVE)
    assert told == f"client 1, walking from 10000.0 to 20000.0 ms, {said}"


@pytest.mark.parametrize("total", [0, 4])
def test_a_total_that_never_was_is_told(total: int) -> None:
    told = list(mistakes(walk("always", total=total), ALIVE))
    assert f"client 1 was told of {total}, where there were 2 to 2" in told


def test_where_calls_broke_there_may_be_strangers() -> None:
    assert list(mistakes(walk("always", "invented", total=9), ALIVE, strangers=True)) == []


def test_lives_follow_from_the_calls_that_make_and_remove() -> None:
    calls = [
        Call(0, "contact k1", "create", "c1", "CT1", 0, 1),
        Call(1, "contact k1", "create", "c2", "taken", 0, 1),
        Call(0, "contact k1", "delete", ("CT1",), UNKNOWN, 2),
        Call(1, "contact k1", "delete", ("CT1",), "missing", 3, 4),
        Call(1, "contact k1", "create", "c3", "CT2", 5, 6),
        Call(0, "contact k1", "delete", ("CT2",), "deleted", 7, 8),
    ]
    found = lives(calls, made="create", removed="delete")
    assert found == {"CT1": Life(0, 1, going=2), "CT2": Life(5, 6, 7, 8)}
