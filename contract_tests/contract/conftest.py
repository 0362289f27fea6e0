"""The two clients of one account, and accounts whose time is in the test's hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import cast

import pytest

from contract_tests.contract.awaited import Awaited
from contract_tests.targets import KINDS, Account, Choice, Target, opened
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


@pytest.fixture(scope="module")
def clocked(end_of_services: None) -> Iterator[Callable[[Choice], Target]]:
    """Opens, once for a module, a gateway of each kind whose clock is the module's own and stands still."""
    with ExitStack() as stack:

        def open_clocked(choice: Choice) -> Target:
            target = stack.enter_context(opened(choice))
            target.control("POST", "clock", {"freeze": True})
            return target

        yield cache(open_clocked)


@pytest.fixture
def timed(target: Target, clocked: Callable[[Choice], Target]) -> Account:
    """An empty account on a gateway of the target's kind whose clock a test may advance."""
    if target.choice.kind not in KINDS:
        pytest.skip(f"the clock of {target.base_url} is not ours alone")
    return clocked(target.choice).account("empty")
