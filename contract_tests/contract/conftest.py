"""The two clients of one account."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import cast

import pytest

from contract_tests.contract.awaited import Awaited
from contract_tests.targets import Account
from maton_quo import Quo


@pytest.fixture(params=["sync", "async"])
def quo(request: pytest.FixtureRequest, account: Account) -> Iterator[Quo]:
    """`Quo`, and then `AsyncQuo` in its place."""
    if request.param == "sync":
        with account.client() as client:
            yield client
    else:
        with asyncio.Runner() as runner:
            async_client = account.async_client()
            yield cast(Quo, Awaited(async_client, runner))
            runner.run(async_client.close())
