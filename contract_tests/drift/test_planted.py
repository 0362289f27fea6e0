"""Every planted drift is found and named, by its own findings and no others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.drift import Report, compare
from contract_tests.drift.altered import altered
from contract_tests.drift.conftest import Captured
from contract_tests.exchanges import capture
from contract_tests.live.permissions import Permissions
from contract_tests.standin.drifts import DRIFTS, Drift
from contract_tests.standin.stand_in import StandIn
from contract_tests.targets import Choice, Target, opened

UNHURRIED = Permissions(rate=1000.0, max_requests=10_000)
"""The stand-in has no limit, and a test has no time."""
BY_NAME = {drift.name: drift for drift in DRIFTS}


@pytest.fixture(scope="module")
def gateway() -> Iterator[Target]:
    """What is taken for live: the mock on its observed side. The known divergences must hide nothing."""
    with opened(Choice("in-process", "observed")) as target:
        yield target


def places(report: Report) -> set[tuple[str, str, str]]:
    return {(finding.operation, finding.kind, finding.path) for finding in report.new}


def test_more_than_twelve_are_planted_and_each_has_a_name() -> None:
    assert len(BY_NAME) == len(DRIFTS) >= 12


@pytest.mark.parametrize("drift", DRIFTS, ids=lambda drift: drift.name)
def test_a_planted_drift_is_found_and_nothing_else(gateway: Target, captured: Captured, drift: Drift) -> None:
    report = compare(captured("documented"), capture(altered(gateway, drift.alteration).account()))
    assert places(report) == drift.found
    assert {finding.departs for finding in report.new} <= {"right", "neither"}


def test_drift_of_the_live_service_is_found_over_tls_and_none_without(
    by_name: StandIn, captured: Captured
) -> None:
    with opened(Choice("live", None), UNHURRIED) as live:
        assert compare(captured("documented"), capture(live.reader())).new == ()
        for name in ("renamed field", "other error shape", "200 became 201"):
            by_name.alter(BY_NAME[name].alteration)
            report = compare(captured("documented"), capture(live.reader()))
            assert places(report) == BY_NAME[name].found
