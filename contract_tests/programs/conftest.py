"""A served gateway, and a desk for each test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests.gateways import served
from contract_tests.programs.program import EXAMPLES, Desk
from mock_gateway.control.client import Control

sys.path.insert(0, str(EXAMPLES))  # where a program finds itself when it is started


@pytest.fixture(scope="package")
def gateway_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a gateway, which follows the guide unless a test names the other profile."""
    with served(getattr(request, "param", "documented"), ":memory:") as url:
        yield url


@pytest.fixture
def desk(gateway_url: str, tmp_path: Path) -> Iterator[Desk]:
    """An account like the demo's, of the test's own."""
    with Control(gateway_url) as control:
        account = control.account("demo")
        yield Desk(tmp_path, gateway_url, control, account.api_key, account.workspace_id)
