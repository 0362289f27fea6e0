"""Numbers by name in a piece of memory, which other processes may read while one counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from struct import Struct

Name = tuple[str, ...]

_ENTRY = Struct("<HH")
_USED = Struct("<Q")
_NAMES_SHARE = 4
"""One part in so many of the memory is for values, which are short; the others are for their names."""


class Counts:
    """Rows of numbers by name: what one process counts, and what is left of one that is dead."""

    def __init__(self, memory: memoryview) -> None:
        """Over zeros, or over what another has counted in."""
        split = len(memory) // _NAMES_SHARE // 8 * 8
        self._values = memory[:split].cast("q")
        self._names = memory[split:]
        self._places: dict[Name, int] = {}
        self._used, self._next = _USED.size, 0
        self._read()

    def row(self, name: Name, width: int) -> int | None:
        """Where the row of a name begins in `values`; None where there is no room for another."""
        place = self._places.get(name)
        return self._added(name, width) if place is None else place

    @property
    def values(self) -> memoryview:
        """All numbers; whoever counts does so in place."""
        return self._values

    def rows(self) -> dict[Name, list[int]]:
        """All rows by their names, as they are now, whoever counts in them."""
        widths = self._read()
        return {
            name: self._values[place : place + widths[name]].tolist() for name, place in self._places.items()
        }

    def _added(self, name: Name, width: int) -> int | None:
        text = "\0".join(name).encode()
        end = self._used + _ENTRY.size + len(text)
        if end > len(self._names) or self._next + width > len(self._values):
            return None
        _ENTRY.pack_into(self._names, self._used, len(text), width)
        self._names[self._used + _ENTRY.size : end] = text
        _USED.pack_into(self._names, 0, end)  # last: whoever reads meanwhile does not see it yet
        place = self._places[name] = self._next
        self._used, self._next = end, self._next + width
        return place

    def _read(self) -> dict[Name, int]:
        """The width of every row, the places being noted on the way."""
        end, offset, place = _USED.unpack_from(self._names, 0)[0] or _USED.size, _USED.size, 0
        widths: dict[Name, int] = {}
        while offset < end:
            length, width = _ENTRY.unpack_from(self._names, offset)
            offset += _ENTRY.size
            name = tuple(bytes(self._names[offset : offset + length]).decode().split("\0"))
            self._places[name], widths[name] = place, width
            offset, place = offset + length, place + width
        self._used, self._next = offset, place
        return widths


def summed(counted: Iterable[Counts]) -> dict[Name, list[int]]:
    """The rows of all, row by row in one."""
    found: defaultdict[Name, list[int]] = defaultdict(list)
    for each in counted:
        for name, row in each.rows().items():
            found[name] = [a + b for a, b in zip(found[name], row, strict=True)] if name in found else row
    return dict(found)
