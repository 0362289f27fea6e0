"""Every planted drift is found and named, by its own findings and no others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.drift import Report, compare
from contract_tests.drift.altered import altered
from contract_tests.exchanges import Exchange, capture
from contract_tests.standin.drifts import DRIFTS, Drift
from contract_tests.targets import Choice, Target, opened


@pytest.fixture(scope="module")
def gateway() -> Iterator[Target]:
    """What is taken for live: the mock on its observed side."""
    with opened(Choice("in-process", "observed")) as target:
        yield target


@pytest.fixture(scope="module")
def undrifted() -> list[Exchange]:
    """What it is compared with; known divergences must hide nothing."""
    with opened(Choice("in-process", "documented")) as target:
        return capture(target.account())


def places(report: Report) -> set[tuple[str, str, str]]:
    return {(finding.operation, finding.kind, finding.path) for finding in report.new}


def test_more_than_twelve_are_planted_and_each_has_a_name() -> None:
    assert len({drift.name for drift in DRIFTS}) == len(DRIFTS) >= 12


@pytest.mark.parametrize("drift", DRIFTS, ids=lambda drift: drift.name)
def test_a_planted_drift_is_found_and_nothing_else(
    gateway: Target, undrifted: list[Exchange], drift: Drift
) -> None:
    drifted = capture(altered(gateway, drift.alteration).account())
    report = compare(undrifted, drifted)
    assert places(report) == drift.found
    assert report.known
    assert {finding.departs for finding in report.new} <= {"right", "neither"}
