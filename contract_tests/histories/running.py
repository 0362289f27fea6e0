"""One history: a workspace of its own, clients side by side, and the judgement of what they were told."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count

import httpx

from mock_gateway.control.client import Control

from . import records, texts
from .asking import PRICE, Asking, Known
from .judging import mistakes_of
from .recording import Client, Record

STAYING = 7
"""Contacts that are there all the time, which every walk must see."""
TASKS = 2
ASKS: dict[Callable[[Asking], None], int] = {
    records.create_contact: 6,
    records.find_contact: 6,
    records.get_contact: 4,
    records.update_contact: 8,
    records.delete_contact: 4,
    records.walk_contacts: 2,
    records.task: 8,
    records.create_hook: 1,
    records.list_hooks: 1,
    records.get_hook: 1,
    records.delete_hook: 1,
    texts.send: 10,
    texts.list_texts: 6,
    texts.get_text: 3,
    texts.last_activities: 2,
    texts.read_balance: 5,
    texts.walk_texts: 2,
}
"""What is asked, and how often of all."""


@dataclass(frozen=True, slots=True)
class History:
    """What came of one history."""

    calls: int
    unknown: int
    walks: int
    mistakes: list[str]


def run(
    url: str,
    *,
    clients: int,
    each: int,
    seed: int,
    fresh_connections: bool = False,
    meanwhile: Callable[[], object] | None = None,
) -> History:
    """Let clients ask side by side at a gateway, and judge what they were told.

    Args:
        each: how many things every client asks; with `meanwhile` it goes on until that is done.
        seed: of the clients' luck.
        fresh_connections: make a connection for every request, so that a balancer is asked each time.
        meanwhile: done while they ask, as to kill a gateway: connections may break then.
    """
    record, known, fresh = Record(), Known(), count(1)
    credits = clients * each * PRICE // 5  # so that they run out before the end
    limits = httpx.Limits(max_keepalive_connections=0) if fresh_connections else httpx.Limits()
    with ExitStack() as stack:
        control = stack.enter_context(Control(url))
        account = control.account("empty")
        control.change_settings(account.workspace_id, balance_cents=credits, price_cents=PRICE, rate_limit=0)
        headers = {"Authorization": f"Bearer {account.api_key}", "User-Agent": "histories/1.0"}
        settings = f"/_mock/api/settings?workspace_id={account.workspace_id}"
        asking = []
        for number in range(clients):
            http = httpx.Client(base_url=url, headers=headers, limits=limits, timeout=30)
            client = Client(number, stack.enter_context(http), record, may_break=meanwhile is not None)
            asking.append(Asking(client, known, random.Random(seed * 1000 + number), fresh, settings))
        _prepare(asking[0])
        unexpected = _ask_side_by_side(asking, each, meanwhile)
    walks = len(record.contact_walks) + sum(map(len, record.text_walks.values()))
    mistakes = [*unexpected, *mistakes_of(record, known, balance=credits)]
    return History(len(record.calls), record.unknown, walks, mistakes)


def _prepare(it: Asking) -> None:
    for number in range(STAYING):
        records.create_contact(it, f"staying-{number}")
    for _ in range(TASKS):
        body = {"title": "new", "description": "d", "phoneNumberId": "PN123abc"}
        answer = it.client.http.post("/quo/v1/tasks", json=body).raise_for_status()
        it.known.tasks.append(answer.json()["data"]["taskId"])


def _ask_side_by_side(asking: list[Asking], each: int, meanwhile: Callable[[], object] | None) -> list[str]:
    """What no client should have been answered, in words; whoever is answered so asks no more."""
    asks, weights = list(ASKS), list(ASKS.values())
    with ThreadPoolExecutor(len(asking) + 1) as pool:
        happening = None if meanwhile is None else pool.submit(meanwhile)

        def go(it: Asking) -> str | None:
            done = 0
            while done < each or (happening is not None and not happening.done()):
                [ask] = it.luck.choices(asks, weights)
                try:
                    ask(it)
                except AssertionError as error:
                    return f"client {it.client.number}: {error}"
                done += 1
            return None

        told = [client.result() for client in [pool.submit(go, it) for it in asking]]
        if happening is not None:
            happening.result()
    return [each for each in told if each is not None]
