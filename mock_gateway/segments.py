"""How many segments a text takes, which is what a message costs.

The alphabet is GSM 03.38 (today 3GPP TS 23.038, section 6.2.1): the basic character set, and the extension
table whose characters are written as an escape and a second septet. A text with any other character is sent
in UCS-2. One segment holds 140 bytes: 160 septets or 70 UTF-16 code units; where there are several, each
gives 6 bytes to the header that joins them (3GPP TS 23.040, section 9.2.3.24.1) and holds 153 or 67.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = "\f^{}\\[~]|€"

SEPTETS = dict.fromkeys(BASIC, 1) | dict.fromkeys(EXTENSION, 2)
"""How many septets a character takes."""


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text takes to be sent: `units` are septets in GSM-7, and UTF-16 code units in UCS-2."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    segments: int


def count(text: str) -> Segments:
    """Return what it takes to send a text; an empty one takes nothing.

    Neither an escaped character nor a surrogate pair is split between two segments, so a segment may end one
    unit early.
    """
    if all(character in SEPTETS for character in text):
        widths = [SEPTETS[character] for character in text]
        return Segments("GSM-7", sum(widths), _filled(widths, alone=160, joined=153))
    widths = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return Segments("UCS-2", sum(widths), _filled(widths, alone=70, joined=67))


def _filled(widths: list[int], *, alone: int, joined: int) -> int:
    units = sum(widths)
    return min(units, 1) if units <= alone else _parts(widths, joined)


def _parts(widths: Iterable[int], size: int) -> int:
    parts, room = 0, 0
    for width in widths:
        if width > room:
            parts, room = parts + 1, size
        room -= width
    return parts
