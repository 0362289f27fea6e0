"""Compares what the answers of an operation hold: each side is held to the spec, then to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contract_tests.drift import pages
from contract_tests.drift.asked import contracts
from contract_tests.drift.findings import BODY, Departs, Departure, Finding
from contract_tests.drift.forms import form_of, is_id, is_moment, joined, written
from contract_tests.drift.shapes import Shapes
from contract_tests.exchanges import Exchange
from mock_gateway import spec
from mock_gateway.contract import Contract

ENOUGH = 3
"""Examples that have to agree before what the spec leaves open counts as a side's way."""
NO_EXAMPLE = "no example"


@dataclass(slots=True)
class Seen:
    """What the good answers of one side to an operation show, path by path."""

    objects: dict[str, int] = field(default_factory=dict)
    """How many objects stood at a path."""
    fields: dict[str, int] = field(default_factory=dict)
    """How many of them had a field, by its path."""
    forms: dict[str, list[str]] = field(default_factory=dict)
    """How each id and date-time there is written."""
    departures: dict[str, dict[tuple[str, ...], Departure]] = field(default_factory=dict)
    """By case and key."""

    def look(self, value: Any, path: str = "") -> None:
        """Take in one value and all below it."""
        if isinstance(value, dict):
            self.objects[path] = self.objects.get(path, 0) + 1
            for key, inner in value.items():
                below = joined(path, key)
                self.fields[below] = self.fields.get(below, 0) + 1
                self.look(inner, below)
        elif isinstance(value, list):
            for inner in value:
                self.look(inner, f"{path}[]")
        elif isinstance(value, str):
            form = form_of(value, is_id=is_id(path))
            if (is_moment(path) or is_id(path)) and written(form):
                self.forms.setdefault(path, []).append(form)

    def written(self, path: str) -> str:
        """Every form in which something is written there."""
        return " or ".join(sorted(set(self.forms[path])))

    def share(self, path: str) -> str | None:
        """Whether the objects above a field `always` or `never` have it; None for sometimes and too few."""
        above = self.objects.get(path.rpartition(".")[0], 0)
        have = self.fields.get(path, 0)
        return {above: "always", 0: "never"}.get(have) if above >= ENOUGH else None

    def gathered(self) -> dict[tuple[str, ...], Departure]:
        """Every departure by its key, whatever the case."""
        return {key: each for found in self.departures.values() for key, each in found.items()}


def findings(
    operation: str, left: Sequence[Exchange], right: Sequence[Exchange], *, excuses: bool
) -> Iterator[Finding]:
    """Yield every difference in what good answers hold."""
    sides = seen(operation, left), seen(operation, right)
    for kind, path in _places(sides):
        finding = _between(operation, kind, path, sides, excuses=excuses)
        if finding is not None:
            yield finding
    told = tuple(path for _, path in _places(sides))
    for each in _unspecified(operation, sides):
        if not any(each.path == path or each.path.startswith((f"{path}.", f"{path}[")) for path in told):
            yield each


def seen(operation: str, answers: Sequence[Exchange]) -> Seen:
    """Hold the good answers of one side to the spec."""
    good = [answer for answer in answers if answer.status // 100 == 2]
    found = Seen()
    for answer in good:
        found.look(answer.content)
        for departure in _explained(operation, answer):
            found.departures.setdefault(answer.case, {})[departure.key] = departure
    for case, departure in pages.departures(operation, good):
        found.departures.setdefault(case, {})[departure.key] = departure
    return found


def _explained(operation: str, answer: Exchange) -> Iterator[Departure]:
    """What the guide's contract has against an answer, each with the switch that would allow it."""
    found = list(_departures(contracts()[None], operation, answer))
    if not found:
        return
    flipped = {
        name: {each.key for each in _departures(contract, operation, answer)}
        for name, contract in contracts().items()
        if name is not None
    }
    for each in found:
        yield replace(
            each, known=next((name for name, left in flipped.items() if each.key not in left), None)
        )


def _departures(contract: Contract, operation: str, answer: Exchange) -> Iterator[Departure]:
    stated = contract.operations.get(operation)
    if stated is None:
        return
    schema: Any = contract.document["paths"][stated.path][stated.method.lower()]["responses"]
    schema = spec.resolve(contract.document, schema[str(stated.success)])
    media = schema.get("content", {}).get("application/json")
    if media is not None:
        yield from Shapes(contract.document).departures(media["schema"], answer.content)


def _places(sides: Iterable[Seen]) -> list[tuple[str, str]]:
    return sorted({key[:2] for side in sides for key in side.gathered()})  # type: ignore[misc]


def _between(
    operation: str, kind: str, path: str, sides: tuple[Seen, Seen], *, excuses: bool
) -> Finding | None:
    """What the sides say differently about one place; None if they depart alike."""
    both = [{k: d for k, d in side.gathered().items() if k[:2] == (kind, path)} for side in sides]
    apart = [
        {key: each for key, each in mine.items() if key not in other or other[key].known != each.known}
        for mine, other in (both, both[::-1])
    ]
    if not any(apart):
        return None
    departing = [each for mine in apart for each in mine.values()]
    switches = {each.known for each in departing}
    known = switches.pop() if len(switches) == 1 and excuses else None
    words = [
        _said(mine, departing[0].instead, side, kind, path) for mine, side in zip(both, sides, strict=True)
    ]
    if known and NO_EXAMPLE in words:
        return None  # a divergence shows where two answers differ; here there is only one
    cases = [
        case
        for side in sides
        for case, held in side.departures.items()
        for k in held
        if k[:2] == (kind, path)
    ]
    departs: Departs = "both" if all(both) else "left" if both[0] else "right"
    if not departing[0].of_spec:
        departs = "neither"
    return Finding(operation, ", ".join(dict.fromkeys(cases)), kind, path, words[0], words[1], departs, known)


def _said(mine: Mapping[Any, Departure], instead: str, side: Seen, kind: str, path: str) -> str:
    if mine:
        return " or ".join(sorted({each.said for each in mine.values()}))
    if kind in ("order", "pagination"):
        return instead
    about_fields = kind in ("missing-field", "new-field")
    above = path.rpartition(".")[0]
    shown = (
        side.objects.get(above) if about_fields else path == BODY or side.fields.get(path.removesuffix("[]"))
    )
    if kind == "format" and path in side.forms:
        return side.written(path)
    return instead if shown else NO_EXAMPLE


def _unspecified(operation: str, sides: tuple[Seen, Seen]) -> Iterator[Finding]:
    """What the spec leaves open but one side always does otherwise than the other."""
    left, right = sides
    for path in sorted(left.forms.keys() & right.forms.keys()):
        few = min(len(side.forms[path]) for side in sides) < ENOUGH
        if not few and not set(left.forms[path]) & set(right.forms[path]):
            words = [side.written(path) for side in sides]
            yield Finding(operation, "any", "format", path, words[0], words[1], "neither")
    for path in sorted(left.fields.keys() | right.fields.keys()):
        shares = left.share(path), right.share(path)
        if set(shares) == {"always", "never"}:
            kinds = {"always": "always present", "never": "never present"}
            yield Finding(
                operation,
                "any",
                "missing-field",
                path,
                kinds[str(shares[0])],
                kinds[str(shares[1])],
                "neither",
            )
