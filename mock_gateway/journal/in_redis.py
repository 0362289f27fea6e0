"""The journal that replicas share in a Redis: written before a request is answered, read by any of them."""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from ..errors import Problem
from ..together.link import Away, Caller, Link, Script
from .notes import MOST_BYTES, MOST_NOTES, Note, Raw, packed, unpacked
from .redacted import redacted

FORGOTTEN_SECONDS = 7 * 24 * 3600
"""How long after its last request a journal is kept."""

_NOTE = Script("""
local told, list, writer, number, text = KEYS[1], KEYS[2], KEYS[3], tonumber(ARGV[4]), ARGV[5]
local most, most_bytes, forgotten = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
if number <= tonumber(redis.call('GET', writer) or '0') then return 0 end
redis.call('SET', writer, number, 'EX', 3600)
if redis.call('HINCRBY', told, 'count', 1) == 1 then
  redis.call('HSET', told, 'epoch', table.concat(redis.call('TIME'), '.'))
end
local bytes = redis.call('HINCRBY', told, 'bytes', #text)
local length = redis.call('RPUSH', list, text)
while length > most or bytes > most_bytes do
  bytes = redis.call('HINCRBY', told, 'bytes', -#redis.call('LPOP', list))
  length = length - 1
end
redis.call('EXPIRE', told, forgotten)
redis.call('EXPIRE', list, forgotten)
return 1
""")
"""Adds what a writer has noted, unless it has added that before, and may only not have heard of it.

The told are the number of the last note, the bytes of those that are kept, and an epoch, which changes when
Redis has forgotten everything and the numbers begin anew.
"""

_READ = Script("""
local told = redis.call('HMGET', KEYS[1], 'epoch', 'count')
local length = redis.call('LLEN', KEYS[2])
local first, from = (told[2] or 0) - length + 1, 0
if told[1] == ARGV[1] then from = math.max(0, ARGV[2] + 1 - first) end
return {told[1] or '', first, from, redis.call('LRANGE', KEYS[2], from, -1)}
""")

_COUNT = Script("return tonumber(redis.call('HGET', KEYS[1], 'count') or '0')")

_CLEAR = Script("""
redis.call('DEL', KEYS[2])
return redis.call('HDEL', KEYS[1], 'bytes')
""")


class RedisJournal:
    """The last requests of all replicas of a gateway, in the order in which they were answered.

    Nothing secret is written. While Redis is away requests are answered all the same, and each replica keeps
    what it notes for later; then nobody is told half of what came, but that Redis is away.
    """

    def __init__(
        self, link: Link, name: str, *, most: int = MOST_NOTES, most_bytes: int = MOST_BYTES
    ) -> None:
        """Args:
        name: what the replicas of one gateway have in common, and no other gateway.
        most: how many requests are kept.
        most_bytes: how many bytes they may take together.
        """
        self._link = link
        self._prefix = f"quo-mock:{{{name}}}:journal"
        self._keys = [self._prefix, f"{self._prefix}:notes"]
        self._limits = (most, most_bytes, FORGOTTEN_SECONDS)
        self._local = threading.local()
        self._late: deque[tuple[str, int, bytes]] = deque(maxlen=most)
        """What was noted while Redis was away: the writer's key, its number there, and the note."""
        self._reading = threading.Lock()
        self._epoch, self._known = b"", deque[tuple[int, Note]](maxlen=most)
        """What was read before: only what is new is asked for."""
        link.at_return(self._hand_in)

    def note(self, raw: Raw) -> None:
        """Add a request; when this returns, every replica finds it, or Redis is away."""
        writer, number = self._writer()
        text = packed(redacted(raw))
        while True:
            try:
                self._link.ask(_NOTE, [*self._keys, writer], (*self._limits, number, text))
                return
            except Away:
                with self._link.turn:
                    if self._link.is_away:
                        self._late.append((writer, number, text))
                        return

    def _writer(self) -> tuple[str, int]:
        """This thread's key, and the number of its next note: what is sent twice is told apart by them."""
        if not hasattr(self._local, "writer"):
            self._local.writer, self._local.numbers = f"{self._prefix}:{secrets.token_hex(8)}", count(1)
        return self._local.writer, next(self._local.numbers)

    def _hand_in(self, ask: Caller) -> None:
        """Write what was noted while Redis was away."""
        while self._late:
            writer, number, text = late = self._late.popleft()
            try:
                ask(_NOTE, [*self._keys, writer], (*self._limits, number, text))
            except BaseException:
                self._late.appendleft(late)
                raise

    @property
    def count(self) -> int:
        """How many requests were noted by now, kept or not; `Problem` 503 while Redis is away."""
        with _told():
            self._link.refuse_unsettled()
            return int(self._link.ask(_COUNT, self._keys))

    def notes(self) -> list[tuple[int, Note]]:
        """All that is kept, each with its number, oldest first; `Problem` 503 while Redis is away."""
        with _told(), self._reading:
            self._link.refuse_unsettled()
            seen = self._known[-1][0] if self._known else 0
            epoch, first, skipped, texts = self._link.ask(_READ, self._keys, (self._epoch, seen))
            if epoch != self._epoch:
                self._known.clear()
            while self._known and self._known[0][0] < first:
                self._known.popleft()
            self._epoch = epoch
            self._known.extend((first + skipped + n, unpacked(text)) for n, text in enumerate(texts))
            return list(self._known)

    def clear(self) -> None:
        """Forget everything, for all replicas; `Problem` 503 while Redis is away."""
        with _told():
            self._link.refuse_unsettled()
            self._link.ask(_CLEAR, self._keys)


@contextmanager
def _told() -> Iterator[None]:
    """Says to whoever reads that Redis is away."""
    try:
        yield
    except Away as error:
        message = f"the journal cannot be read now, for Redis is away: {error}"
        raise Problem(503, message, headers={"Retry-After": "1"}, speaker="maton") from error
