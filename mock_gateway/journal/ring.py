"""The journal that the workers of one server share in memory: each finds what any of them has noted."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from .notes import MOST_NOTES, Note, Raw, packed, unpacked

if TYPE_CHECKING:
    from ..together.memory import Turn

_HEAD = Struct("<QQQQ")
_SIZE = Struct("<I")
_START = 64


class _Head(NamedTuple):
    """What stands before the notes. Offsets only grow; where they are in the ring is what is left of them."""

    last: int
    """The number of the last note."""
    first: int
    """The number of the oldest note that is kept."""
    begin: int
    """The offset of the oldest."""
    end: int
    """The offset of the next."""


class RingJournal:
    """The last requests of all workers, in the order in which they were answered."""

    def __init__(self, memory: memoryview, turn: Turn, *, most: int = MOST_NOTES) -> None:
        """Args:
        memory: zeros, or what another worker has written.
        turn: held while anything in it is looked at or changed.
        most: how many requests are kept, if there is room for them.
        """
        self._memory, self._ring, self._turn, self._most = memory, memory[_START:], turn, most
        self._room = len(self._ring)

    def note(self, raw: Raw) -> None:
        """Add a request; when this returns, every worker finds it."""
        text = packed(raw)
        size = _SIZE.size + len(text)
        if size > self._room // 2:
            return  # no server takes a request whose path or headers are as long as that
        with self._turn:
            count, first, begin, end = _HEAD.unpack_from(self._memory, 0)
            first = first or 1  # nothing was written yet
            left = self._room - end % self._room
            start = end if size <= left else end + left  # a note is in one piece
            while first <= count and (start + size - begin > self._room or count - first + 1 >= self._most):
                begin, first = self._after(begin), first + 1
            # In this order: whoever is killed here has forgotten something, and has broken nothing.
            _HEAD.pack_into(self._memory, 0, count, first, begin, end)
            if start != end:
                self._put_size(end % self._room, 0)
            place = start % self._room
            self._ring[place + _SIZE.size : place + size] = text
            self._put_size(place, len(text))
            _HEAD.pack_into(
                self._memory, 0, count + 1, first, begin if first <= count else start, start + size
            )

    @property
    def count(self) -> int:
        """How many requests were noted by now, kept or not."""
        with self._turn:
            return self._head().last

    def notes(self) -> list[tuple[int, Note]]:
        """All that is kept, each with its number, oldest first."""
        with self._turn:
            head, texts = self._head(), list(self._texts())
        return [(number, unpacked(text)) for number, text in enumerate(texts, head.first)]

    def clear(self) -> None:
        """Forget everything; numbers go on."""
        with self._turn:
            count, _, _, end = self._head()
            _HEAD.pack_into(self._memory, 0, count, count + 1, end, end)

    def _texts(self) -> Iterator[bytes]:
        head = self._head()
        offset = head.begin
        for _ in range(head.first, head.last + 1):
            place = self._place(offset)
            start = place + _SIZE.size
            yield bytes(self._ring[start : start + self._size(place)])
            offset = self._after(offset)

    def _head(self) -> _Head:
        head = _Head._make(_HEAD.unpack_from(self._memory, 0))
        return head if head.first else head._replace(first=1)

    def _place(self, offset: int) -> int:
        """Where a note is: at the beginning, if it did not fit into what was left at the end."""
        place = offset % self._room
        return place if self._size(place) else 0

    def _after(self, offset: int) -> int:
        place = offset % self._room
        size = self._size(place)
        if not size:
            offset, size = offset + self._room - place, self._size(0)
        return offset + _SIZE.size + size

    def _size(self, place: int) -> int:
        """Bytes of the note at a place; 0 where nothing is up to the end."""
        if place + _SIZE.size > self._room:
            return 0
        size: int = _SIZE.unpack_from(self._ring, place)[0]
        return size

    def _put_size(self, place: int, size: int) -> None:
        if place + _SIZE.size <= self._room:
            _SIZE.pack_into(self._ring, place, size)
