"""What clients see of outages: which errors, when, and how long nobody gets a good answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import TypeVar

import httpx

from maton_quo import errors
from mock_gateway.control.client import ControlError

Answer = TypeVar("Answer")
OUTAGE = 503


class Came(Enum):
    """What comes in place of an answer."""

    NOTHING = "nobody knows what became of it"
    MISSING = "404: it is not there"


@dataclass(frozen=True, slots=True)
class Error:
    """One error that a client saw."""

    began: float
    ended: float
    what: str
    """`503`, another status, or `connection`."""


@dataclass(frozen=True, slots=True)
class Outage:
    """What was broken on purpose, and the time in which clients may notice: from the blow to the recovery."""

    name: str
    began: float
    ended: float
    excused: frozenset[str]
    """Which errors may be seen."""
    before: int = 0
    """How many webhook events had arrived when it began, and"""
    after: int = 0
    """when it was over."""


@dataclass
class Watch:
    """What all clients saw, by one clock."""

    good: list[float] = field(default_factory=list)
    """When good answers came."""
    errors: list[Error] = field(default_factory=list)
    now: Callable[[], float] = time.monotonic
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, ask: Callable[[], Answer], *, may_miss: bool = False) -> Answer | Came:
        """The answer, or what came in its place.

        Args:
            may_miss: a 404 is a good answer too.
        """
        began = self.now()
        try:
            answer = ask()
        except errors.NotFound as error:
            if not may_miss:
                return self._error(began, str(error.status_code))
            self._good()
            return Came.MISSING
        except (errors.StatusError, ControlError) as error:
            return self._error(began, str(_status(error)))
        except (errors.ConnectionFailed, errors.Timeout, httpx.TransportError):
            return self._error(began, "connection")
        self._good()
        return answer

    def _good(self) -> None:
        with self.lock:
            self.good.append(self.now())

    def _error(self, began: float, what: str) -> Came:
        with self.lock:
            self.errors.append(Error(began, self.now(), what))
        return Came.NOTHING

    def unexcused(self, outages: list[Outage]) -> list[Error]:
        """The errors that no outage explains: those of another kind, or at another time."""
        return [error for error in self.errors if not any(excuses(outage, error) for outage in outages)]

    def longest_silence(self) -> float:
        """The longest time, in seconds, between two good answers to anybody."""
        moments = sorted(self.good)
        return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)


def excuses(outage: Outage, error: Error) -> bool:
    """Whether a request that failed was under way during an outage that may break it so."""
    return error.what in outage.excused and error.began <= outage.ended and error.ended >= outage.began


def _status(error: errors.StatusError | ControlError) -> int:
    return error.status if isinstance(error, ControlError) else error.status_code
