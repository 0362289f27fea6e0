"""What one run leaned on, counted report by report in the process that sees them all."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from mock_gateway.confirmation import Leaning, Run

Verdict = Literal["held", "broke"]


@dataclass(slots=True)
class _Count:
    green: int = 0
    held: int = 0
    broke: list[str] = field(default_factory=list)
    seen: str = ""
    """The latest day, in ISO 8601, on which the live service was asked."""


class Leanings:
    """The entries of the ledger that the tests of a run leaned on."""

    def __init__(self) -> None:
        self._counts: dict[str, _Count] = defaultdict(_Count)

    def note(self, ids: Iterable[str], test: str, verdict: Verdict, live_on: str | None) -> None:
        """One test that leans on `ids` has passed, or was contradicted.

        Args:
            live_on: the day, in ISO 8601, on which the live service was asked; None if it was not.
        """
        for id in ids:
            count = self._counts[id]
            count.green += verdict == "held"
            if live_on is not None:
                count.seen = max(count.seen, live_on)
                if verdict == "held":
                    count.held += 1
                else:
                    count.broke.append(test)

    @property
    def green(self) -> list[str]:
        """What green tests leaned on."""
        return sorted(id for id, count in self._counts.items() if count.green)

    def run(self, today: datetime.date) -> Run:
        """The whole run, to be written down; one test that breaks outweighs all that hold."""
        return Run(today, {id: _leaning(count) for id, count in sorted(self._counts.items())})


def _leaning(count: _Count) -> Leaning:
    live: Literal["confirmed", "refuted"] | None = "confirmed" if count.held else None
    if count.broke:
        live = "refuted"
    seen = datetime.date.fromisoformat(count.seen) if count.seen else None
    return Leaning(green=count.green, live=live, seen=seen, tests=sorted(set(count.broke)))


def written(run: Run) -> bytes:
    """The run as `quo-mock provenance --run` and `--apply` read it."""
    return msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n"
