"""Who works and who waits: a caller who takes long to send its request is waited for beside all others.

Granian hands every request to a thread before its body has come, and lets that thread wait without end. So
there are more threads than the store can use; those that work take turns, and whoever waits has none.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from functools import partial
from queue import SimpleQueue
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from . import listener
from .errors import Problem

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 64
"""Threads for requests, which are started when they are needed and end when they are not."""
MOST_WAITING = 48
"""How many requests may wait for their bodies at once, so that some threads are left for all the others."""
BODY_SECONDS = 10.0
"""How long a body may take to come, beside what its length allows it."""
SLOWEST = 64 * 1024
"""Bytes that have to come in a second."""
_LARGEST_FORM = 1024 * 1024
_FIRST_PIECE, _LARGEST_PIECE = 4, 256
"""Bytes; each piece is twice as large, so that a trickle is noticed soon, also behind a flood."""
_WATCH_SECONDS = 1.0
_SHORTEST_IDLE = 2.0
"""Seconds of silence after which a connection is cut when a body is long overdue."""
_LIVE = "/_mock/api/health/live"
"""Asks for nothing that others could keep, and must be answered while they all wait."""
_TOO_MANY = "Too many requests are waiting for the rest of their bodies: try again"


class Turns:
    """A WSGI application of which so many requests at most are answered at the same time."""

    def __init__(
        self,
        application: WSGIApplication,
        at_once: int,
        *,
        most_waiting: int = MOST_WAITING,
        body_seconds: float = BODY_SECONDS,
        on_first: Callable[[int], None] = listener.limit,
    ) -> None:
        """Args:
        at_once: how many requests are worth being answered at the same time.
        body_seconds: how long the shortest body may take to come.
        on_first: is told the port when the first request comes.
        """
        self._application = application
        self._turns = Tokens(at_once)
        self._mine = threading.local()
        self._waiting = threading.BoundedSemaphore(most_waiting)
        self._at_work: dict[int, float] = {}
        """Since when each thread answers, other than by waiting for a body."""
        self._watch = Watch(self._at_work)
        self._on_first: Callable[[int], None] | None = on_first
        self.body_seconds = body_seconds

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer in turn, and hand the whole answer over, so that no thread waits for its reader."""
        if self._on_first is not None:
            on_first, self._on_first = self._on_first, None
            self._watch.port = int(environ["SERVER_PORT"])
            on_first(self._watch.port)
        if environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ:
            environ["wsgi.input"] = Upload(environ["wsgi.input"], environ.get("CONTENT_LENGTH", ""), self)
        if environ["PATH_INFO"] == _LIVE:
            return self._application(environ, start_response)
        self._at_work[me := threading.get_ident()] = time.monotonic()
        with self._turns:
            self._mine.has_one = True
            try:
                answer = self._application(environ, start_response)
                if isinstance(answer, list | GeneratorType):  # a generator breaks off on purpose
                    return answer
                with closing(answer) if hasattr(answer, "close") else nullcontext():  # type: ignore[type-var]
                    return [b"".join(answer)]
            finally:
                self._mine.has_one = False
                self._at_work.pop(me, None)

    def aside(self) -> AbstractContextManager[Any]:
        """Let others work meanwhile."""
        return _Aside(self._turns) if getattr(self._mine, "has_one", False) else nullcontext()

    def pause(self, seconds: float) -> None:
        """Wait so many seconds, while others work."""
        with self.aside():
            time.sleep(seconds)

    def read(self, body: Any, size: int | None, seconds: float) -> bytes:
        """So many bytes of a body, or all of it, in pieces that grow; raises `Problem` 408 and 503."""
        if not self._waiting.acquire(blocking=False):
            raise Problem(503, _TOO_MANY, headers={"Retry-After": "1", "Connection": "close"})
        deadline = time.monotonic() + seconds
        self._watch.begin(deadline)
        was_at_work = self._at_work.pop(me := threading.get_ident(), None) is not None
        found, piece = bytearray(), _FIRST_PIECE
        try:
            with self.aside():
                while size is None or len(found) < size:
                    wanted = piece if size is None else min(piece, size - len(found))
                    came = bytes(body.read(wanted))
                    found += came
                    if time.monotonic() > deadline:
                        message = f"The body did not come within {seconds:.0f} seconds"
                        raise Problem(408, message, headers={"Connection": "close"})
                    if len(came) < wanted:
                        break
                    piece = min(piece * 2, _LARGEST_PIECE)
            return bytes(found)
        finally:
            if was_at_work:
                self._at_work[me] = time.monotonic()
            self._watch.end(deadline)
            self._waiting.release()


class Watch:
    """Cuts silent connections while the bodies that somebody reads are overdue.

    Which connection a body comes by, granian does not tell. So one is cut that has been silent for long, and
    for longer than anybody has waited for an answer; the later the body, the sooner.
    """

    def __init__(self, at_work: Mapping[int, float]) -> None:
        """`at_work` says since when others wait for their answers."""
        self.port = 0
        self._at_work = at_work
        self._deadlines: list[float] = []
        self._lock = threading.Lock()
        self._watches = False

    def begin(self, deadline: float) -> None:
        """A body is due by then."""
        with self._lock:
            self._deadlines.append(deadline)
            begins, self._watches = not self._watches, True
        if begins:
            threading.Thread(target=self._run, name="quo-mock-bodies", daemon=True).start()

    def end(self, deadline: float) -> None:
        """It has come, or was given up."""
        with self._lock:
            self._deadlines.remove(deadline)

    def _run(self) -> None:
        while True:
            time.sleep(_WATCH_SECONDS)
            idle = self.longest_idle(time.monotonic())
            if idle is not None:
                listener.cut(self.port, idle_seconds=idle)

    def longest_idle(self, present: float) -> float | None:
        """After how many seconds of silence a connection is cut now; None while no body is overdue."""
        with self._lock:
            late = present - min(self._deadlines, default=present)
        if late <= 0:
            return None
        answering = [present - since + 1 for since in [*self._at_work.values()]]
        return max(_SHORTEST_IDLE, BODY_SECONDS - late, *answering)


class Tokens:
    """So many turns, which threads take and give back: a semaphore in C, for Python's own is slow."""

    def __init__(self, number: int) -> None:
        self._queue: SimpleQueue[None] = SimpleQueue()
        for _ in range(number):
            self._queue.put(None)
        self.acquire, self.release = self._queue.get, partial(self._queue.put, None)

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class _Aside:
    def __init__(self, turns: Tokens) -> None:
        self._turns = turns

    def __enter__(self) -> None:
        self._turns.release()

    def __exit__(self, *_: object) -> None:
        self._turns.acquire()


class Upload:
    """A body that may be long in coming: reading it takes a limited time, and nobody else's turn."""

    def __init__(self, body: Any, length: str, turns: Turns) -> None:
        """`length` is what the header says, if anything."""
        self._body, self._turns = body, turns
        self._length = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None

    def read(self, size: int | None = None) -> bytes:
        """So many bytes, or all; fewer if there are no more, and none once it was given up.

        Raises:
            Problem: 408 if they do not come in time, 503 if too many others wait as well.
        """
        if self._body is None:
            return b""
        wanted = None if size is None or size < 0 else size
        most = _LARGEST_FORM if wanted is None else wanted
        most = most if self._length is None else min(most, self._length)
        try:
            return self._turns.read(self._body, wanted, self._turns.body_seconds + most / SLOWEST)
        except Problem:
            self._body = None
            raise
