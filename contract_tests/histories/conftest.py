"""Databases of either engine, as the tests of the store have them, and where histories are recorded."""

from __future__ import annotations

import pytest
from hypothesis import settings

from contract_tests.histories.places import PLACES, SHORT
from contract_tests.store.conftest import address, server, url

__all__ = ("address", "server", "url")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "where" in metafunc.fixturenames:
        metafunc.parametrize("where", PLACES if deep() else SHORT)


def deep() -> bool:
    """Whether histories are to be long, and recorded everywhere: at `--depth fuzz`."""
    return settings().max_examples > settings.get_profile("ci").max_examples
