"""Which failures are worth another attempt, and how long to wait for it."""

from __future__ import annotations

import datetime
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

from . import rate_limit

Outcome = httpx.Response | httpx.RequestError

REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
NEVER_SENT = (*UNREACHED, httpx.LocalProtocolError, httpx.UnsupportedProtocol)
PASSING = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError)


async def _async_sleep(seconds: float) -> None:
    import asyncio  # 30 ms that code without await does not need

    await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to wait before a request is repeated; whether at all is `is_worth_repeating`.

    Args:
        base: Upper bound of the first wait, in seconds; it doubles with every attempt.
        cap: Upper bound of any such wait, in seconds.
        longest_told: The longest wait that is obeyed when the server asks for it by `Retry-After` or
            `ratelimit`, in seconds; if told to wait longer, give up.
        random: A number from 0 to 1; waits are drawn from the whole range so that clients do not meet again.
        sleep: Waits for some seconds.
        async_sleep: Waits for some seconds without holding up others.
    """

    base: float = 0.5
    cap: float = 8.0
    longest_told: float = 60.0
    random: Callable[[], float] = random.random
    sleep: Callable[[float], None] = time.sleep
    async_sleep: Callable[[float], Awaitable[None]] = _async_sleep

    def wait(self, attempt: int, method: str, outcome: Outcome) -> float | None:
        """Seconds to wait after attempt number `attempt` (0 is the first), or None to give up."""
        if not is_worth_repeating(method, outcome):
            return None
        told = retry_after(outcome) if isinstance(outcome, httpx.Response) else None
        if told is not None:
            return told if told <= self.longest_told else None
        longest: float = min(self.cap, self.base * 2**attempt)
        return self.random() * longest


def is_worth_repeating(method: str, outcome: Outcome) -> bool:
    """Whether the same request may fare better, and sending it again cannot do anything twice.

    A POST or PATCH is repeated only if it surely was not acted on: Quo has no idempotency keys, and a second
    text message cannot be taken back.
    """
    if isinstance(outcome, httpx.Response):
        if outcome.status_code == 429:
            return True
        return method in REPEATABLE and outcome.status_code >= 500 and outcome.status_code != 501
    return isinstance(outcome, UNREACHED) or (method in REPEATABLE and isinstance(outcome, PASSING))


def retry_after(response: httpx.Response) -> float | None:
    """The seconds that the server asks to wait; None if it does not say.

    `Retry-After` has them as a number or as a date. Without it, a 429 has them in `ratelimit`, as the end of
    a window that is used up.
    """
    value = response.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value, re.ASCII):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return _end_of_window(response)
    if date.tzinfo is None:
        date = date.replace(tzinfo=datetime.UTC)
    return max(0.0, date.timestamp() - time.time())


def _end_of_window(response: httpx.Response) -> float | None:
    state = rate_limit.read(response.headers) if response.status_code == 429 else None
    # A window that ends in 0 s says too little: the jittered wait is better than none.
    return float(state.reset) if state and state.remaining == 0 and state.reset else None
