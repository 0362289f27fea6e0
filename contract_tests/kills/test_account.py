"""The account sees every kind of loss: each is planted in a run where all went well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from contract_tests.kills import terminal
from contract_tests.kills.account import BALANCE, PRICE, Account, Kept, account
from contract_tests.kills.events import INBOUND, Kill
from contract_tests.kills.load import Sent


@dataclass
class Run:
    """A run with two texts that were acknowledged, and one kill with a text and a call that came in."""

    sent: Sent = field(default_factory=Sent)
    messages: list[dict[str, Any]] = field(default_factory=list)
    log: list[Any] = field(default_factory=list)
    came: dict[str, list[int]] = field(default_factory=dict)
    totals: set[int] = field(default_factory=lambda: {2})
    balance: int = BALANCE - 2 * PRICE
    complaints: str = ""

    def __post_init__(self) -> None:
        for id in ("AC1", "AC2"):
            self.sent.acknowledged[id] = f"text of {id}"
            self.messages.append({"id": id, "text": f"text of {id}"})
            self.plan("message.delivered", id)
        for type in INBOUND:
            self.plan(type, "AC3" if type.startswith("message") else "AC4")
        self.came = {each.event_id: [place] for place, each in enumerate(self.log)}

    def plan(self, type: str, resource: str) -> None:
        self.log.append(
            SimpleNamespace(event_type=type, resource_id=resource, event_id=f"EV/{type}/{resource}")
        )

    def account(self) -> Account:
        kept = Kept(self.messages, self.totals, self.log, self.balance, self.complaints)
        kills = [Kill(before=2, after=3)]
        return account(self.sent, kept, self.came, kills, engine="sqlite", workers=1, seconds=1)


def test_a_run_in_which_all_went_well_has_no_faults() -> None:
    account = Run().account()
    assert account.faults == {}
    assert (account.acknowledged, account.kept, account.events, account.most) == (2, 2, 6, 1)
    assert "Nothing was lost" in terminal.table([account])


def test_a_text_without_an_answer_may_be_kept_or_not() -> None:
    run = Run()
    run.sent.unanswered = {"text of AC1", "lost on the way"}
    del run.sent.acknowledged["AC1"]
    account = run.account()
    assert account.faults == {}
    assert (account.acknowledged, account.unanswered, account.kept) == (1, 2, 2)


def test_an_event_may_come_again_after_a_kill() -> None:
    run = Run()
    run.came["EV/message.delivered/AC1"].append(6)
    account = run.account()
    assert account.faults == {}
    assert (account.again, account.most) == (1, 2)


def lose(run: Run) -> None:
    del run.messages[0]
    run.totals, run.balance = {1}, BALANCE - PRICE
    run.log = run.log[1:]
    del run.came["EV/message.delivered/AC1"]


def change(run: Run) -> None:
    run.sent.acknowledged["AC1"] = "another text"


def double(run: Run) -> None:
    run.messages.append({"id": "AC9", "text": "text of AC1"})
    run.totals, run.balance = {3}, BALANCE - 3 * PRICE
    run.plan("message.delivered", "AC9")
    run.came["EV/message.delivered/AC9"] = [9]


def swap_calls(run: Run) -> None:
    ringing, completed = "EV/call.ringing/AC4", "EV/call.completed/AC4"
    run.came[ringing], run.came[completed] = run.came[completed], run.came[ringing]


def repeat(run: Run) -> None:
    run.came["EV/call.completed/AC4"].append(7)


PLANTED: dict[str, tuple[Callable[[Run], object], dict[str, int]]] = {
    "a text is lost": (lose, {"lost": 1}),
    "a text is another": (change, {"lost": 1, "unknown": 1}),
    "a text is there twice": (double, {"doubled": 1}),
    "a text was sent by nobody": (lambda run: run.sent.acknowledged.pop("AC1"), {"unknown": 1}),
    "a text was refused": (lambda run: run.sent.refused.update([503, 500]), {"refused": 2}),
    "a cent is missing": (lambda run: setattr(run, "balance", run.balance - 1), {"cents_off": 1}),
    "a text cost nothing": (lambda run: setattr(run, "balance", run.balance + PRICE), {"cents_off": PRICE}),
    "a page tells another total": (lambda run: run.totals.add(5), {"pages_off": 3}),
    "an event is not planned": (lambda run: run.came.pop(run.log.pop(0).event_id), {"events_unplanned": 1}),
    "an event is planned twice": (lambda run: run.log.append(run.log[0]), {"events_unplanned": 1}),
    "an event does not arrive": (lambda run: run.came.pop("EV/message.delivered/AC1"), {"events_lost": 1}),
    "an unknown event arrives": (lambda run: run.came.update(EVIL=[7]), {"events_lost": 1}),
    "an event comes again too soon": (repeat, {"events_needless": 1}),
    "a call ends before it rings": (swap_calls, {"calls_misplaced": 1}),
    "it breaks": (lambda run: setattr(run, "complaints", "Traceback (most recent"), {"tracebacks": 1}),
}


@pytest.mark.parametrize("what", PLANTED)
def test_every_kind_of_loss_is_seen_and_said(what: str) -> None:
    plant, expected = PLANTED[what]
    run = Run()
    plant(run)
    account = run.account()
    assert account.faults == expected
    said = terminal.table([account])
    for name, count in expected.items():
        assert f"{terminal.ROWS[name].strip()} {count}" in said


def test_every_count_is_shown() -> None:
    account = Run().account()
    assert {"engine", *terminal.ROWS} == set(account.__slots__)
