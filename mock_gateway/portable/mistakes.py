"""What is wrong with a file: each mistake with its line, its place and what is allowed, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]

MOST = 100
"""Mistakes that are told at once; nobody reads more."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong."""

    path: Path
    message: str
    line: int = 0
    """From 1 on; 0 where it is not known yet."""
    column: int = 0

    @property
    def pointer(self) -> str:
        """Its place as a JSON pointer."""
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self.path)

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}"
        return f"{place}, {shown(self.path)}: {self.message}" if self.path else f"{place}: {self.message}"


class BadFile(ValueError):
    """A file that cannot be imported; nothing was changed."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        more = len(self.mistakes) - 1
        return f"{self.mistakes[0]}" + (f" (and {more} more)" if more else "")


class Mistakes:
    """The mistakes that were found so far."""

    def __init__(self) -> None:
        self.found: list[Mistake] = []

    def add(self, path: Path, message: str) -> None:
        """Note one, if there is room."""
        if len(self.found) < MOST:
            self.found.append(Mistake(path, message))


def shown(path: Path) -> str:
    """A place as people write it: `conversations[0].messages[1].at`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
