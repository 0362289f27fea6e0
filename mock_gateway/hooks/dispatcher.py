"""Takes what is due to its webhooks, side by side, each resource's in order, and notes what became of it.

Several threads and processes may do so over one database: each claims a delivery before it takes it. Nothing
is sent inside a transaction. Whoever dies with a delivery in hands leaves a claim behind that runs out; then
it is taken once more, for nobody can know whether it had arrived.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol

from ..clock import SECOND
from ..ids import Ids
from ..store import Database, StoreUnavailable
from ..store.deliveries import any_in_hands, next_due
from . import attempts
from .attempts import Attempt
from .destination import Lookup, allowed_hosts

if TYPE_CHECKING:
    from .delivery import Outcome, Parcel

logger = logging.getLogger("mock_gateway")

TIMEOUT_SECONDS = 5.0
"""How long an attempt may take as a whole, until the last byte of the answer."""
PROMPT_SECONDS = 0.25
"""A webhook that answers within this gets everything in order; else other resources' events overtake."""
PATIENCE_SECONDS = 1.0
"""How long whoever moves the clock of a server waits for attempts: a server has few threads to answer with,
and a receiver may ask it something before it answers."""
SIDE_BY_SIDE = 64
EACH = 8
"""How many attempts are under way at most: of one process, and of those to one webhook."""
SLOW = 48
"""How many of those may be to webhooks that do not answer promptly, so that the others find a place."""
_MOST_REMEMBERED = 500
"""Webhooks that were slow the last time; those that were longest ago are forgotten."""
_RECORDING_SECONDS = 10
_TICK_SECONDS = 0.05
_IDLE_SECONDS = 0.1


def look_up(name: str) -> list[str]:
    """The addresses of a name, by the system's resolver."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Courier(Protocol):
    """Who takes parcels to their receivers."""

    def send(
        self, parcel: Parcel, *, allowed: frozenset[str], lookup: Lookup, seconds: float
    ) -> Future[Outcome]:
        """Begin an attempt that ends within `seconds`."""
        ...


def by_http() -> Courier:
    """The courier of this process; an application without webhooks does without an HTTP client."""
    from .delivery import courier

    return courier()


@dataclass(frozen=True, slots=True)
class _UnderWay:
    attempt: Attempt
    since: float


class Dispatcher:
    """Delivers what is due in one database, when it is told to, or in a thread of its own."""

    def __init__(
        self,
        database: Database,
        *,
        hosts: Iterable[str],
        real: Callable[[], int],
        ids: Ids,
        lookup: Lookup = look_up,
        timeout: float = TIMEOUT_SECONDS,
        count: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        """Args:
        hosts: which may be called beside this machine.
        real: the real time in microseconds, which claims and signatures go by.
        timeout: seconds that an attempt may take.
        count: is told what came of each attempt: `delivered`, `refused` or `unanswered`.

        Raises:
            ValueError: one of the hosts is none.
        """
        self.hosts = allowed_hosts(hosts)
        self.courier = by_http
        """Gives the courier whenever one is needed."""
        self.timeout = timeout
        self.lookup = lookup
        self._database = database
        self._real = real
        self._ids = ids
        self._count = count
        self._serving = False
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._slow: dict[str, None] = {}
        self.aside: Callable[[], AbstractContextManager[object]] = nullcontext
        """What lets others work while somebody waits for attempts: a receiver may ask this gateway."""
        self._left: SimpleQueue[dict[Future[Outcome], _UnderWay]] = SimpleQueue()
        """What is under way, and nobody waits for any more."""

    def run(self, now: Callable[[], int], *, until_done: bool = True) -> int:
        """Attempt everything that is due at `now()`, and return how many attempts came to their end.

        Args:
            until_done: wait also for what others have in their hands; in a process that serves, no longer
                than `PATIENCE_SECONDS`, after which the thread of `serve` goes on with what is left.

        Raises:
            StoreUnavailable: the database cannot be used; what was under way is attempted again later.
        """
        with self.aside():
            return self._run(now, until_done)

    def _run(self, now: Callable[[], int], until_done: bool) -> int:
        under_way: dict[Future[Outcome], _UnderWay] = {}
        made, patience = 0, PATIENCE_SECONDS if self._serving else self._claim_seconds
        began = time.monotonic()
        while True:
            if until_done and self._stopped.is_set():
                return made  # a claim that is left is taken up again later, or noted by the thread of `serve`
            if until_done and self._serving and time.monotonic() - began > patience:
                self._left.put(under_way)
                return made
            if not until_done:
                self._take_over(under_way)
            present = now()
            while not self._stopped.is_set() and self._start(under_way, present):
                pass
            if under_way:
                made += self._note(under_way)
            elif until_done and time.monotonic() - began < patience and self._others_busy(present):
                time.sleep(_TICK_SECONDS)
            else:
                return made

    def serve(self, now: Callable[[], int]) -> None:
        """Deliver whatever falls due from now on, in a thread of its own, until `stop`."""
        self._serving = True
        self._thread = threading.Thread(
            target=self._serve, args=(now,), name="quo-mock-deliveries", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Begin no further attempt, and return when those under way are noted, or were given up.

        The database may be closed after this.
        """
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(self._claim_seconds)

    def _serve(self, now: Callable[[], int]) -> None:
        ending = False
        while not ending:
            ending = self._stopped.wait(_IDLE_SECONDS)  # and then once more, for what others left behind
            try:
                self.run(now, until_done=False)
            except StoreUnavailable:
                self._stopped.wait(1)  # whoever asks is told; it will be back
            except Exception:
                if self._stopped.is_set():
                    return  # the database was closed under it
                logger.exception("deliveries stopped for a moment")
                self._stopped.wait(1)

    def _take_over(self, under_way: dict[Future[Outcome], _UnderWay]) -> None:
        with suppress(Empty):
            while True:
                under_way |= self._left.get_nowait()

    @property
    def _claim_seconds(self) -> float:
        return self.timeout + _RECORDING_SECONDS

    def _start(self, under_way: dict[Future[Outcome], _UnderWay], now: int) -> bool:
        """Begin the next attempt that may begin; False if there is none."""
        real = self._real()
        if len(under_way) >= SIDE_BY_SIDE:
            return False
        waiting = next_due(self._database, now, real=real, busy=self._busy(under_way.values()))
        if waiting is None:
            return False
        until = real + round(self._claim_seconds * SECOND)
        claim = self._ids.delivery()
        attempt = attempts.begin(self._database, waiting, claim=claim, now=now, real=real, until=until)
        if attempt is not None:
            under_way[self._send(attempt)] = _UnderWay(attempt, time.monotonic())
        return True

    def _send(self, attempt: Attempt) -> Future[Outcome]:
        from .delivery import Parcel

        parcel = Parcel(attempt.delivery.url, attempt.headers, attempt.body)
        return self.courier().send(parcel, allowed=self.hosts, lookup=self.lookup, seconds=self.timeout)

    def _note(self, under_way: dict[Future[Outcome], _UnderWay]) -> int:
        """Note whatever has come to its end, or does so soon; returns how many attempts that were."""
        done, _ = wait(under_way, timeout=_TICK_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            outcome = future.result()
            ended = under_way.pop(future)
            attempts.end(self._database, ended.attempt, outcome)
            self._remember(ended.attempt.delivery.webhook_id, outcome.duration_ms / 1000)
            self._count(outcome.kind)
        return len(done)

    def _others_busy(self, now: int) -> bool:
        return any_in_hands(self._database, now, real=self._real())

    def _remember(self, webhook_id: str, seconds: float) -> None:
        self._slow.pop(webhook_id, None)
        if seconds >= PROMPT_SECONDS:
            self._slow[webhook_id] = None
            while len(self._slow) > _MOST_REMEMBERED:
                del self._slow[next(iter(self._slow))]

    def _busy(self, under_way: Iterable[_UnderWay]) -> set[str]:
        """The webhooks that nothing more is taken to for the moment."""
        now = time.monotonic()
        taken = Counter(each.attempt.delivery.webhook_id for each in under_way)
        fresh = {each.attempt.delivery.webhook_id for each in under_way if now - each.since < PROMPT_SECONDS}
        slow = {*self._slow, *(taken.keys() - fresh)}
        full = sum(taken[webhook_id] for webhook_id in slow) >= SLOW
        most = {webhook_id for webhook_id, count in taken.items() if count >= EACH}
        return fresh | most | (slow if full else set())
