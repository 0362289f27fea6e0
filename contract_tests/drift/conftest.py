"""Captures that several tests compare, each made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from contract_tests.exchanges import Exchange, capture
from contract_tests.standin.fixtures import by_name, stand_in
from contract_tests.targets import Choice, opened

__all__ = ("by_name", "stand_in")

Captured = Callable[..., list[Exchange]]


@pytest.fixture(scope="session")
def captured() -> Captured:
    """Asks an in-process gateway of a profile, and a workspace from a seed."""

    @cache
    def asked(profile: str = "documented", seed: str = "demo") -> list[Exchange]:
        with opened(Choice("in-process", profile)) as target:
            return capture(target.account(seed))

    return asked
