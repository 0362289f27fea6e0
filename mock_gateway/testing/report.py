"""The journal of a test as people read it below a failure: a line a request, without bodies or keys."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from ..journal.entry import Entry

MOST = 200
"""Requests that are shown; the last ones."""


def text(entries: Iterable[Entry]) -> str:
    """What was asked and how it was answered, oldest first."""
    every = list(entries)
    if not every:
        return "No request reached the gateway."
    left_out = [f"… and {len(every) - MOST} before them"] if len(every) > MOST else []
    return "\n".join([*left_out, *map(_line, every[-MOST:])])


def _line(entry: Entry) -> str:
    query = f"?{urlencode(entry.query, safe='+:[]')}" if entry.query else ""
    said = [f"{entry.at[11:23]} {entry.method} {entry.path}{query} → {entry.status}"]
    said += [word for word in (entry.code, entry.complaint) if word]
    said += [f"(fault: {', '.join(entry.faults)})"] if entry.faults else []
    return " ".join(said)
