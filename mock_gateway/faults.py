"""Errors on demand, for one request: the header `Mock-Fault: 503`."""

from __future__ import annotations

from .errors import Problem

HEADER = "Mock-Fault"


def demanded(header: str | None) -> Problem | None:
    """The error that the header's value asks for, or None without one.

    Raises:
        Problem: 400, the value is no error status.
    """
    if header is None:
        return None
    if not header.isascii() or not header.isdigit() or not 400 <= int(header[:4]) <= 599:
        raise Problem(400, f"{HEADER} takes an error status from 400 to 599, not {header[:20]!r}")
    return Problem(int(header), f"A fault was asked for by {HEADER}: {header}")
