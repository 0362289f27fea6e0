"""When a delivery is attempted again."""

from __future__ import annotations

from ..clock import SECOND

_MINUTE = 60 * SECOND
_HOUR = 60 * _MINUTE

WAITS = (0, 5 * SECOND, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 10 * _HOUR)
"""How long each attempt waits after the one before it, in microseconds: eight within 27 h 35 min.

Quo documents it for the webhooks of its dated API; for those of v1 it only says that it retries if needed.
"""


def next_attempt(tries: int, at: int) -> int | None:
    """When to try again after `tries` attempts, the last one at `at` (microseconds); None: never."""
    return at + WAITS[tries] if tries < len(WAITS) else None
