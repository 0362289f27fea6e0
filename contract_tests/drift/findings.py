"""What a comparison has found: where two sides differ, which of them leaves the spec, and what is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Departs = Literal["left", "right", "both", "neither"]

KINDS = (
    "status",
    "header",
    "error-code",
    "error-shape",
    "missing-field",
    "new-field",
    "type",
    "nullability",
    "enum",
    "range",
    "format",
    "order",
    "pagination",
)
"""Everything a finding can be about, in the order in which a reader wants to know."""

DOOR = "door"
"""What calls that reach no operation are named by."""
BODY = "(body)"
"""The path of an answer as a whole."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One way in which one side is not what was expected of it."""

    kind: str
    path: str
    said: str
    """What it is like, without any value."""
    instead: str
    """What was expected."""
    of_spec: bool = True
    """Whether the spec says what was expected; False where only the gateway shows it."""
    known: str | None = field(default=None, compare=False)
    """The switch that explains it."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two departures one: a field that is not to be there may hold one thing or another."""
        alike = self.kind in ("new-field", "missing-field", "nullability")
        return (self.kind, self.path) if alike else (self.kind, self.path, self.said)


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between two sides."""

    operation: str
    case: str
    """What was asked, several joined by commas; `any` for what all answers of an operation show together."""
    kind: str
    path: str
    """A JSON path with positions folded, `data[].createdAt`; the name of a header; or BODY."""
    left: str
    right: str
    departs: Departs
    """Which side leaves the spec; `neither` where the spec allows, or says nothing of, both."""
    known: str | None = None
    """The switch of `mock_gateway/profile.py` that explains it."""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same finding in another report; cases come and go with the data."""
        return (self.operation, self.kind, self.path, self.left, self.right)

    def swapped(self) -> Finding:
        """The same, the sides the other way round."""
        other: dict[Departs, Departs] = {"left": "right", "right": "left"}
        departs = other.get(self.departs, self.departs)
        return replace(self, left=self.right, right=self.left, departs=departs)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a comparison."""

    left: str
    right: str
    findings: tuple[Finding, ...]
    compared: tuple[str, ...]
    """`operation case` of every call that both sides answered."""
    only_left: tuple[str, ...] = ()
    """Calls that could be made to one side alone: there was no second page, or nothing to ask about."""
    only_right: tuple[str, ...] = ()
    accepted: frozenset[tuple[str, ...]] = frozenset()
    """The keys of findings that somebody has accepted."""

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that were compared, in order; calls that reach none belong to none."""
        named = dict.fromkeys(name.partition(" ")[0] for name in self.compared)
        return tuple(name for name in named if name != DOOR)

    @property
    def new(self) -> tuple[Finding, ...]:
        """Drift: what is neither known nor accepted."""
        return tuple(f for f in self.findings if f.known is None and f.key not in self.accepted)

    @property
    def known(self) -> tuple[Finding, ...]:
        """What a divergence explains."""
        return tuple(f for f in self.findings if f.known is not None)

    @property
    def already(self) -> tuple[Finding, ...]:
        """What somebody has accepted."""
        return tuple(f for f in self.findings if f.known is None and f.key in self.accepted)

    @property
    def switches(self) -> tuple[str, ...]:
        """The divergences that show."""
        return tuple(sorted({f.known for f in self.findings if f.known is not None}))


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return each finding once, with all its cases, in reading order."""
    found: dict[Finding, list[str]] = {}
    for each in findings:
        cases = found.setdefault(replace(each, case=""), [])
        if each.case not in cases:
            cases.append(each.case)
    whole = (replace(finding, case=", ".join(cases)) for finding, cases in found.items())
    return tuple(sorted(whole, key=lambda f: (f.operation, KINDS.index(f.kind), f.path, f.case)))
