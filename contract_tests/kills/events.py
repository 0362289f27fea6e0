"""The webhooks of a gateway that is killed: what was planned, what came, how often, and in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import httpx

from contract_tests.gateway.hooks.receiver import Receiver
from contract_tests.kills.load import KEY
from maton_quo import webhooks
from mock_gateway.control.client import Control

TOPICS = {
    "messages": ["message.received", "message.delivered"],
    "calls": ["call.ringing", "call.completed", "call.recording.completed"],
}
INBOUND = ("message.received", *TOPICS["calls"])
"""What each kill is accompanied by, once: a text and a call come in just before it."""


@dataclass(frozen=True, slots=True)
class Kill:
    """When a kill was, in arrivals at the receiver: as many had come before it, and after the restart."""

    before: int
    after: int


def subscribe(url: str, receiver: Receiver) -> dict[str, str]:
    """A webhook of each topic; the key of each by the path that it leads to."""
    keys = {}
    for topic, events in TOPICS.items():
        hook = {"url": f"http://127.0.0.1:{receiver.port}/{topic}", "events": events}
        made = httpx.post(f"{url}/quo/v1/webhooks/{topic}", headers=KEY, json=hook).raise_for_status()
        keys[f"/{topic}"] = made.json()["data"]["key"]
    return keys


def planned(control: Control) -> list[Any]:
    """Every delivery there was."""
    found = control.deliveries(limit="1000")
    while len(page := control.deliveries(limit="1000", before=found[-1].id)):
        found += page
    return found


def arrivals(receiver: Receiver, keys: dict[str, str]) -> dict[str, list[int]]:
    """The places of each event among all that arrived; each is as it was signed."""
    found: dict[str, list[int]] = {}
    for place, each in enumerate(receiver.received):
        event = webhooks.verify(each.body, each.headers, keys[each.path], tolerance=3600)
        found.setdefault(str(event.id), []).append(place)
    return found


def needless(places: list[int], kills: list[Kill]) -> int:
    """How often an event came again although nobody had been killed since it came."""
    return sum(
        not any(kill.after > earlier and kill.before <= later for kill in kills)
        for earlier, later in pairwise(places)
    )


def misplaced(log: list[Any], came: dict[str, list[int]]) -> int:
    """How many calls were told of in another order than it happened."""
    calls = {each.resource_id for each in log if each.event_type == "call.ringing"}
    return sum(_order(call, log, came) != TOPICS["calls"] for call in calls)


def _order(call: str, log: list[Any], came: dict[str, list[int]]) -> list[str]:
    own = [each for each in log if each.resource_id == call and each.event_id in came]
    return [each.event_type for each in sorted(own, key=lambda each: came[each.event_id][0])]


def unplanned(log: list[Any], outgoing: set[str], kills: int) -> int:
    """How many events of what happened were never planned, or planned more than once."""
    plans = Counter((each.event_type, each.resource_id) for each in log)
    delivered = {id for type, id in plans if type == "message.delivered"}
    inbound = Counter(type for type, _ in plans)
    repeated = sum(times - 1 for times in plans.values())
    return repeated + len(delivered ^ outgoing) + sum(abs(inbound[type] - kills) for type in INBOUND)
