"""The forms of text that programs rely on, by which a number, an id or a link is known for what it is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from contract_tests.recordings.substitutes import PREFIXES

E164 = re.compile(r"\+[1-9][0-9]{1,14}")
PHONE = re.compile(r"\+[1-9][0-9]{1,14}|\([0-9]{3}\) [0-9]{3}-[0-9]{4}")
EMAIL = re.compile(r"[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+")
URL = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.IGNORECASE | re.DOTALL)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
ID = re.compile(
    rf"(?:{'|'.join(PREFIXES)})[0-9A-Za-z]*[0-9][0-9A-Za-z]*"
    r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{16,}|[0-9]+"
)
WORD = re.compile(r"[a-z]+([-.][a-z]+)*")
"""What a word of an enum looks like: one that the spec does not know is drift, which is to be seen."""
LONGEST_WORD = 32
MIME = re.compile(r"(audio|image|video|text|application)/[a-z0-9.+-]{1,40}")
NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$.-]{0,63}")
"""What the name of a property looks like; what is none may be a person's."""

START = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
"""When the earliest event of every recording happened."""


def is_word(text: str) -> bool:
    """Whether it looks like a word of an enum."""
    return len(text) <= LONGEST_WORD and WORD.fullmatch(text) is not None


def read_moment(text: str) -> datetime | None:
    """Return the time that an RFC 3339 text says, or None if it says none that Python can tell."""
    found = MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{text[:10]}T{text[11:19]}{found[2].upper()}")
    except ValueError:
        return None


def shifted(text: str, by: timedelta) -> str | None:
    """Return a time moved by whole seconds, written as it was: the same fraction, the same offset.

    None if the text says no time, or one that cannot be moved so far.
    """
    found = MOMENT.fullmatch(text)
    moment = read_moment(text)
    if found is None or moment is None:
        return None
    try:
        return f"{(moment + by).replace(tzinfo=None).isoformat()}{found[1] or ''}{found[2].upper()}"
    except OverflowError:
        return None
