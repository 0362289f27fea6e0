"""What personal data and secrets look like, and what of that form is harmless because nobody has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from math import log2

_HARMLESS = re.compile(
    r"\+1555\d{7}(?!\d)|\(555\) \d{3}-\d{4}|(?<!\d)555-01\d\d(?!\d)"
    r"|(?<![\w.+-])[\w.+-]+@example\.com\b"
    r"|https://example\.com(?=[/\s\"']|$)[/\w.-]*"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)"
    r"|\bRedacted \d+\b|\[redacted\]|\bpage-\d+\b"
)
_ZEROS = re.compile(r"\b(?:[A-Z]{2,3})?0{4,}[0-9A-Za-z]{0,12}\b|\bA{30,}[A-Za-z0-9+/]*=*")
"""Ids and keys that were counted and not drawn."""

_STREET = (
    r"\b\d{1,5}[A-Za-z]?\s+(?:[A-Z][\w.'-]*\s+){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Way|Place|Pl)\b"
    r"|\b[A-ZÄÖÜ][\wäöüß-]{0,60}(?:straße|strasse|gasse|weg|platz)\s+\d{1,4}\b"
)
_FORMS: dict[str, re.Pattern[str]] = {
    "an e-mail address": re.compile(r"[^\s@]@[^\s@][^\s@]*?\.\w"),
    "a URL of another host": re.compile(
        r"\b[a-z][a-z0-9+.-]{0,40}://|\bwww\.\w|\bmailto:|\btel:", re.IGNORECASE
    ),
    "a token (JWT)": re.compile(r"\beyJ[\w-]{6,}"),
    "a key": re.compile(
        r"\bBearer\s+[\w.~+/-]{8,}|\b(?:maton|quo|sk|pk|rk|ghp|gho|xox[abp]|whsec|AKIA)[_-]?[A-Za-z0-9_-]{12,}"
        r"|session_token=|\b(?:maton|quo)_[A-Za-z0-9_]{6,}"
    ),
    "an IP address": re.compile(
        r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F:]+"
    ),
    "a street address": re.compile(_STREET),
    "a social security number": re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
}
_DIGITS = re.compile(r"(?<![\w.])\+?\(?\d(?:[\s().\u2010-\u2015\u00a0/-]{0,2}\d){6,18}(?![\w])")
_TOKEN = re.compile(r"[A-Za-z0-9_+=~-]{20,}")
_MOST_BITS = 3.4
"""Bits per character. Counted ids have 1 to 2, keys of 20 random characters about 4."""
_CODES = {"code"}


def masked(text: str) -> str:
    """Return a text with all harmless forms taken out."""
    return _ZEROS.sub(" ", _HARMLESS.sub(" ", text))


def kind(text: str, name: str = "") -> str | None:
    """Return what a text looks to hold, in words that go on `holds …`; None if it looks harmless.

    `name` is that of the property: a 7-digit code of an error is no telephone number.
    """
    rest = masked(text)
    found = next((said for said, form in _FORMS.items() if form.search(rest)), None)
    checks: dict[str, Callable[[str, str], bool]] = {
        "a credit card number": _is_card,
        "a telephone number": _is_phone,
        "what looks like a secret": _is_secret,
    }
    return found or next((said for said, check in checks.items() if check(rest, name)), None)


def _is_phone(text: str, name: str) -> bool:
    if name in _CODES and re.fullmatch(r"\d{7}", text):
        return False
    return any(7 <= len(re.sub(r"\D", "", each)) <= 15 for each in _DIGITS.findall(text))


def _is_card(text: str, name: str) -> bool:
    numbers = (re.sub(r"\D", "", each) for each in _DIGITS.findall(text))
    return any(13 <= len(number) <= 19 and _luhn(number) for number in numbers)


def _luhn(number: str) -> bool:
    """Whether the last digit checks the others, as on every card (ISO/IEC 7812)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_secret(text: str, name: str) -> bool:
    return any(_bits(token) > _MOST_BITS and re.search(r"\d", token) for token in _TOKEN.findall(text))


def _bits(token: str) -> float:
    """The entropy of a text in bits per character."""
    counts = Counter(token).values()
    return -sum(each / len(token) * log2(each / len(token)) for each in counts)
