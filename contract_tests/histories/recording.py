"""Clients that ask side by side, and the record of what each was told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from .history import UNKNOWN, Call
from .walks import Walk

Understood = tuple[str, str, Any, Any]
"""The object, what was done with it, the argument and the answer, of one call within a request."""


@dataclass
class Record:
    """What all clients did, by one clock."""

    calls: list[Call] = field(default_factory=list)
    contact_walks: list[Walk] = field(default_factory=list)
    text_walks: dict[str, list[Walk]] = field(default_factory=dict)
    now: Callable[[], float] = time.monotonic
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, *calls: Call) -> None:
        """Keep calls."""
        with self.lock:
            self.calls += calls

    @property
    def unknown(self) -> int:
        """Of how many calls nobody knows what became of them."""
        return sum(call.is_unknown for call in self.calls)


@dataclass
class Client:
    """One client, who asks one thing after the other."""

    number: int
    http: httpx.Client
    record: Record
    may_break: bool = False
    """Whether connections may be cut and answers be 503, because somebody kills gateways meanwhile."""

    def ask(
        self,
        request: str,
        read: Callable[[Any, int], list[Understood]],
        *,
        lost: list[Understood] = [],  # noqa: B006 - never changed
        json: Any = None,
        **query: Any,
    ) -> tuple[Any, float, float]:
        """Ask, and keep what came back.

        Args:
            read: makes calls of the JSON of an answer and its status.
            lost: the calls that it was, if nothing comes back; none of one that only reads.

        Returns:
            The JSON, None without one, and when the request began and ended.
        """
        method, _, path = request.partition(" ")
        called = self.record.now()
        try:
            answer = self.http.request(method, path, json=json, params=query or None)
        except httpx.ConnectError:
            return self._break(called)  # nobody has heard of it
        except httpx.TransportError:
            self.record.note(*(self._call(each, called) for each in lost))
            return self._break(called)
        returned = self.record.now()
        if answer.status_code == 503 and self.may_break:
            self.record.note(*(self._call(each, called) for each in lost))
            return None, called, returned
        body = answer.json() if answer.content else None
        self.record.note(*(self._call(each, called, returned) for each in read(body, answer.status_code)))
        return body, called, returned

    def _break(self, called: float) -> tuple[None, float, float]:
        if not self.may_break:
            raise AssertionError("a connection broke, though nobody broke it")
        return None, called, self.record.now()

    def _call(self, each: Understood, called: float, returned: float | None = None) -> Call:
        object, what, argument, answer = each
        if returned is None:
            return Call(self.number, object, what, argument, UNKNOWN, called)
        return Call(self.number, object, what, argument, answer, called, returned)


def good(status: int, *allowed: int) -> int:
    """The status, if it is one that the client expects; raises `AssertionError`."""
    assert status in allowed, f"an answer was {status}, where {allowed} were expected"
    return status
