"""Gateways that behave alike show no difference, and two profiles none but those that are known."""

from __future__ import annotations

import pytest

from contract_tests.differential.script import script
from contract_tests.differential.search import Outcome, search
from contract_tests.differential.sides import choice_of
from contract_tests.targets import opened
from mock_gateway.profile import BY_NAME


def compared(left: str, right: str, examples: int, *, start: str = "demo", seed: int = 0) -> Outcome:
    with opened(choice_of(left)) as one, opened(choice_of(right)) as other:
        found = search(one, other, examples=examples, start=start, seed=seed)
    assert found.difference is None, script(found.difference)
    return found


@pytest.mark.parametrize("profile", ["documented", "observed"])
def test_two_of_the_same_profile_do_not_differ(profile: str) -> None:
    assert compared(f"in-process:{profile}", f"in-process:{profile}", 18).known == frozenset()


def test_the_engines_do_not_differ() -> None:
    left, right = "in-process:documented:sqlite", "in-process:documented:postgresql"
    assert compared(left, right, 18, start="empty").known == frozenset()


def test_a_socket_makes_no_difference() -> None:
    assert compared("in-process", "loopback", 18, start="empty").known == frozenset()


def test_the_profiles_differ_only_in_what_is_known() -> None:
    met = compared("in-process:documented", "in-process:observed", 60).known
    assert met <= BY_NAME.keys()
    assert met >= {"max_recipients", "patch_arrays", "auth_error_shape", "unknown_route", "plus_in_query"}
