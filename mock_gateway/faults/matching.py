"""Whether a rule is about a request, and whether it strikes this time: pure arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from msgspec import UNSET, UnsetType

from .rule import Match, Rule


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a rule sees it."""

    operation: str
    method: str
    path: str
    workspace_id: str | None
    header: Callable[[str], str | None]
    """A header's value by its name."""


def is_about(match: Match, call: Call) -> bool:
    """Whether everything that `match` gives holds for a call; the key is not looked at here."""
    return (
        _same(match.operation, call.operation)
        and _same(match.method, call.method)
        and _same(match.workspace_id, call.workspace_id)
        and (isinstance(match.path, UnsetType) or fits(match.path, call.path))
        and _has_header(match, call)
    )


def _same(wanted: str | UnsetType, found: str | None) -> bool:
    return wanted is UNSET or wanted == found


def _has_header(match: Match, call: Call) -> bool:
    if isinstance(match.header, UnsetType):
        return True
    value = call.header(match.header.name)
    return value is not None and fits(match.header.value, value)


def fits(pattern: str, text: str) -> bool:
    """Whether `text` is `pattern`, in which each * stands for any characters, also none.

    Without a regular expression: a pattern of many stars would take one forever.
    """
    first, *rest = pattern.split("*")
    if not rest:
        return text == first
    *between, last = rest
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    place, end = len(first), len(text) - len(last)
    for part in between:
        place = text.find(part, place, end)
        if place < 0:
            return False
        place += len(part)
    return True


def strikes(rule: Rule, *, match: int, struck: int) -> bool:
    """Whether a rule strikes at its n-th match (from 1), after it has struck so many times.

    The same rule strikes the same matches in every process and on every machine.
    """
    if is_spent(rule, struck) or match % rule.every:
        return False
    return rule.probability >= 1 or _chance(rule.seed, match) < rule.probability


def is_spent(rule: Rule, struck: int) -> bool:
    """Whether a rule that has struck so many times never will again."""
    return not isinstance(rule.times, UnsetType) and struck >= rule.times


def _chance(seed: int, match: int) -> float:
    """A number from 0 up to but not including 1, evenly spread over the matches."""
    digest = blake2b(f"{seed}:{match}".encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48
