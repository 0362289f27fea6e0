"""Spans of time as people write them: `90`, `5m`, `1h30m`."""

from __future__ import annotations

import re

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_PART = r"(\d+(?:\.\d+)?)([smhdw]?)"


def seconds_of(text: str) -> float:
    """Seconds of a span; raises `ValueError` with what is allowed."""
    if not re.fullmatch(rf"(?:{_PART})+", text, re.ASCII) or len(text) > 30:
        raise ValueError(f"{text!r} is no span of time; it is written 90, 30s, 5m, 1h30m or 2d")
    return float(sum(float(number) * _UNITS[unit] for number, unit in re.findall(_PART, text)))
