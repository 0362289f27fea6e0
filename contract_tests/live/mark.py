"""The mark that everything carries which a run makes in a live workspace, so that any later run knows it."""

from __future__ import annotations

import re
from datetime import datetime

PREFIX = "maton-quo-contract"
LENGTH = len(f"{PREFIX}-20260101-00000000")
"""Characters; `source` takes 72, and an `externalId` begins with the mark and takes 75."""

_FORM = re.compile(rf"{PREFIX}-[0-9]{{8}}-[0-9a-f]{{8}}")


def new(now: datetime, number: int) -> str:
    """The mark of a run that begins now; `number`, of 32 bits, tells runs of one day apart."""
    return f"{PREFIX}-{now:%Y%m%d}-{number & 0xFFFFFFFF:08x}"


def is_mark(text: object) -> bool:
    """Whether a text is the mark of some run, and nothing else."""
    return isinstance(text, str) and _FORM.fullmatch(text) is not None


def leading(text: object) -> str | None:
    """The mark that a text begins with: the text itself, or what stands before `-` or a blank."""
    found = _FORM.match(text) if isinstance(text, str) else None
    if found is None or not isinstance(text, str):
        return None
    return found[0] if text[found.end() : found.end() + 1] in ("", "-", " ") else None
