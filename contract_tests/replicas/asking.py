"""What the replicas are asked before and after: to tell webhooks of everything, and what there is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import msgspec

from contract_tests.gateway.hooks.receiver import Receiver
from contract_tests.kills.events import TOPICS
from maton_quo import Quo, webhooks
from mock_gateway.control.client import Control

from .accounting import PARTICIPANTS, Kept
from .load import LINE, Worker

PATIENCE = 120.0
"""Seconds until what has not ended by itself never will: the claims of the dead run out after 15."""


class Restless(Exception):
    """The replicas have not come to rest; the text says in what."""


def new_task(quo: Quo) -> str:
    """The id of a new task."""
    return quo.tasks.create(title="new", description="d", phone_number_id=LINE).task_id


def subscribe(worker: Worker, receiver: Receiver) -> Iterator[tuple[str, str]]:
    """Make an account's webhooks; the path that each leads to, with its key."""
    place = f"/{worker.account.workspace_id}"
    url, hooks = f"http://127.0.0.1:{receiver.port}{place}", worker.quo.webhooks
    texts = hooks.create_for_messages(url=f"{url}/messages", events=["message.received", "message.delivered"])
    yield f"{place}/messages", texts.key
    calls = hooks.create_for_calls(
        url=f"{url}/calls", events=["call.ringing", "call.completed", "call.recording.completed"]
    )
    yield f"{place}/calls", calls.key


def arrivals(receiver: Receiver, keys: dict[str, str]) -> dict[str, dict[str, list[int]]]:
    """The places of each event among all that arrived, by workspace; each is as it was signed."""
    found: dict[str, dict[str, list[int]]] = {}
    for place, each in enumerate(receiver.received):
        event = webhooks.verify(each.body, each.headers, keys[each.path], tolerance=3600)
        own = found.setdefault(each.path.split("/")[1], {})
        own.setdefault(str(event.id), []).append(place)
    return found


def at_rest(control: Control, workers: list[Worker]) -> list[Kept]:
    """What the account of each of these workers has once everything has ended; raises `Restless`."""
    deadline = time.monotonic() + PATIENCE
    while True:
        kept = [_kept(control, worker) for worker in workers]
        under_way = sum(
            message["status"] not in ("delivered", "received") for each in kept for message in each.messages
        )
        pending = sum(delivery.status == "pending" for each in kept for delivery in each.log)
        calls = sum(_unfinished(each) for each in kept)
        if not (under_way or pending or calls):
            return kept
        if time.monotonic() > deadline:
            raise Restless(
                f"after {PATIENCE:.0f} seconds {under_way} texts and {calls} calls are under way,"
                f" and {pending} deliveries pending"
            )
        time.sleep(0.5)


def _unfinished(kept: Kept) -> int:
    """How many calls have rung, and their recording is not there yet."""
    ids = [
        {delivery.resource_id for delivery in kept.log if delivery.event_type == type}
        for type in TOPICS["calls"]
    ]
    return len(ids[0] - ids[-1])


def _kept(control: Control, worker: Worker) -> Kept:
    id, quo = worker.account.workspace_id, worker.quo
    messages = [
        message
        for number in PARTICIPANTS
        for message in quo.messages.list(phone_number_id=LINE, participants=[number], max_results=100)
    ]
    return Kept(
        _plain(messages),
        _plain(list(quo.contacts.list(max_results=50))),
        list(_log(control, id)),
        control.settings(id).balance_cents,
        int(quo.tasks.get(worker.task_id).revision),
    )


def _plain(documents: list[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.to_builtins(documents)
    return found


def _log(control: Control, workspace_id: str) -> Iterator[Any]:
    page = control.deliveries(workspace_id, limit="1000")
    while page:
        yield from page
        page = control.deliveries(workspace_id, limit="1000", before=page[-1].id)
