"""Whether a call came that was expected, and if not, which came nearest and in what it differs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .entry import Entry

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Expected:
    """What a call is to be like; None leaves it open."""

    operation: str | None
    status: int | None
    query: Mapping[str, str]
    """The values that the query is to have among others."""
    body: Any
    """What the body is to hold among others: objects may have more, lists may not."""
    count: int | None
    """How often it is to have come; None: at least once."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which a call is not as expected."""

    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an expectation."""

    came: int
    holds: bool
    nearest: Entry | None
    """The call that came nearest, if it does not hold."""
    differences: list[Difference]


def verdict(expected: Expected, entries: Iterable[Entry]) -> Verdict:
    """Compare an expectation with the calls that came, oldest first."""
    came = 0
    nearest: tuple[tuple[bool, int], Entry, list[Difference]] | None = None
    for each in entries:
        found = differences(expected, each)
        if not found:
            came += 1
            continue
        distance = (found[0].path == "/operation", len(found))
        if nearest is None or distance <= nearest[0]:  # of two that are equally near, the later one
            nearest = (distance, each, found)
    holds = came >= 1 if expected.count is None else came == expected.count
    if holds or nearest is None or came > (expected.count or 0):
        return Verdict(came, holds, None, [])
    return Verdict(came, holds, nearest[1], nearest[2])


def sentence(expected: Expected, verdict: Verdict) -> str:
    """What to tell the person whose test this is."""
    what = expected.operation or "A call"
    wanted = "at least once" if expected.count is None else _times(expected.count)
    said = f"{what} was expected {wanted}, and came {_times(verdict.came)}"
    if verdict.nearest is None:
        return f"{said}."
    near = verdict.nearest
    where = "; ".join(map(str, verdict.differences))
    return f"{said}. The nearest was {near.method} {near.path} at {near.at} (number {near.number}): {where}."


def differences(expected: Expected, call: Entry) -> list[Difference]:
    """Where a call is not as expected."""
    found: list[Difference] = []
    if expected.operation is not None:
        found += _compared("/operation", expected.operation, call.operation)
    if expected.status is not None:
        found += _compared("/status", expected.status, call.status)
    for name, value in expected.query.items():
        given = [each for key, each in call.query if key in (name, f"{name}[]")]
        if value not in given:
            shown = given[0] if len(given) == 1 else given or _ABSENT
            found.append(Difference(f"/query/{name}", _shown(value), _shown(shown)))
    if expected.body is not None:
        found += _compared("/body", expected.body, _ABSENT if call.body is None else call.body)
    return found


def _compared(path: str, expected: Any, found: Any) -> list[Difference]:
    if isinstance(expected, dict) and isinstance(found, dict):
        steps: Iterable[Any] = expected
        inner = [_compared(f"{path}/{name}", expected[name], found.get(name, _ABSENT)) for name in steps]
        return [each for differences in inner for each in differences]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = zip(expected, found, strict=True)
        inner = [_compared(f"{path}/{index}", *pair) for index, pair in enumerate(pairs)]
        return [each for differences in inner for each in differences]
    same = expected == found and isinstance(expected, bool) == isinstance(found, bool)
    return [] if same else [Difference(path, _shown(expected), _shown(found))]


def _shown(value: Any) -> str:
    if value is _ABSENT:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:200] + "…"


def _times(count: int) -> str:
    return "never" if count == 0 else "once" if count == 1 else f"{count} times"
