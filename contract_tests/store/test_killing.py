"""A gateway that is killed again and again under load loses nothing, does nothing twice, and tells of it all.

It is killed five times, and thirty times with `HYPOTHESIS_PROFILE=fuzz` in the environment, which takes two
minutes for each engine; `-s` shows the counts.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.gateway.hooks.receiver import Receiver, receiving
from contract_tests.gateway.serving import Served, serve
from maton_quo import webhooks
from mock_gateway.control.client import Control
from mock_gateway.numbers import NUMBERS

KILLS = 30 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 5
WRITERS = 4
PAUSE_SECONDS = (0.02, 0.15)
"""Between two texts of a writer: the gateway is to have other work as well."""
LIFE_SECONDS = (0.3, 2.5)
"""Between two kills."""
PATIENCE = 90.0
PRICE, BALANCE = 3, 1_000_000
KEY = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
DELIVERED = next(number.number for number in NUMBERS if number.name == "delivered")
EVENTS = {
    "messages": ["message.received", "message.delivered"],
    "calls": ["call.ringing", "call.completed", "call.recording.completed"],
}


@dataclass
class Sent:
    """What the writers were told."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    """The text by the id of its message."""
    unanswered: set[str] = field(default_factory=set)
    """The texts of which nobody can know whether they were accepted."""
    enough: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Killed:
    """A gateway on one port and one database, as long as it lives and again afterwards."""

    def __init__(self, folder: Path, database: str) -> None:
        self._folder, self._database, self._starts = folder, database, count()
        self.served = self._start()
        self.url, self.port = self.served.url, self.served.port

    def _start(self, *options: str) -> Served:
        place = self._folder / str(next(self._starts))
        place.mkdir()
        return serve(place, "--db", self._database, "--seed", "empty", "--set", "rate_limit=0", *options)

    def kill_and_restart(self) -> None:
        """End it with SIGKILL, and start it anew."""
        self.served.kill()
        self.served = self._start("--port", str(self.port))

    @property
    def complaints(self) -> str:
        """Everything that it said to its terminal in all its lives."""
        return "".join(file.read_text() for file in sorted(self._folder.glob("*/stderr")))


@pytest.fixture
def killed(tmp_path: Path, address: str) -> Iterator[Killed]:
    gateway = Killed(tmp_path, address)
    yield gateway
    gateway.served.kill()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def write(url: str, writer: int, sent: Sent, luck: random.Random) -> None:
    """Send until it is enough; what is not answered is not repeated, as the text may be out."""
    with httpx.Client(base_url=url, headers=KEY, timeout=20) as http:
        for number in count():
            text = f"{writer}/{number}"
            body: dict[str, Any] = {"content": text, "from": "PN123abc", "to": [DELIVERED]}
            try:
                answer = http.post("/quo/v1/messages", json=body)
            except httpx.TransportError as error:
                if not isinstance(error, httpx.ConnectError):  # else nobody has heard of it
                    with sent.lock:
                        sent.unanswered.add(text)
            else:
                assert answer.status_code == 202, answer.text
                with sent.lock:
                    sent.acknowledged[answer.json()["id"]] = text
            if sent.enough.wait(luck.uniform(*PAUSE_SECONDS)):
                return


def messages(url: str) -> list[dict[str, Any]]:
    """All messages, whose number the pages agree on."""
    found: list[dict[str, Any]] = []
    query = {"phoneNumberId": "PN123abc", "participants": DELIVERED, "maxResults": "100"}
    while True:
        page = httpx.get(f"{url}/quo/v1/messages", params=query, headers=KEY).raise_for_status().json()
        found += page["data"]
        if page["nextPageToken"] is None:
            assert page["totalItems"] == len(found)
            return found
        query["pageToken"] = page["nextPageToken"]


def subscribe(url: str, receiver: Receiver) -> dict[str, str]:
    """A webhook of each topic; the key of each by the path that it leads to."""
    keys = {}
    for topic, events in EVENTS.items():
        hook = {"url": f"http://127.0.0.1:{receiver.port}/{topic}", "events": events}
        made = httpx.post(f"{url}/quo/v1/webhooks/{topic}", headers=KEY, json=hook).raise_for_status()
        keys[f"/{topic}"] = made.json()["data"]["key"]
    return keys


def come_to_rest(url: str, control: Control) -> list[dict[str, Any]]:
    """Wait until everything has ended by itself, as claims of the dead run out in real time only."""
    deadline = time.monotonic() + PATIENCE
    while True:
        kept = messages(url)
        ended = all(message["status"] in ("delivered", "received") for message in kept)
        recorded = control.deliveries(event_type=EVENTS["calls"][-1], limit="1000")
        if ended and len(recorded) == KILLS and not control.deliveries(status="pending", limit="1"):
            return kept
        assert time.monotonic() < deadline, "it does not come to rest"
        time.sleep(0.2)


def test_nothing_is_lost_doubled_or_contradictory_however_often_it_is_killed(
    killed: Killed, receiver: Receiver, record_property: Any
) -> None:
    luck, sent = random.Random(30), Sent()
    with ExitStack() as stack:
        control = stack.enter_context(Control(killed.url))
        control.change_settings(balance_cents=BALANCE, price_cents=PRICE)
        keys = subscribe(killed.url, receiver)
        pool = stack.enter_context(ThreadPoolExecutor(WRITERS))
        stack.callback(sent.enough.set)  # before the pool waits for them, whatever happens
        writers = [
            pool.submit(write, killed.url, number, sent, random.Random(number)) for number in range(WRITERS)
        ]
        for _ in range(KILLS):
            time.sleep(luck.uniform(*LIFE_SECONDS))
            control.receive_text("Hello", from_="+12065550100")
            control.receive_call(from_="+12065550101", duration=0)  # talked for no time, it ends in 4 seconds
            time.sleep(luck.uniform(0, 0.05))
            killed.kill_and_restart()
        sent.enough.set()
        for writer in writers:
            writer.result()
        kept = come_to_rest(killed.url, control)
        logged = whole_log(control)
        balance = control.settings().balance_cents
    outgoing = {message["id"]: message["text"] for message in kept}
    assert len(set(outgoing.values())) == len(outgoing) == len(kept)
    assert sent.acknowledged.items() <= outgoing.items()
    assert set(outgoing.values()) - set(sent.acknowledged.values()) <= sent.unanswered
    assert balance == BALANCE - PRICE * len(outgoing)
    planned = Counter((each.event_type, each.resource_id) for each in logged)
    assert set(planned.values()) == {1}
    assert {id for type, id in planned if type == "message.delivered"} == outgoing.keys()
    for type in ("message.received", *EVENTS["calls"]):
        assert sum(other == type for other, _ in planned) == KILLS
    came = arrivals(receiver, keys)
    assert came.keys() == {each.event_id for each in logged}
    assert max(came.values()) <= 1 + KILLS
    for call in {id for type, id in planned if type == "call.ringing"}:
        places = {
            each.event_type: list(came).index(each.event_id) for each in logged if each.resource_id == call
        }
        assert sorted(places, key=places.__getitem__) == EVENTS["calls"]
    assert "Traceback" not in killed.complaints
    again = sum(times > 1 for times in came.values())
    summary = (
        f"{KILLS} kills: {len(sent.acknowledged)} acknowledged, {len(sent.unanswered)} unanswered,"
        f" {len(outgoing)} kept, {len(came)} events, {again} of them came again, {max(came.values())} times"
    )
    record_property("summary", summary)
    print(summary)


def arrivals(receiver: Receiver, keys: dict[str, str]) -> Counter[str]:
    """How often each event came, in the order of their first arrivals; each is as it was signed."""
    return Counter(
        str(webhooks.verify(each.body, each.headers, keys[each.path], tolerance=3600).id)
        for each in receiver.received
    )


def whole_log(control: Control) -> list[Any]:
    """Every delivery there was."""
    found = control.deliveries(limit="1000")
    while len(page := control.deliveries(limit="1000", before=found[-1].id)):
        found += page
    return found
