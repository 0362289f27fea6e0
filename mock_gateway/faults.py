"""Errors on demand, for one request: the header `Mock-Fault: 503`."""

from __future__ import annotations

from .errors import Problem

HEADER = "Mock-Fault"


def raise_demanded(header: str | None) -> None:
    """Answer with the error that the header's value asks for, if there is one.

    Raises:
        Problem: that error, or a 400 if the value is no error status.
    """
    if header is None:
        return
    if not header.isascii() or not header.isdigit() or not 400 <= int(header[:4]) <= 599:
        raise Problem(400, f"{HEADER} takes an error status from 400 to 599, not {header[:20]!r}")
    raise Problem(int(header), f"A fault was asked for by {HEADER}: {header}")
