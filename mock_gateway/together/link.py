"""The way to a Redis: one connection a thread, short waits, and nobody asks it while it is away."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.connection import AbstractConnection
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import NoScriptError, RedisError
from redis.exceptions import TimeoutError as TooSlow
from redis.retry import Retry

logger = logging.getLogger("mock_gateway")

WAIT_SECONDS = 0.5
"""Neither a rate limit nor a journal is worth a longer wait."""
PAUSE_SECONDS = 0.25
"""How often it is looked for while it is away, by one thread and not by every request."""
SETTLING_SECONDS = 4 * PAUSE_SECONDS
"""How long after its return another replica may still not have noticed."""


class Away(Exception):
    """Redis does not answer; the text says why."""


@dataclass(frozen=True, slots=True)
class Script:
    """A program that Redis runs in one go, known to it by its hash."""

    text: str
    hash: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest())


Caller = Callable[[Script, list[str], Iterable[Any]], Any]


class Link:
    """A Redis by its URL, which is not asked anything yet."""

    def __init__(self, url: str) -> None:
        """Raises `ValueError` for a URL that is none."""
        self._pool = ConnectionPool.from_url(
            url,
            socket_timeout=WAIT_SECONDS,
            socket_connect_timeout=WAIT_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._local = threading.local()
        self.turn = threading.Lock()
        """Held while `is_away` changes, and by whoever must not miss it."""
        self.is_away = False
        self._settled_at = 0.0
        self._why = ""
        self._at_return: list[Callable[[Caller], None]] = []

    def at_return(self, catch_up: Callable[[Caller], None]) -> None:
        """Have something done when Redis is back, before anybody else asks it; it is given the way to ask.

        It is called once more under `turn`, when nothing is added any more to what has to be caught up with.
        """
        self._at_return.append(catch_up)

    def ask(self, script: Script, keys: list[str], arguments: Iterable[Any] = ()) -> Any:
        """What a script returns.

        A connection that was lost while idle is replaced, and the script sent once more: it has to bear that.

        Raises:
            Away: there is no answer, or it was one of distress; nobody waits again until it is back.
        """
        if self.is_away:
            raise Away(self._why)
        try:
            return self._asked(script, keys, arguments)
        except RedisError as error:
            self._lose(error)
            raise Away(self._why) from error

    def refuse_unsettled(self) -> None:
        """Raise `Away` while it is, and for a moment after: others may still have something to hand in."""
        if self.is_away:
            raise Away(self._why)
        if time.monotonic() < self._settled_at:
            raise Away("it came back a moment ago, and the replicas are handing in what they noted meanwhile")

    # ── One answer ──

    def _asked(self, script: Script, keys: list[str], arguments: Iterable[Any]) -> Any:
        connection = self._connection()
        command = (script.hash, len(keys), *keys, *arguments)
        try:
            return _answer(connection, "EVALSHA", *command)
        except NoScriptError:
            return _answer(connection, "EVAL", script.text, *command[1:])
        except TooSlow:
            raise
        except Lost:
            return _answer(connection, "EVAL", script.text, *command[1:])

    def _connection(self) -> AbstractConnection:
        found: AbstractConnection | None = getattr(self._local, "connection", None)
        if found is None:
            # a thread's own, and not one that the pool lends each time: that spares 40 µs
            found = self._local.connection = self._pool.connection_class(**self._pool.connection_kwargs)
        return found

    # ── While it is away ──

    def _lose(self, error: RedisError) -> None:
        with self.turn:
            if self.is_away:
                return
            self._why, self.is_away = str(error).partition("\n")[0], True
        logger.warning("Redis is away, so each replica counts its own requests: %s", self._why)
        threading.Thread(target=self._await_return, name="quo-mock-redis", daemon=True).start()

    def _await_return(self) -> None:
        while self.is_away:
            time.sleep(PAUSE_SECONDS)
            try:
                self._return()
            except RedisError as error:
                self._why = str(error).partition("\n")[0]
        logger.warning("Redis is back: requests are counted and noted together again")

    def _return(self) -> None:
        _answer(self._connection(), "PING")
        for catch_up in self._at_return:
            catch_up(self._asked)
        with self.turn:
            for catch_up in self._at_return:
                catch_up(self._asked)
            self.is_away, self._settled_at = False, time.monotonic() + SETTLING_SECONDS


def _answer(connection: AbstractConnection, *command: Any) -> Any:
    connection.send_command(*command)  # type: ignore[no-untyped-call]
    answer = connection.read_response()  # type: ignore[no-untyped-call]
    if isinstance(answer, RedisError):
        raise answer
    return answer
