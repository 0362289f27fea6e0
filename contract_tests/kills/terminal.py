"""What a person sees of the kills: one line while they happen, and the accounts side by side at the end."""

from __future__ import annotations

import sys

from contract_tests.kills.account import Account
from contract_tests.kills.load import Sent

ROWS = {
    "workers": "processes that served",
    "kills": "kills −9",
    "seconds": "seconds",
    "acknowledged": "texts acknowledged",
    "unanswered": "  not answered, as it was killed",
    "kept": "  kept in the end",
    "lost": "  lost",
    "doubled": "  doubled",
    "unknown": "  that nobody has sent",
    "refused": "  refused",
    "cents_off": "cents that the balance is off by",
    "pages_off": "messages that pages and totals differ by",
    "events": "webhook events that arrived",
    "again": "  that came again after a kill",
    "most": "  how often at most",
    "events_needless": "  again without a kill in between",
    "events_lost": "  lost",
    "events_unplanned": "  never planned, or twice",
    "calls_misplaced": "calls told of in the wrong order",
    "tracebacks": "tracebacks",
}
_EVERY = 5
"""How many kills there are to a line where the output is not a terminal."""


class Line:
    """Says how far a run is: on one line of a terminal that changes, else on a line now and then."""

    def __init__(self, engine: str, kills: int) -> None:
        self._engine, self._kills = engine, kills

    def __call__(self, done: int, sent: Sent) -> None:
        """Say it."""
        said = (
            f"{self._engine}: kill {done} of {self._kills},"
            f" {len(sent.acknowledged)} texts acknowledged, {len(sent.unanswered)} not answered"
        )
        last = done == self._kills
        if sys.stderr.isatty():
            print(f"\r{said}\x1b[K", end="\n" if last else "", file=sys.stderr, flush=True)
        elif done in (1, self._kills) or done % _EVERY == 0:
            print(said, file=sys.stderr, flush=True)


def table(accounts: list[Account]) -> str:
    """The accounts in columns, and a last line that says whether anything is wrong."""
    width = max(map(len, ROWS.values())) + 2
    lines = [" " * width + "".join(f"{each.engine:>12}" for each in accounts)]
    for name, said in ROWS.items():
        values = "".join(f"{getattr(each, name):>12,}".replace(",", " ") for each in accounts)
        lines.append(f"{said:<{width}}{values}")
    return "\n".join([*lines, "", verdict(accounts)])


def verdict(accounts: list[Account]) -> str:
    """One sentence about all of them."""
    wrong = [
        f"{each.engine}: {ROWS[name].strip()} {count}"
        for each in accounts
        for name, count in each.faults.items()
    ]
    if wrong:
        return f"Not everything is as it was acknowledged: {'; '.join(wrong)}."
    return "Nothing was lost, doubled or contradictory."
