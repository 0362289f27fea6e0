"""The account after the outages: what each account was told is held against what is kept, sent and paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from contract_tests.kills import events
from contract_tests.kills.load import DELIVERED

from .load import CUSTOMER, Told
from .watching import Outage, Watch

PRICE, BALANCE = 3, 1_000_000
"""In cents: of a text, and before the first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the gateway says of one account once it has come to rest."""

    messages: list[dict[str, Any]]
    """Its texts, both ways."""
    contacts: list[dict[str, Any]]
    log: list[Any]
    """Every delivery of its webhooks that was planned."""
    balance: int
    revision: int
    """Of its task, which began with 1."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of one account, or of all of them added up; the second half has to be nought."""

    acknowledged: int = 0
    unanswered: int = 0
    kept: int = 0
    contacts: int = 0
    walks: int = 0
    events: int = 0
    again: int = 0
    """Events that came more than once, with an outage in between."""
    lost: int = 0
    doubled: int = 0
    unknown: int = 0
    """What is kept although nobody can have asked for it."""
    contacts_wrong: int = 0
    revisions_off: int = 0
    """Changes of a task that are lost, or counted twice."""
    walks_wrong: int = 0
    cents_off: int = 0
    events_unplanned: int = 0
    events_lost: int = 0
    events_needless: int = 0
    calls_misplaced: int = 0

    def __add__(self, other: Counts) -> Counts:
        mine, yours = asdict(self), asdict(other)
        return Counts(**{name: mine[name] + yours[name] for name in mine})

    @property
    def faults(self) -> dict[str, int]:
        """What should be nought and is not, by its name."""
        names = [field.name for field in fields(self)]
        counts = {name: int(getattr(self, name)) for name in names[names.index("lost") :]}
        return {name: count for name, count in counts.items() if count}


def counted(told: Told, kept: Kept, came: dict[str, list[int]], outages: list[Outage]) -> Counts:
    """Hold what an account was told against what there is.

    Args:
        came: the places of each of its events among all that arrived at all accounts' webhooks.
    """
    outgoing, incoming = _by_id(kept, "outgoing"), _by_id(kept, "incoming")
    known = [*told.texts.values(), *told.texts_unsure, *told.inbound.values(), *told.inbound_unsure]
    texts = Counter(message["text"] for message in kept.messages)
    promised = {**told.texts, **told.inbound}
    there = {**outgoing, **incoming}
    blows = [events.Kill(outage.before, outage.after) for outage in outages]
    return Counts(
        acknowledged=len(promised) + len(told.calls),
        unanswered=len(told.texts_unsure) + len(told.inbound_unsure) + told.calls_unsure,
        kept=len(kept.messages),
        contacts=len(kept.contacts),
        walks=told.walks,
        events=len(came),
        again=sum(len(places) > 1 for places in came.values()),
        lost=sum(there.get(id) != text for id, text in promised.items()),
        doubled=len(kept.messages) - len(there) + sum(times - 1 for times in texts.values()),
        unknown=len(texts.keys() - set(known)),
        contacts_wrong=_contacts_wrong(told, kept.contacts),
        revisions_off=_revisions_off(told, kept.revision - 1),
        walks_wrong=len(told.walks_wrong),
        cents_off=abs(BALANCE - PRICE * len(outgoing) - kept.balance),
        events_unplanned=_unplanned(kept.log, told, outgoing, incoming),
        events_lost=len({each.event_id for each in kept.log} ^ came.keys()),
        events_needless=sum(events.needless(places, blows) for places in came.values()),
        calls_misplaced=events.misplaced(kept.log, came),
    )


def _by_id(kept: Kept, direction: str) -> dict[str, str]:
    return {each["id"]: each["text"] for each in kept.messages if each["direction"] == direction}


def _contacts_wrong(told: Told, kept: list[dict[str, Any]]) -> int:
    """How many contacts are not as they may be: not there, there twice, back, or with another company."""
    found: dict[str, str | None] = {each["id"]: each["defaultFields"]["company"] for each in kept}
    wrong = len(kept) - len(found)
    for id, possible in told.contacts.items():
        wrong += found.get(id) not in possible
    strangers = [company for id, company in found.items() if id not in told.contacts]
    return wrong + len(strangers) - len(set(strangers) & told.contacts_unsure)


def _revisions_off(told: Told, kept: int) -> int:
    return max(told.changes - kept, kept - told.changes - told.changes_unsure, 0)


def _unplanned(log: Iterable[Any], told: Told, outgoing: Collection[str], incoming: Collection[str]) -> int:
    """How many events of what happened were never planned, planned twice, or are of nothing known."""
    plans = Counter((each.event_type, each.resource_id) for each in log)
    by_type: dict[str, set[str]] = {}
    for type, id in plans:
        by_type.setdefault(type, set()).add(id)
    delivered = by_type.get("message.delivered", set()) ^ set(outgoing)
    received = by_type.get("message.received", set()) ^ set(incoming)
    calls = [by_type.get(type, set()) for type in events.TOPICS["calls"]]
    missing = sum(len(told.calls - each) for each in calls)
    differing = sum(len(calls[0] ^ each) for each in calls[1:])
    extra = max(0, len(calls[0] - told.calls) - told.calls_unsure)
    repeated = sum(times - 1 for times in plans.values())
    return len(delivered) + len(received) + missing + differing + extra + repeated


@dataclass(frozen=True, slots=True)
class Account:
    """What came of a whole run."""

    seconds: int
    accounts: int
    outages: list[dict[str, Any]]
    """What was broken: its name, for how long, how many errors it excuses and how long nobody was served."""
    counts: Counts
    answers: int
    errors: dict[str, int]
    """How many errors clients saw, by what they were."""
    silence: float
    """The longest time without a good answer to anybody, in seconds."""
    unexcused: dict[str, int]
    """The errors that no outage explains."""
    tracebacks: int

    @property
    def faults(self) -> dict[str, int]:
        """Everything that should be nought and is not."""
        more = {"unexcused": sum(self.unexcused.values()), "tracebacks": self.tracebacks}
        return self.counts.faults | {name: count for name, count in more.items() if count}


def account(
    counts: Iterable[Counts], watch: Watch, outages: list[Outage], *, complaints: str, seconds: float
) -> Account:
    """Everything in one."""
    each = list(counts)
    return Account(
        seconds=round(seconds),
        accounts=len(each),
        outages=[_told(outage, watch) for outage in outages],
        counts=sum(each, Counts()),
        answers=len(watch.good),
        errors=dict(Counter(error.what for error in watch.errors)),
        silence=round(watch.longest_silence(), 2),
        unexcused=dict(Counter(error.what for error in watch.unexcused(outages))),
        tracebacks=complaints.count("Traceback"),
    )


def _told(outage: Outage, watch: Watch) -> dict[str, Any]:
    only = Watch(good=[at for at in watch.good if outage.began - 1 <= at <= outage.ended + 1])
    return {
        "name": outage.name,
        "seconds": round(outage.ended - outage.began, 2),
        "errors": len(watch.errors) - len(watch.unexcused([outage])),
        "silence": round(only.longest_silence(), 2),
    }


PARTICIPANTS = (DELIVERED, CUSTOMER)
"""The threads that texts are in."""
