"""One run: writers write, customers text and call, the gateway is killed, and at the end it is asked."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from contract_tests.gateway.hooks.receiver import Receiver, receiving
from contract_tests.kills import events
from contract_tests.kills.account import BALANCE, PRICE, Account, Kept, account
from contract_tests.kills.gateway import Killed
from contract_tests.kills.load import Sent, messages, writing
from mock_gateway.control.client import Control

LIFE_SECONDS = (0.2, 1.8)
"""Between two kills."""
PATIENCE = 120.0
"""Seconds until what has not ended by itself never will."""

Progress = Callable[[int, Sent], None]
"""Is told how many kills there were, and what the writers know by then."""


class Restless(Exception):
    """The gateway has not come to rest; the text says in what."""


def kill_often(
    engine: str,
    address: str,
    folder: Path,
    *,
    kills: int,
    seed: int,
    workers: int = 1,
    progress: Progress = lambda done, sent: None,
) -> Account:
    """Kill a gateway on the new database at `address` so often under load, and give the account.

    Raises:
        AssertionError: it did not start again.
        Restless: it did not come to rest.
    """
    began = time.monotonic()
    gateway = Killed(folder, address, workers=workers)
    with ExitStack() as stack:
        stack.callback(lambda: gateway.served.kill())
        receiver = stack.enter_context(receiving())
        control = stack.enter_context(closing(Control(gateway.url)))
        control.change_settings(balance_cents=BALANCE, price_cents=PRICE)
        keys = events.subscribe(gateway.url, receiver)
        luck, done = random.Random(seed), list[events.Kill]()
        with writing(gateway.url, seed=seed) as sent:
            for _ in range(kills):
                done.append(_kill(gateway, control, receiver, luck))
                progress(len(done), sent)
        kept = _at_rest(gateway, control, kills)
        seconds = round(time.monotonic() - began)
        came = events.arrivals(receiver, keys)
        return account(sent, kept, came, done, engine=engine, workers=workers, seconds=seconds)


def _kill(gateway: Killed, control: Control, receiver: Receiver, luck: random.Random) -> events.Kill:
    time.sleep(luck.uniform(*LIFE_SECONDS))
    control.receive_text("Hello", from_="+12065550100")
    control.receive_call(from_="+12065550101", duration=0)  # talked for no time, it ends in 4 seconds
    time.sleep(luck.uniform(0, 0.05))
    before = len(receiver.received)
    gateway.kill_and_restart()
    return events.Kill(before, len(receiver.received))


def _at_rest(gateway: Killed, control: Control, calls: int) -> Kept:
    """What there is once everything has ended, in real time, as the claims of the dead run out in it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found, totals = messages(gateway.url)
        under_way = sum(message["status"] not in ("delivered", "received") for message in found)
        recorded = len(control.deliveries(event_type=events.TOPICS["calls"][-1], limit="1000"))
        pending = len(control.deliveries(status="pending", limit="1000"))
        if not under_way and recorded == calls and not pending:
            balance = control.settings().balance_cents
            return Kept(found, totals, events.planned(control), balance, gateway.complaints)
        if time.monotonic() > deadline:
            raise Restless(
                f"after {PATIENCE:.0f} seconds {under_way} texts are under way, {pending} deliveries pending,"
                f" and {recorded} of {calls} calls recorded"
            )
        time.sleep(0.2)
