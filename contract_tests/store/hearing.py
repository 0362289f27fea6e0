"""What a webhook should hear, and what it heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from contract_tests.gateway.hooks.receiver import Received
from maton_quo import webhooks
from mock_gateway.hooks.schedule import WAITS
from mock_gateway.store.events import Event

TOPICS = {
    "messages": ["message.received", "message.delivered"],
    "calls": ["call.ringing", "call.completed", "call.recording.completed"],
    "call-summaries": ["call.summary.completed"],
    "call-transcripts": ["call.transcript.completed"],
}


@dataclass
class Subscription:
    """A webhook, and between which places of its workspace's log it was there."""

    id: str
    key: str = field(repr=False)
    path: str
    events: list[str]
    since: int
    until: int | None = None

    def wanted(self, log: list[Event]) -> list[Event]:
        """What it asked for, of everything that happened in its workspace."""
        return [event for event in log[self.since : self.until] if event.type in self.events]

    def missing(self, wanted: Iterable[Event], arrived: list[Arrival], *, now: float) -> set[str]:
        """The events that it did not take as they were signed, and that were not given up; none once deleted.

        Args:
            now: the real time, in seconds since 1970.
        """
        if self.until is not None:
            return set()
        taken = {each.id for each in arrived if not each.refused and genuine(each.request, self.key, now=now)}
        refused = Counter(each.id for each in arrived if each.refused)
        return {event.id for event in wanted if event.id not in taken and refused[event.id] < len(WAITS)}


@dataclass(frozen=True)
class Arrival:
    """A request that came to a webhook's receiver."""

    request: Received
    refused: bool

    @property
    def id(self) -> str:
        """The event's."""
        return str(self.request.event["id"])


def all_came_in_order(wanted: Iterable[Event], arrived: list[Arrival], overtaken: set[str]) -> None:
    """Nothing came that was not wanted; each resource's were taken in order, but for what was overtaken."""
    by_id = {event.id: event for event in wanted}
    assert {each.id for each in arrived} <= by_id.keys()
    came = [by_id[id] for id in dict.fromkeys(each.id for each in arrived if not each.refused)]
    kept = sorted((event for event in came if event.id not in overtaken), key=_resource)
    for _, own in groupby(kept, key=_resource):
        positions = [event.position for event in own]
        assert positions == sorted(positions)


def genuine(request: Received, key: str, *, now: float) -> bool:
    """Whether it came as it was signed."""
    try:
        webhooks.verify(request.body, request.headers, key, now=now)
    except webhooks.BadSignature:
        return False
    return True


def _resource(event: Event) -> str:
    return event.subject_id
