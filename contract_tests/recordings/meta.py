"""Where a recording comes from, said in each of its files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meta:
    """What a reader has to know before he believes a recording."""

    recorded: str
    """The day, `2026-11-24`."""
    target: str
    """`in-process`, `loopback`, `url` or `live`; never an address, which may be private."""
    source: str
    """`mock` shows form only; `live` is evidence."""
    profile: str | None
    """Whom a mock followed; None for what is no mock."""
    spec: str
    """The version of the spec by which it was redacted."""
