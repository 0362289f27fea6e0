"""How plain values are shown to people: numbers, money, times that last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zlib import crc32

HUES = 8


def phone(number: str) -> str:
    """A number as people write it: `+1 (555) 555-5555` in North America, as it is elsewhere."""
    if len(number) == 12 and number.startswith("+1") and number[2:].isdigit():
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    return number


def money(cents: int) -> str:
    """Cents in dollars."""
    return f"${cents / 100:,.2f}"


def lasting(seconds: int | None) -> str:
    """A duration such as `1:05` or `1:00:00`."""
    minutes, rest = divmod(seconds or 0, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def initials(name: str) -> str:
    """The letters of a name for a picture of somebody; none of a number."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def hue(text: str) -> int:
    """One of a few colours, always the same for the same text."""
    return crc32(text.encode("utf-8", "replace")) % HUES


def plural(n: int, one: str, several: str = "") -> str:
    """`1 segment`, `2 segments`."""
    return f"{n:,} {one if n == 1 else several or one + 's'}"


FILTERS: dict[str, Callable[..., Any]] = {
    "phone": phone,
    "money": money,
    "lasting": lasting,
    "initials": initials,
    "hue": hue,
    "plural": plural,
}
