"""A door: one place that reads what strangers send, and what must hold whatever they send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Attack = Callable[[bytes], object]
"""Takes what a stranger sends; raises whatever the door does not promise. What it returns does not count."""


@dataclass(frozen=True, slots=True)
class Door:
    """One place, made ready to be attacked only in the process that attacks it."""

    ready: Callable[[], Attack]
    seeds: Sequence[bytes]
    """What it is used to; mutations begin here."""
    words: Sequence[bytes] = ()
    """Pieces that mean something to it, which chance would take long to find."""
    longest: int = 512
    """Bytes of an input."""


def promised(condition: object, broken: str) -> None:
    """Raise AssertionError, with the promise that is broken, unless the condition holds."""
    if not condition:
        raise AssertionError(broken)


def text_of(data: bytes) -> str:
    """The text that a command line, a database or a decoded body would hold: no lone surrogates."""
    return data.decode("utf-8", "replace")


def parts_of(data: bytes, count: int) -> list[bytes]:
    """So many parts of an input, divided at its first line ends; what is missing is empty."""
    parts = data.split(b"\n", count - 1)
    return [*parts, *[b""] * (count - len(parts))]
