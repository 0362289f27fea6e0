"""One scenario, both clients."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, RetryPolicy

Answer = Callable[[httpx.Request], httpx.Response]
Scenario = Callable[[Any], Any]

KEY = "maton-key-9f31c2"


class Both:
    """Calls a scenario with `Quo` or with `AsyncQuo`; the method names are the same, one awaits.

    A scenario gives one answer or a list of them.

    Attributes:
        requests: What was sent, in order.
        slept: The waits between attempts, in seconds.
    """

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []

    def __call__(self, answer: Answer, scenario: Scenario, **options: Any) -> Any:
        def noted(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            return answer(request)

        settings: dict[str, Any] = {
            "api_key": KEY,
            "transport": httpx.MockTransport(noted),
            "retry": RetryPolicy(random=lambda: 1.0, sleep=self.slept.append, async_sleep=self._sleep),
        }
        if self.asynchronous:
            return asyncio.run(self._awaited(scenario, settings | options))
        with Quo(**settings | options) as quo:
            return scenario(quo)

    def items(self, answer: Answer, scenario: Scenario, **options: Any) -> list[Any]:
        """Everything on the pages that the scenario lists."""

        async def walk(quo: AsyncQuo) -> list[Any]:
            return [item async for item in scenario(quo)]

        found: list[Any] = self(
            answer, walk if self.asynchronous else lambda quo: list(scenario(quo)), **options
        )
        return found

    @property
    def sent(self) -> httpx.Request:
        """The one request that was sent."""
        (request,) = self.requests
        return request

    async def _awaited(self, scenario: Scenario, settings: dict[str, Any]) -> Any:
        async with AsyncQuo(**settings) as quo:
            result = scenario(quo)
            if isinstance(result, list):
                return [await each for each in result]
            return await result if inspect.isawaitable(result) else result

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def both(request: pytest.FixtureRequest) -> Both:
    return Both(asynchronous=request.param)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own key and hosts play no part in the tests."""
    for name in ("MATON_API_KEY", "MATON_CONNECTION", "MATON_GATEWAY_URL", "MATON_CONTROL_URL"):
        monkeypatch.delenv(name, raising=False)
