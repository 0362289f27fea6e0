"""The depths of a run: which is chosen, and what each may do with what it finds."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings

from contract_tests import depths


@pytest.mark.parametrize(
    ("said", "kind", "environment", "chosen"),
    [
        (None, None, {}, "ci"),
        (None, "loopback", {}, "ci"),
        (None, "live", {}, "live"),
        ("ci", "live", {}, "ci"),
        ("quick", None, {"HYPOTHESIS_PROFILE": "fuzz"}, "quick"),
        (None, "live", {"HYPOTHESIS_PROFILE": "quick"}, "quick"),
        (None, None, {"HYPOTHESIS_PROFILE": "fuzz"}, "fuzz"),
        (None, "live", {"HYPOTHESIS_PROFILE": ""}, "live"),
    ],
)
def test_what_is_said_goes_before_the_environment_and_that_before_the_target(
    said: str | None, kind: str | None, environment: dict[str, str], chosen: str
) -> None:
    assert depths.depth(said, kind, environment) == chosen


def test_a_depth_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="HYPOTHESIS_PROFILE takes quick, ci, live, fuzz, not 'deep'"):
        depths.depth(None, None, {"HYPOTHESIS_PROFILE": "deep"})


def test_live_asks_little_and_keeps_nothing() -> None:
    live = settings.get_profile("live")
    assert live.max_examples <= 5
    assert live.stateful_step_count <= 8
    assert live.database is None
    assert not {Phase.shrink, Phase.explain, Phase.reuse, Phase.target} & set(live.phases)


@pytest.mark.parametrize("depth", ["quick", "ci", "live"])
def test_whatever_is_run_unwatched_tries_the_same_each_time(depth: str) -> None:
    assert settings.get_profile(depth).derandomize
    assert settings.get_profile(depth).database is None


def test_the_deeper_the_more() -> None:
    examples = [settings.get_profile(name).max_examples for name in ("live", "quick", "ci", "fuzz")]
    assert examples == sorted(examples)


def test_a_part_of_few_examples_is_one() -> None:
    few, many = settings(max_examples=5), settings(max_examples=40)
    assert [depths.part(share, few).max_examples for share in (1, 3, 8)] == [5, 1, 1]
    assert depths.part(8, many).max_examples == 5
