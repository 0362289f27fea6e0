"""Databases of either engine, as the tests of the store have them, and where histories are recorded."""

from __future__ import annotations

import pytest

from contract_tests import depths
from contract_tests.histories.places import PLACES, SHORT
from contract_tests.store.conftest import address, server, url

__all__ = ("address", "server", "url")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "where" in metafunc.fixturenames:
        metafunc.parametrize("where", PLACES if depths.is_deep() else SHORT)
