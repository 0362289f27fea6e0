"""Those who text through a gateway while it is killed, and what they were told."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from mock_gateway.numbers import NUMBERS

WRITERS = 4
PAUSE_SECONDS = (0.02, 0.15)
"""Between two texts of a writer: the gateway is to have other work as well."""
KEY = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
DELIVERED = next(number.number for number in NUMBERS if number.name == "delivered")


@dataclass
class Sent:
    """What the writers were told."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    """The text by the id of its message."""
    unanswered: set[str] = field(default_factory=set)
    """The texts of which nobody can know whether they were accepted."""
    refused: Counter[int] = field(default_factory=Counter)
    """How often a status came that is not 202: there is no reason for any."""
    enough: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def writing(url: str, *, seed: int) -> Iterator[Sent]:
    """Text through the gateway at `url` until it is `enough`, or the context ends."""
    sent = Sent()
    with ThreadPoolExecutor(WRITERS) as pool:
        try:
            luck = [random.Random(f"{seed}/{writer}") for writer in range(WRITERS)]
            writers = [pool.submit(_write, url, writer, sent, own) for writer, own in enumerate(luck)]
            yield sent
        finally:
            sent.enough.set()
    for writer in writers:
        writer.result()


def _write(url: str, writer: int, sent: Sent, luck: random.Random) -> None:
    """Send until it is enough; what is not answered is not repeated, as the text may be out."""
    with httpx.Client(base_url=url, headers=KEY, timeout=20) as http:
        for number in count():
            _send(http, f"{writer}/{number}", sent)
            if sent.enough.wait(luck.uniform(*PAUSE_SECONDS)):
                return


def _send(http: httpx.Client, text: str, sent: Sent) -> None:
    body: dict[str, Any] = {"content": text, "from": "PN123abc", "to": [DELIVERED]}
    try:
        answer = http.post("/quo/v1/messages", json=body)
    except httpx.ConnectError:
        return  # nobody has heard of it
    except httpx.TransportError:
        with sent.lock:
            sent.unanswered.add(text)
        return
    with sent.lock:
        if answer.status_code == 202:
            sent.acknowledged[answer.json()["id"]] = text
        else:
            sent.refused[answer.status_code] += 1


def messages(url: str) -> tuple[list[dict[str, Any]], set[int]]:
    """All messages, page by page, and each total that a page told."""
    found: list[dict[str, Any]] = []
    totals = set()
    query = {"phoneNumberId": "PN123abc", "participants": DELIVERED, "maxResults": "100"}
    while True:
        page = httpx.get(f"{url}/quo/v1/messages", params=query, headers=KEY).raise_for_status().json()
        found += page["data"]
        totals.add(page["totalItems"])
        if page["nextPageToken"] is None:
            return found, totals
        query["pageToken"] = page["nextPageToken"]
