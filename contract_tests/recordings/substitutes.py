"""What stands for a value that must not be seen: equal for equal values, different for different ones."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from string import ascii_lowercase, ascii_uppercase, digits

PREFIXES = ("REC", "SYU", "AC", "CN", "CR", "CT", "CV", "EV", "GR", "OR", "PN", "TK", "US", "VM", "WH")
"""What ids begin with. It says what kind of thing it is and nothing about whose."""
_HEX = re.compile(r"[0-9a-f-]+|[0-9A-F-]+")
_NATIONAL = re.compile(r"\((\d{3})\) (\d{3})-(\d{4})")
_SUFFIX = re.compile(r"\.(mp3|wav|ogg|m4a|mp4|jpe?g|png|gif|webp|pdf|vcf)(?=$|[?#])", re.IGNORECASE)
_FIRST_DAY = datetime(2001, 1, 1)  # noqa: DTZ001 (it is written with a Z)
_HEXDIGITS = "0123456789abcdef"


class Substitutes:
    """One recording's: the same value becomes the same wherever it stands, in answers, paths and queries."""

    def __init__(self, taken: frozenset[str]) -> None:
        """Args:
        taken: every text of the recording as it was; none of them may come out.
        """
        self._taken = taken
        self._given: dict[tuple[str, str], str] = {}
        self._used: set[str] = set()
        self._counts: dict[str, count[int]] = {}
        self._numbers: dict[int | float, int] = {}

    def words(self, raw: str) -> str:
        """For any text: names, messages, titles, whatever has no form that a program relies on."""
        return self._once("words", raw, lambda number: f"Redacted {number}")

    def phone(self, raw: str) -> str:
        """For a number in E.164, or `(415) 555-0101`: the same person has the same number in both forms."""
        national = _NATIONAL.fullmatch(raw)
        number = f"+1{''.join(national.groups())}" if national else raw
        e164 = self._once("phone", number, lambda number: f"+1555{number:07}")
        return f"({e164[2:5]}) {e164[5:8]}-{e164[8:]}" if national else e164

    def email(self, raw: str) -> str:
        return self._once("email", raw, lambda number: f"person{number}@example.com")

    def url(self, raw: str) -> str:
        """Of another host, with the suffix of a file type."""
        found = _SUFFIX.search(raw)
        suffix = found[0].lower() if found else ""
        return self._once("url", raw, lambda number: f"https://example.com/{number}{suffix}")

    def token(self, raw: str) -> str:
        """For what leads to the next page."""
        return self._once("token", raw, lambda number: f"page-{number}")

    def signing_key(self, raw: str) -> str:
        """For the key of a webhook: base64 of 32 bytes, all but the last ones zero."""
        return self._once("key", raw, lambda number: base64.b64encode(number.to_bytes(32, "big")).decode())

    def moment(self, raw: str) -> str:
        """For a time that the spec does not know as one: a birthday may be among them."""

        return self._once("moment", raw, lambda number: f"{_FIRST_DAY + timedelta(minutes=number):%FT%TZ}")

    def id(self, raw: str) -> str:
        """For an id: its prefix, its length and its alphabet stay, and its hyphens."""
        prefix = next((each for each in PREFIXES if raw.startswith(each)), "")
        rest = raw[len(prefix) :]
        if not rest:
            return raw
        alphabet = _alphabet(rest)

        def made(number: int) -> str:
            filled = iter(_in_base(number, alphabet).rjust(len(rest.replace("-", "")), alphabet[0]))
            shaped = "".join("-" if letter == "-" else next(filled) for letter in rest)
            return prefix + shaped + "".join(filled)

        return self._once("id", raw, made)

    def number(self, raw: int | float) -> int | float:
        """For a number that may be anything: an age, an account, a telephone."""
        found = self._numbers.setdefault(raw, len(self._numbers) + 1)
        return float(found) if isinstance(raw, float) else found

    def _once(self, kind: str, raw: str, made: Callable[[int], str]) -> str:
        if (kind, raw) not in self._given:
            numbers = self._counts.setdefault(kind, count(1))
            candidates = map(made, numbers)
            found = next(each for each in candidates if each not in self._used and each not in self._taken)
            self._used.add(found)
            self._given[kind, raw] = found
        return self._given[kind, raw]


def _alphabet(text: str) -> str:
    if _HEX.fullmatch(text):
        lower = _HEXDIGITS if re.search("[a-f]", text) else digits
        return _HEXDIGITS.upper() if re.search("[A-F]", text) else lower
    kinds = ((digits, "[0-9]"), (ascii_uppercase, "[A-Z]"), (ascii_lowercase, "[a-z]"))
    return "".join(letters for letters, pattern in kinds if re.search(pattern, text)) or digits


def _in_base(number: int, alphabet: str) -> str:
    found = ""
    while number:
        number, place = divmod(number, len(alphabet))
        found = alphabet[place] + found
    return found
