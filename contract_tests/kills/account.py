"""The account after the kills: what was acknowledged is held against what was kept, sent out and paid for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

from contract_tests.kills import events
from contract_tests.kills.load import Sent

PRICE, BALANCE = 3, 1_000_000
"""In cents: of a text, and before the first."""


@dataclass(frozen=True, slots=True)
class Account:
    """What came of one run; the second half has to be nought."""

    engine: str
    workers: int
    kills: int
    seconds: int
    acknowledged: int
    unanswered: int
    """Texts whose sender never heard what became of them: each may be kept or not."""
    kept: int
    events: int
    again: int
    """How many events came more than once, as a kill came between sending and noting them."""
    most: int
    """How often the one came that came most often."""
    lost: int
    doubled: int
    unknown: int
    """Texts that are kept although nobody can have sent them."""
    refused: int
    """Answers that were neither 202 nor missing."""
    cents_off: int
    pages_off: int
    """By how much the total that pages tell differs from what they hold, at most."""
    events_unplanned: int
    events_lost: int
    events_needless: int
    """Arrivals of an event that had come before, without a kill in between."""
    calls_misplaced: int
    tracebacks: int

    @property
    def faults(self) -> dict[str, int]:
        """What should be nought and is not, by its name."""
        names = [field.name for field in fields(self)]
        counts = {name: int(getattr(self, name)) for name in names[names.index("lost") :]}
        return {name: count for name, count in counts.items() if count}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the gateway says once it has come to rest."""

    messages: list[dict[str, Any]]
    totals: set[int]
    log: list[Any]
    balance: int
    complaints: str


def account(
    sent: Sent, kept: Kept, came: dict[str, list[int]], kills: list[events.Kill], **run: Any
) -> Account:
    """Hold everything against everything.

    Args:
        came: the places of each event among all that arrived.
        run: the engine, the workers and the seconds it took.
    """
    texts = Counter(message["text"] for message in kept.messages)
    outgoing = {message["id"]: message["text"] for message in kept.messages}
    acknowledged = set(sent.acknowledged.values())
    return Account(
        kills=len(kills),
        acknowledged=len(sent.acknowledged),
        unanswered=len(sent.unanswered),
        kept=len(kept.messages),
        events=len(came),
        again=sum(len(places) > 1 for places in came.values()),
        most=max(map(len, came.values()), default=0),
        lost=sum(outgoing.get(id) != text for id, text in sent.acknowledged.items()),
        doubled=len(kept.messages) - len(outgoing) + sum(times - 1 for times in texts.values()),
        unknown=len(texts.keys() - acknowledged - sent.unanswered),
        refused=sent.refused.total(),
        cents_off=abs(BALANCE - PRICE * len(outgoing) - kept.balance),
        pages_off=max(abs(total - len(kept.messages)) for total in kept.totals),
        events_unplanned=events.unplanned(kept.log, set(outgoing), len(kills)),
        events_lost=len({each.event_id for each in kept.log} ^ came.keys()),
        events_needless=sum(events.needless(places, kills) for places in came.values()),
        calls_misplaced=events.misplaced(kept.log, came),
        tracebacks=kept.complaints.count("Traceback"),
        **run,
    )
