"""One side of a comparison: a name, what it answered, and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from contract_tests.exchanges import Exchange
from contract_tests.recordings.meta import Meta

LIMIT = ("ratelimit", "ratelimit-policy")


@dataclass(frozen=True, slots=True)
class Side:
    """One side, asked or read."""

    name: str
    exchanges: list[Exchange] = field(repr=False)
    meta: Meta
    keys: frozenset[str] = field(default=frozenset(), repr=False)
    """What opens the account; empty for what was read from files."""

    @property
    def is_ours(self) -> bool:
        """Whether it is the mock: only against that a divergence explains a difference."""
        return self.meta.source == "mock"


def level(left: Side, right: Side) -> tuple[Side, Side]:
    """Return both sides so that they can be compared.

    A mock's rate limit may be off, at one door or at all; where it tells of none, the other is not asked to.
    """
    return _quiet(left, right), _quiet(right, left)


def _quiet(side: Side, other: Side) -> Side:
    if not other.is_ours:
        return side
    silent = {each.name for each in other.exchanges if not any(name in each.headers for name in LIMIT)}
    return replace(
        side, exchanges=[_without(each) if each.name in silent else each for each in side.exchanges]
    )


def _without(exchange: Exchange) -> Exchange:
    left = {name: value for name, value in exchange.headers.items() if name not in LIMIT}
    return replace(exchange, headers=left)
