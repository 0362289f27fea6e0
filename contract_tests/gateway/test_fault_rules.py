"""The arithmetic of faults: which requests a rule is about, and which of them it strikes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.faults.matching import Call, fits, is_about, strikes
from mock_gateway.faults.rule import HeaderPattern, Match, Reset, Rule

LETTERS = st.text("ab/*.[?", max_size=12)


@given(LETTERS, st.text("ab/.[?", max_size=20))
def test_a_star_stands_for_anything_and_nothing_else_is_special(pattern: str, text: str) -> None:
    meant = ".*".join(map(re.escape, pattern.split("*")))
    assert fits(pattern, text) == (re.fullmatch(meant, text) is not None)


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    assert not fits("*a" * 99 + "*b", "a" * 100_000)


def struck(rule: Rule, matches: int) -> list[int]:
    found: list[int] = []
    for match in range(1, matches + 1):
        if strikes(rule, match=match, struck=len(found)):
            found.append(match)
    return found


@given(st.integers(1, 30), st.integers(0, 100))
def test_the_next_n_calls_are_struck_and_no_more(times: int, matches: int) -> None:
    assert struck(Rule(then=Reset(), times=times), matches) == list(range(1, min(times, matches) + 1))


@given(st.integers(1, 9), st.integers(0, 100))
def test_every_nth_call_is_struck(every: int, matches: int) -> None:
    assert struck(Rule(then=Reset(), every=every), matches) == list(range(every, matches + 1, every))


@given(st.integers(0, 2**53), st.floats(0, 1), st.integers(1, 5))
def test_a_seed_decides_which_calls_are_struck(seed: int, probability: float, every: int) -> None:
    rule = Rule(then=Reset(), seed=seed, probability=probability, every=every)
    found = struck(rule, 300)
    assert found == struck(rule, 300)
    assert all(match % every == 0 for match in found)
    likelier = Rule(then=Reset(), seed=seed, probability=min(1.0, probability + 0.1), every=every)
    assert set(found) <= set(struck(likelier, 300))


@pytest.mark.parametrize(("probability", "fewest", "most"), [(0, 0, 0), (0.25, 400, 600), (1, 2000, 2000)])
def test_a_probability_is_kept_in_the_long_run(probability: float, fewest: int, most: int) -> None:
    for seed in range(5):
        rule = Rule(then=Reset(), probability=probability, seed=seed)
        assert fewest <= len(struck(rule, 2000)) <= most


def test_two_seeds_strike_different_calls() -> None:
    first, second = (struck(Rule(then=Reset(), probability=0.5, seed=seed), 100) for seed in (1, 2))
    assert first != second


CALL = Call("users_list", "GET", "/quo/v1/users", "OR1", {"X-Team": "blue-7"}.get)
HOLDS: list[dict[str, Any]] = [
    {"operation": "users_list"},
    {"method": "GET"},
    {"path": "/quo/v1/users"},
    {"path": "*/users"},
    {"workspace_id": "OR1"},
    {"header": HeaderPattern("X-Team")},
    {"header": HeaderPattern("X-Team", "blue-*")},
]
FAILS: list[dict[str, Any]] = [
    {"operation": "users_get"},
    {"method": "POST"},
    {"path": "/v1/users"},
    {"workspace_id": "OR2"},
    {"header": HeaderPattern("X-Other")},
    {"header": HeaderPattern("X-Team", "red-*")},
]


@given(st.lists(st.sampled_from(HOLDS)), st.lists(st.sampled_from(FAILS), max_size=1))
def test_all_that_a_rule_gives_must_hold(holds: list[dict[str, Any]], fails: list[dict[str, Any]]) -> None:
    given: dict[str, Any] = {}
    for part in [*holds, *fails]:
        given |= part
    assert is_about(Match(**given), CALL) == (not fails)
