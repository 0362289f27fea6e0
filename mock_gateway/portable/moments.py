"""Times as people write them: ISO 8601, or as far from now as `-3d 2h`."""

from __future__ import annotations

import re

from ..clock import LATEST, SECOND, iso, iso_micro, moment_of

EXPECTED = "Expected a time such as 2026-03-01T12:00:00Z, or one relative to now such as -3d 2h or +10m"
_UNITS = {"w": 7 * 86_400, "d": 86_400, "h": 3600, "m": 60, "s": 1}
_RELATIVE = re.compile(r"([-+])\s*((?:\d{1,9}\s*[wdhms]\s*)+)", re.ASCII)
_STEP = re.compile(r"(\d{1,9})\s*([wdhms])", re.ASCII)


def moment(text: str, now: int) -> int:
    """The moment, in microseconds, that a text names at `now`; raises `ValueError` with what is allowed."""
    try:
        found = now if text == "now" else _relative(text, now)
        found = moment_of(text) if found is None else found
    except (ValueError, OverflowError):
        raise ValueError(EXPECTED) from None
    if not 0 <= found <= LATEST:
        raise ValueError("Expected a time from 1970 to the year 9000")
    return found


def written(moment: int) -> str:
    """The moment as Quo writes it, with microseconds only where there are any."""
    return iso_micro(moment) if moment % 1000 else iso(moment)


def _relative(text: str, now: int) -> int | None:
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return None
    seconds = sum(int(number) * _UNITS[unit] for number, unit in _STEP.findall(found[2]))
    return now + seconds * SECOND * (-1 if found[1] == "-" else 1)
