"""One mapping of a file, read field by field; what is wrong is noted, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from ..clock import iso
from .mistakes import Mistakes, Path
from .moments import EXPECTED, moment

_HUMP = re.compile(r"(?<=[a-z])([A-Z])")
_TIMES = ("_at", "_until", "_time")
LONGEST_ID = 200


def snake(name: str) -> str:
    """`createdAt` as it is written in a file."""
    return _HUMP.sub(r"_\1", name).lower()


def is_time(name: str) -> bool:
    """Whether a field of that name holds a time."""
    return name.endswith(_TIMES)


class Entry:
    """A mapping at its place in the file."""

    def __init__(self, value: Any, path: Path, mistakes: Mistakes, now: int) -> None:
        self.path = path
        self.now = now
        self._mistakes = mistakes
        self._known: set[str] = set()
        self.sound = True
        """Whether nothing was wrong with it so far."""
        self.fields: dict[str, Any] = {}
        if isinstance(value, dict):
            self.fields = value
        else:
            self.wrong("Expected fields, as in {name: value}")

    def wrong(self, message: str, *steps: str | int) -> None:
        """Note a mistake at a place below this one."""
        self.sound = False
        self._mistakes.add((*self.path, *steps), message)

    def has(self, name: str) -> bool:
        """Whether a field is given."""
        self._known.add(name)
        return name in self.fields

    def any(self, name: str, default: Any = None) -> Any:
        """A field as it is."""
        return self.fields[name] if self.has(name) else default

    def text(self, name: str, default: Any = None) -> Any:
        """A field that is a text; null only where that is the default."""
        value = self.any(name, default)
        if isinstance(value, str) or (value is None and default is None):
            return value
        quotes = "" if isinstance(value, dict | list) else "; put it in quotes"
        self.wrong(f"Expected a text{quotes}", name)
        return default

    def id(self, default: str) -> str:
        """The field `id`."""
        value: str = self.text("id", default)
        if not 0 < len(value) <= LONGEST_ID or not value.isprintable() or " " in value:
            self.wrong(f"Expected an id of 1 to {LONGEST_ID} characters without blanks", "id")
        return value

    def flag(self, name: str) -> bool:
        """A field that is true or false, which is the default."""
        value = self.any(name, False)
        if not isinstance(value, bool):
            self.wrong("Expected true or false", name)
        return value is True

    def whole(self, name: str, default: int, *, most: int = 2**53) -> int:
        """A field that is a whole number."""
        value = self.any(name, default)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self.wrong(f"Expected a whole number from 0 to {most}", name)
        return default

    def moment(self, name: str, default: int) -> int:
        """A field that is a time, in microseconds."""
        if not self.has(name):
            return default
        value = self.fields[name]
        try:
            if not isinstance(value, str):
                raise ValueError(EXPECTED)
            return moment(value, self.now)
        except ValueError as error:
            self.wrong(str(error), name)
            return default

    def items(self, name: str, default: Collection[Any] = ()) -> list[Any]:
        """A field that is a list; a single text or number is a list of one."""
        value = self.any(name, default)
        if isinstance(value, str | int):
            return [value]
        if isinstance(value, list | tuple):
            return list(value)
        self.wrong("Expected a list", name)
        return list(default)

    def entries(self, name: str) -> list[Entry]:
        """A field that is a list of mappings."""
        return [self.entry(item, name, index) for index, item in enumerate(self.items(name))]

    def entry(self, value: Any, *steps: str | int) -> Entry:
        """A mapping below this one."""
        return Entry(value, (*self.path, *steps), self._mistakes, self.now)

    def rest(self, properties: Collection[str]) -> dict[str, Any]:
        """The fields that were not read so far, which set these properties of a document directly."""
        own = {snake(name): name for name in properties}
        found: dict[str, Any] = {}
        for name, value in self.fields.items():
            if name in self._known:
                continue
            if name not in own:
                self.wrong(f"Unexpected field; there are {', '.join(sorted(self._known | own.keys()))}", name)
            elif is_time(name) and value is not None:
                found[own[name]] = iso(self.moment(name, self.now))
            else:
                found[own[name]] = value
        return found
