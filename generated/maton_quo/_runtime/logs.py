"""One line for each attempt, on the logger `maton_quo` at DEBUG; it names no key, number, id, text or query.

httpx has a line of its own, on the logger `httpx` at INFO, with the whole URL. A client makes it leave out
the query, where the phone numbers are; it does so for its own requests alone, and ids in the path remain.
"""

from __future__ import annotations

import logging
import re
from time import perf_counter

import httpx

from . import problem
from .request import Request
from .retry import Outcome

LOG = logging.getLogger("maton_quo")


def attempt(request: Request, outgoing: httpx.Request, outcome: Outcome, number: int, began: float) -> None:
    """Tell what came of attempt `number` (0 is the first), which began at `began` by `perf_counter`."""
    if LOG.isEnabledFor(logging.DEBUG):
        took = (perf_counter() - began) * 1000
        response = outcome if isinstance(outcome, httpx.Response) else None
        LOG.debug(
            "%s %s: %s after %.0f ms, attempt %d, trace %s",
            request.method,
            request.route,
            type(outcome).__name__ if response is None else response.status_code,
            took,
            number + 1,
            None if response is None else _harmless_trace(response, outgoing),
        )


def _harmless_trace(response: httpx.Response, outgoing: httpx.Request) -> str | None:
    """The trace, if it is nothing but that: a server may echo anything."""
    trace = problem.trace(response)
    if trace is None or not re.fullmatch(r"[0-9A-Za-z-]{1,64}", trace):
        return None
    key = outgoing.headers.get("authorization", "").removeprefix("Bearer ")
    return None if key and key in trace else trace


class OwnURL(httpx.URL):
    """The URL of one of our requests, which differs from others in nothing but the way it is logged."""


class _WithoutQuery(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                value.copy_with(query=None) if isinstance(value, OwnURL) else value for value in record.args
            )
        return True


_without_query = _WithoutQuery()


def hide_queries() -> None:
    """Have httpx log our URLs without their query; doing it again changes nothing."""
    logging.getLogger("httpx").addFilter(_without_query)
