"""One attempt to deliver: a POST to the receiver over HTTP, which takes a limited time whatever it does."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx

from .destination import Forbidden, Lookup, addresses, destination

logger = logging.getLogger("mock_gateway")

LARGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; what comes after them is left unread, and counts as if it had come."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What to send, and where to."""

    url: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt."""

    status: int | None
    """What the receiver answered, if it did."""
    error: str | None
    """What went wrong, in words; None if the receiver took it."""
    duration_ms: int

    @property
    def kind(self) -> str:
        """`delivered`, `refused` by the receiver's answer, or `unanswered`."""
        if self.error is None:
            return "delivered"
        return "unanswered" if self.status is None else "refused"


class Courier:
    """Sends parcels side by side, with one client, in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="quo-mock-webhooks", daemon=True).start()
        # No proxy of the environment, and no connection that the receiver may have closed meanwhile.
        self._http = httpx.AsyncClient(
            trust_env=False, follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    def send(
        self, parcel: Parcel, *, allowed: frozenset[str], lookup: Lookup, seconds: float
    ) -> Future[Outcome]:
        """Begin an attempt that ends within `seconds`, also when the receiver does not.

        Args:
            allowed: what `destination.allowed_hosts` makes of the hosts beside this machine.
            lookup: finds the addresses of a name.
        """
        return asyncio.run_coroutine_threadsafe(
            _timed(self._attempt(parcel, allowed, lookup), seconds), self._loop
        )

    async def _attempt(self, parcel: Parcel, allowed: frozenset[str], lookup: Lookup) -> int:
        found = destination(parcel.url, allowed)
        loop = asyncio.get_running_loop()
        if found.is_in_numbers:
            [last], others = addresses(found, lookup), list[str]()
        else:
            *others, last = await loop.run_in_executor(None, addresses, found, lookup)
        for address in others:
            try:
                return await self._post(found.url(address), found.host_header, found.host, parcel)
            except httpx.ConnectError:
                continue  # a name may have addresses of both families where the receiver has one
        return await self._post(found.url(last), found.host_header, found.host, parcel)

    async def _post(self, url: str, host_header: str, host: str, parcel: Parcel) -> int:
        headers = {**parcel.headers, "Host": host_header, "Connection": "close"}
        request = self._http.build_request(
            "POST",
            url,
            headers=headers,
            content=parcel.body,
            timeout=None,  # the attempt as a whole has one; httpx would begin anew with each byte
            extensions={"sni_hostname": host},
        )
        response = await self._http.send(request, stream=True)
        try:
            left = LARGEST_ANSWER
            async for chunk in response.aiter_raw():
                left -= len(chunk)
                if left <= 0:
                    break
            return response.status_code
        finally:
            await response.aclose()


async def _timed(attempt: Coroutine[Any, Any, int], seconds: float) -> Outcome:
    began = time.monotonic()
    status: int | None = None
    error: str | None
    try:
        async with asyncio.timeout(seconds):
            status = await attempt
        error = _complaint(status)
    except TimeoutError:
        error = f"the receiver did not finish its answer within {seconds:g} s"
    except Forbidden as refusal:
        error = str(refusal)
    except httpx.ConnectError as refusal:
        error = f"the receiver could not be reached: {refusal}"
    except (httpx.HTTPError, httpx.InvalidURL) as refusal:
        error = f"the receiver broke off: {refusal}"
    except Exception:
        logger.exception("a webhook could not be sent")
        error = "the gateway failed to send it; its log says why"
    return Outcome(status, error, round((time.monotonic() - began) * 1000))


def _complaint(status: int) -> str | None:
    if 200 <= status <= 299:
        return None
    if 300 <= status <= 399:
        return f"the receiver answered {status}; redirects are not followed"
    return f"the receiver answered {status}, and not 2xx"


def courier() -> Courier:
    """The one courier of this process; its thread does not live on in a fork."""
    return _courier_of(os.getpid())


@cache
def _courier_of(process: int) -> Courier:
    return Courier()
