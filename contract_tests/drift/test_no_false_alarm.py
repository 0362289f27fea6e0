"""Other data, another database, another way to the same gateway: none of it is drift."""

from __future__ import annotations

import pytest

from contract_tests.drift import compare
from contract_tests.drift.conftest import Captured
from contract_tests.exchanges import capture
from contract_tests.targets import PROFILES, Choice, opened

READ_VISIBLE = ("auth_error_shape", "id_style", "max_results", "recording_type", "unknown_route")
"""The divergences that calls which only read can show."""
LARGE = "large:contacts=30,messages=300"


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", [LARGE, "empty"])
def test_other_data_is_no_drift(captured: Captured, profile: str, seed: str) -> None:
    report = compare(captured(profile), captured(profile, seed))
    assert report.findings == ()
    assert len(report.compared) > 150


@pytest.mark.parametrize("seeds", [("demo", LARGE), ("demo", "empty"), ("empty", LARGE)])
def test_two_profiles_differ_in_what_is_known_whatever_their_data(
    captured: Captured, seeds: tuple[str, str]
) -> None:
    report = compare(captured("documented", seeds[0]), captured("observed", seeds[1]))
    assert report.new == ()
    assert {"auth_error_shape", "max_results", "unknown_route"} <= set(report.switches) <= set(READ_VISIBLE)


def test_two_profiles_show_every_divergence_that_reading_can_show(captured: Captured) -> None:
    report = compare(captured("documented"), captured("observed"))
    assert report.switches == READ_VISIBLE
    assert report.new == ()


def test_known_divergences_excuse_nothing_between_two_captures_of_one_service(captured: Captured) -> None:
    report = compare(captured("documented"), captured("observed"), excuses=False)
    assert report.known == ()
    assert len(report.new) >= len(READ_VISIBLE)


@pytest.mark.parametrize(
    "choice",
    [Choice("loopback", "documented"), Choice("in-process", "documented", "postgresql")],
    ids=str,
)
def test_another_way_to_the_same_gateway_is_no_drift(captured: Captured, choice: Choice) -> None:
    with opened(choice) as target:
        report = compare(captured("documented"), capture(target.account()))
    assert report.findings == ()
    assert (report.only_left, report.only_right) == ((), ())
