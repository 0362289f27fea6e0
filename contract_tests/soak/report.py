"""What a soak found, as values and as a table."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from .counting import Counts
from .watching import MOST_GROWTH, Held


@dataclass
class Report:
    """What a run found; it passed if nothing is wrong."""

    connections: int
    accounts: int
    account_seconds: float
    counts: Counts = field(default_factory=Counts)
    misbehaved: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    gateway_processor: float = 0.0
    own_processor: float = 0.0
    """Seconds of processor, of the gateway and of the load beside it."""
    mib: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """The gateway's memory at its beginning, warm, at the highest after that, and at its end."""
    held: tuple[Held, Held] = (Held(0, 0), Held(0, 0))
    texts: int = 0
    told: int = 0
    load_average: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def judge(self) -> None:
        """Add whatever the numbers alone show to be wrong."""
        for counts in (self.counts, self.misbehaved):
            self.wrong += [f"{what} ({times} times)" for what, times in counts.surprises.items()]
        _, warm, most, _ = self.mib
        if most - warm > MOST_GROWTH:
            self.wrong.append(f"memory grew by {most - warm:.0f} MiB after the warm-up")
        before, after = self.held
        if after.files > before.files or after.threads > before.threads:
            self.wrong.append(f"something was left open: {before} became {after}")

    def values(self) -> dict[str, Any]:
        """All of it, for a file of JSON."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        kinds = {"counts": self.counts.rows(), "misbehaved": self.misbehaved.rows()}
        return {**plain, **kinds, "held": [asdict(each) for each in self.held]}

    def text(self) -> str:
        """All of it, for people."""
        begun, warm, most, end = self.mib
        before, after = self.held
        lines = [
            f"{self.counts.total} requests in {self.seconds:.0f} s by {self.connections} connections:"
            f" {self.counts.total / max(self.seconds, 1):.0f}/s",
            f"{self.accounts} accounts were made in {self.account_seconds:.1f} s",
            "",
            *_table(self.counts),
            "",
            "Clients that misbehave, and how long each was connected (status 0: closed without an answer)",
            *_table(self.misbehaved),
            "",
            f"processor   gateway {self.gateway_processor:.0f} s, load {self.own_processor:.0f} s;"
            f" load average of the machine {self.load_average:.1f}",
            f"memory      {begun:.0f} MiB at the beginning, {warm:.0f} warm, {most:.0f} at most, {end:.0f} at"
            f" the end; at most {MOST_GROWTH} more than warm are allowed",
            f"held        {before.files} files and {before.threads} threads before, {after.files} and"
            f" {after.threads} after",
            f"texts       {self.texts} acknowledged, each looked for, every balance compared",
            f"webhooks    {self.told} events to the good receiver, beside four kinds of bad ones",
            "",
            *([f"WRONG: {each}" for each in self.wrong] or ["nothing wrong"]),
        ]
        return "\n".join(lines)


def _table(counts: Counts) -> list[str]:
    lines = [f"{'':22} {'requests':>8} {'p50 ms':>9} {'p95 ms':>9} {'p99 ms':>9} {'max ms':>9}  statuses"]
    for row in counts.rows():
        times = " ".join(f"{row[name]:>9}" for name in ("p50_ms", "p95_ms", "p99_ms", "max_ms"))
        statuses = row["statuses"]
        assert isinstance(statuses, dict)
        told = ", ".join(f"{status}: {count}" for status, count in statuses.items())
        lines.append(f"{row['kind']:22} {row['requests']:>8} {times}  {told}")
    return lines
