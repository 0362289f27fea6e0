"""What is noted of each request: references to what is there anyway, looked at only when somebody reads."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any, NamedTuple, Protocol

import msgspec

MOST_NOTES = 10_000
MOST_BYTES = 4 * 1024 * 1024
LONGEST_BODY = 16 * 1024
"""Bytes that are kept of a body, of a request or of an answer."""
_BESIDE_BODIES = 1024
"""Bytes that a note takes beside its bodies, about."""


class Note(NamedTuple):
    """One request and its answer, as they came; what is secret in it is left out when it is read."""

    real: int
    """When it came, by the real clock, in nanoseconds since 1970."""
    now: int | None
    """When it came, by the gateway's clock, in microseconds; None if the database could not say."""
    duration: int
    """Nanoseconds."""
    door: str
    method: str
    path: str
    query: str
    origin: tuple[str, str]
    """Scheme and host."""
    authorization: str | bool | None
    """The header; True in a note out of which everything secret was left, whatever it was."""
    connection: str | None
    account_id: str | None
    workspace_id: str | None
    operation: str | None
    status: int
    faults: tuple[str, ...]
    sent: bytes | str
    """A text where it is none of JSON and something was left out of it."""
    sent_size: int
    """Bytes of the body before it was cut."""
    answered: bytes | str
    answered_size: int


Raw = tuple[Any, ...]
"""The values of a Note: a plain tuple of plain values, which the garbage collector soon leaves alone."""


packed = msgspec.msgpack.Encoder().encode
"""A note as bytes, for processes that share a journal."""


def unpacked(text: bytes) -> Note:
    """The note of what `packed` has made."""
    note = Note._make(msgspec.msgpack.decode(text))
    scheme, host = note.origin
    return note._replace(origin=(scheme, host), faults=tuple(note.faults))


class Notes(Protocol):
    """The last requests: 10 000 of them at most, and 4 MiB; the oldest go.

    What one process has noted before it answers, each finds that shares the journal.
    """

    def note(self, raw: Raw) -> None:
        """Add a request; on the way of each of them, so it does as little as it can."""

    @property
    def count(self) -> int:
        """How many requests were noted by now, kept or not."""

    def notes(self) -> list[tuple[int, Note]]:
        """All that is kept, each with its number, oldest first."""

    def clear(self) -> None:
        """Forget everything; numbers go on."""


class Journal:
    """The last requests of this process alone, in its memory."""

    def __init__(self, *, most: int = MOST_NOTES, most_bytes: int = MOST_BYTES) -> None:
        """Args:
        most: how many requests are kept.
        most_bytes: how many bytes they may take together, about.
        """
        self._most, self._most_bytes = most, most_bytes
        self._lock = threading.Lock()
        self._notes: deque[Raw] = deque()
        self._count = self._bytes = 0

    def note(self, raw: Raw) -> None:
        """Add a request."""
        notes = self._notes
        size = _size(raw)
        with self._lock:
            self._count += 1
            self._bytes += size
            notes.append(raw)
            while len(notes) > self._most or self._bytes > self._most_bytes:
                self._bytes -= _size(notes.popleft())

    @property
    def count(self) -> int:
        """How many requests were noted by now, kept or not."""
        return self._count

    def notes(self) -> list[tuple[int, Note]]:
        """All that is kept, each with its number, oldest first."""
        with self._lock:
            kept, first = list(self._notes), self._count - len(self._notes) + 1
        return [(number, Note._make(raw)) for number, raw in enumerate(kept, first)]

    def clear(self) -> None:
        """Forget everything; numbers go on."""
        with self._lock:
            self._notes.clear()
            self._bytes = 0


def _size(raw: Raw) -> int:
    """Bytes that a note takes, about: its bodies are its last but three and its last but one."""
    return _BESIDE_BODIES + len(raw[-4]) + len(raw[-2])
