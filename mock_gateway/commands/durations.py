"""Spans of time as people write them: `90`, `5m`, `1h30m`."""

from __future__ import annotations

import re

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_PART = r"(\d+(?:\.\d+)?)([smhdw]?)"
_WHOLE = re.compile(r"(?:\d+(?:\.\d+)?[smhdw])*\d+(?:\.\d+)?[smhdw]?", re.ASCII)
"""Only the last part may lack its unit: if each may, digits divide in more ways than anybody can try."""


def seconds_of(text: str) -> float:
    """Seconds of a span; raises `ValueError` with what is allowed."""
    if len(text) > 30 or not _WHOLE.fullmatch(text):
        raise ValueError(f"{text!r} is no span of time; it is written 90, 30s, 5m, 1h30m or 2d")
    return float(sum(float(number) * _UNITS[unit] for number, unit in re.findall(_PART, text)))
