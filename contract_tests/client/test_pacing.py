"""`max_rate`: staying below the limit, for threads and for tasks, with a library that is used only then."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import httpx
import pytest

from maton_quo import AsyncQuo, Quo, errors

from .conftest import KEY, Both

pytest.importorskip("pyrate_limiter", reason="it comes with maton-quo[pacing]")


class Clocked:
    """Notes when each request came, in seconds."""

    def __init__(self, status: int = 204) -> None:
        self.status, self.times = status, list[float]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.times.append(time.monotonic())
        return httpx.Response(self.status)

    def most_within(self, seconds: float) -> int:
        """The most requests that came within any so long a time."""
        return max(sum(start <= at < start + seconds for at in self.times) for start in self.times)


def remove(quo: Any) -> Any:
    return quo.contacts.delete("CT1")


def test_more_than_it_allows_wait(both: Both) -> None:
    clocked = Clocked()
    both(clocked, lambda quo: [remove(quo) for _ in range(6)], max_rate=2.5)  # two every 800 ms
    assert clocked.most_within(0.79) == 2
    assert 1.59 <= clocked.times[-1] - clocked.times[0] < 2.5


def test_fewer_than_it_allows_do_not_wait(both: Both) -> None:
    clocked = Clocked()
    both(clocked, lambda quo: [remove(quo) for _ in range(8)], max_rate=8)
    assert clocked.times[-1] - clocked.times[0] < 0.5


def test_retries_and_changed_options_keep_the_pace_too(both: Both) -> None:
    clocked = Clocked(503)
    with pytest.raises(errors.ServerError):
        both(clocked, lambda quo: remove(quo.with_options(connection="c-2")), max_rate=2.5, max_retries=2)
    assert len(clocked.times) == 3
    assert clocked.most_within(0.79) == 2


def test_threads_share_the_pace() -> None:
    clocked = Clocked()
    with (
        Quo(api_key=KEY, max_rate=10, transport=httpx.MockTransport(clocked)) as quo,
        ThreadPoolExecutor(8) as pool,
    ):
        list(pool.map(lambda _: remove(quo), range(16)))
    assert clocked.most_within(0.98) <= 10
    assert len(clocked.times) == 16


def test_tasks_share_the_pace_and_let_others_work() -> None:
    clocked, ticks = Clocked(), list[float]()

    async def tick() -> None:
        while True:
            ticks.append(time.monotonic())
            await asyncio.sleep(0.01)

    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, max_rate=10, transport=httpx.MockTransport(clocked)) as quo:
            ticking = asyncio.create_task(tick())
            await asyncio.gather(*(remove(quo) for _ in range(12)))
            ticking.cancel()

    asyncio.run(scenario())
    assert clocked.most_within(0.98) <= 10
    assert max(later - earlier for earlier, later in pairwise(ticks)) < 0.5


def test_a_cancelled_wait_holds_nobody_up() -> None:
    clocked = Clocked()

    async def scenario() -> None:
        async with AsyncQuo(api_key=KEY, max_rate=2.5, transport=httpx.MockTransport(clocked)) as quo:
            await asyncio.gather(remove(quo), remove(quo))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(remove(quo), 0.1)
            await remove(quo)

    asyncio.run(scenario())
    assert len(clocked.times) == 3


def test_it_starts_no_thread_and_remembers_only_the_present() -> None:
    before = threading.active_count()
    with Quo(api_key=KEY, max_rate=1e6, transport=httpx.MockTransport(Clocked())) as quo:
        for _ in range(50):
            remove(quo)
        time.sleep(1.1)
        remove(quo)
        assert threading.active_count() == before
        assert quo._pace is not None
        assert quo._pace._bucket.count() == 1


@pytest.mark.parametrize(
    ("rate", "requests", "milliseconds"), [(8, 8, 1000), (2.5, 2, 800), (1, 1, 1000), (0.5, 1, 2000)]
)
def test_any_rate_can_be_kept(rate: float, requests: int, milliseconds: int) -> None:
    with Quo(api_key=KEY, max_rate=rate) as quo:
        assert quo._pace is not None
        (kept,) = quo._pace._bucket.rates
    assert (kept.limit, kept.interval) == (requests, milliseconds)


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
@pytest.mark.parametrize("client", [Quo, AsyncQuo])
def test_a_rate_that_is_none_is_refused(client: Callable[..., Any], rate: float) -> None:
    with pytest.raises(errors.Misconfigured, match="a number of requests a second above 0"):
        client(api_key=KEY, max_rate=rate)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrate_limiter", None)
    with pytest.raises(errors.Misconfigured, match=r"pip install 'maton-quo\[pacing\]'"):
        Quo(api_key=KEY, max_rate=8)


def test_the_library_is_imported_only_when_it_is_asked_for() -> None:
    code = "import sys, maton_quo; maton_quo.Quo(api_key='k'); print('pyrate_limiter' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
