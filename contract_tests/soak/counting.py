"""What came of the requests: how many of each kind, how long they took, and every surprise."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Counts:
    """The counts of one run."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    surprises: Counter[str] = field(default_factory=Counter)
    """Whatever was not asked for, in words."""

    def count(self, kind: str, status: int, seconds: float, wanted: int) -> bool:
        """Count an answer; whether it is the one that was wanted."""
        self.seconds[kind].append(seconds)
        self.statuses[kind, status] += 1
        if status != wanted:
            self.surprises[f"{kind} was answered {status} instead of {wanted}"] += 1
        return status == wanted

    @property
    def total(self) -> int:
        """How many requests were answered."""
        return sum(self.statuses.values())

    def rows(self) -> list[dict[str, object]]:
        """For each kind its requests, statuses, and milliseconds at p50, p95, p99 and most."""
        return [self._row(kind, sorted(times)) for kind, times in sorted(self.seconds.items())]

    def _row(self, kind: str, times: list[float]) -> dict[str, object]:
        return {
            "kind": kind,
            "requests": len(times),
            **{f"p{share}_ms": _at(times, share) for share in (50, 95, 99)},
            "max_ms": _at(times, 100),
            "statuses": {
                status: count for (of, status), count in sorted(self.statuses.items()) if of == kind
            },
        }


def _at(times: list[float], share: int) -> float:
    return round(1000 * times[min(len(times) - 1, len(times) * share // 100)], 1)
