"""The second opinion, asked briefly; `make schemathesis` asks it at length."""

from __future__ import annotations

import pytest

from contract_tests.schemathesis.run import run
from contract_tests.targets import PROFILES


@pytest.mark.parametrize("profile", PROFILES)
def test_schemathesis_finds_nothing(profile: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--target") or request.config.getoption("--profile") not in (None, profile):
        pytest.skip("another target was asked for, and this one starts a gateway of its own")
    assert run(profile, examples=5) == 0
