"""The account sees every kind of loss: each is planted in a run where all went well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from contract_tests.kills.events import TOPICS
from contract_tests.replicas import terminal
from contract_tests.replicas.accounting import BALANCE, PRICE, Account, Counts, Kept, account, counted
from contract_tests.replicas.load import Told
from contract_tests.replicas.watching import Error, Outage, Watch

OUTAGE = Outage("a replica is killed", 10, 12, frozenset({"connection"}), before=2, after=3)


def text(id: str, direction: str) -> dict[str, str]:
    return {"id": id, "text": f"text of {id}", "direction": direction}


def contact(id: str, company: str) -> dict[str, Any]:
    return {"id": id, "defaultFields": {"company": company}}


@dataclass
class Run:
    """One account with a text each way, a call and a contact, all of them as they should be."""

    told: Told = field(default_factory=Told)
    messages: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    log: list[Any] = field(default_factory=list)
    came: dict[str, list[int]] = field(default_factory=dict)
    balance: int = BALANCE - PRICE
    revision: int = 3
    watch: Watch = field(default_factory=Watch)
    complaints: str = ""

    def __post_init__(self) -> None:
        self.told.texts["AC1"], self.told.inbound["AC2"] = "text of AC1", "text of AC2"
        self.told.calls.add("AC3")
        self.told.changes, self.told.changes_unsure = 1, 1
        self.told.contacts["CT1"] = {"Acme"}
        self.messages += [text("AC1", "outgoing"), text("AC2", "incoming")]
        self.contacts.append(contact("CT1", "Acme"))
        self.plan("message.delivered", "AC1")
        self.plan("message.received", "AC2")
        for type in TOPICS["calls"]:
            self.plan(type, "AC3")
        self.watch.good += [9, 13]

    def plan(self, type: str, resource: str) -> None:
        event = f"EV/{type}/{resource}"
        self.log.append(SimpleNamespace(event_type=type, resource_id=resource, event_id=event))
        self.came[event] = [len(self.came)]

    def account(self) -> Account:
        kept = Kept(self.messages, self.contacts, self.log, self.balance, self.revision)
        counts = counted(self.told, kept, self.came, [OUTAGE])
        return account([counts, Counts()], self.watch, [OUTAGE], complaints=self.complaints, seconds=20)


def test_a_run_in_which_all_went_well_has_no_faults() -> None:
    account = Run().account()
    assert account.faults == {}
    assert (account.counts.acknowledged, account.counts.kept, account.counts.events) == (3, 2, 5)
    assert account.silence == 4
    assert "Nothing was lost" in terminal.table(account)


def test_what_was_not_answered_may_be_kept_or_not() -> None:
    run = Run()
    run.told.texts_unsure |= {run.told.texts.pop("AC1"), "never came"}
    run.told.calls_unsure = 1
    run.told.calls.clear()
    run.told.contacts["CT1"] = {"Acme", "Other", None}
    run.told.contacts_unsure = {"New", "Newer"}
    run.contacts.append(contact("CT9", "New"))
    assert run.account().faults == {}
    del run.contacts[0]
    assert run.account().faults == {}


def test_what_two_workers_were_told_is_told_to_their_account() -> None:
    one, other = Told(changes=1, texts={"AC1": "a"}), Told(changes=2, texts={"AC2": "b"})
    both = one + other
    assert (both.changes, both.texts) == (3, {"AC1": "a", "AC2": "b"})
    for name in Told.__dataclass_fields__:
        given = Told(**{name: _something(name)})
        assert getattr(Told() + given, name) == getattr(given + Told(), name) == _something(name)


def _something(name: str) -> Any:
    nothing = getattr(Told(), name)
    some = {dict: {"a": "b"}, set: {"a"}, list: ["a"], int: 3}
    return some[type(nothing)]


def test_errors_are_excused_by_an_outage_of_their_kind_and_time_alone() -> None:
    run = Run()
    run.watch.errors += [Error(9, 10.5, "connection"), Error(11, 11.2, "connection")]
    assert run.account().faults == {}
    run.watch.errors += [Error(11, 11.2, "503"), Error(13, 14, "connection")]
    account = run.account()
    assert account.faults == {"unexcused": 2}
    assert account.unexcused == {"503": 1, "connection": 1}
    [outage] = account.outages
    assert (outage["errors"], outage["silence"]) == (2, 4)


def lose(run: Run) -> None:
    run.balance += PRICE
    run.log.pop(0)
    del run.messages[0], run.came["EV/message.delivered/AC1"]


def double(run: Run) -> None:
    run.messages.append({**text("AC9", "outgoing"), "text": "text of AC1"})
    run.balance -= PRICE
    run.plan("message.delivered", "AC9")


def swap_calls(run: Run) -> None:
    ringing, completed = "EV/call.ringing/AC3", "EV/call.completed/AC3"
    run.came[ringing], run.came[completed] = run.came[completed], run.came[ringing]


def deliver_again(run: Run) -> None:
    run.came["EV/call.completed/AC3"].append(7)


PLANTED: dict[str, tuple[Callable[[Run], object], dict[str, int]]] = {
    "a text is lost": (lose, {"lost": 1}),
    "a text is there twice": (double, {"doubled": 1}),
    "a text was sent by nobody": (lambda run: run.told.texts.clear(), {"unknown": 1}),
    "a cent is missing": (lambda run: setattr(run, "balance", run.balance - 1), {"cents_off": 1}),
    "a contact is lost": (lambda run: run.contacts.clear(), {"contacts_wrong": 1}),
    "a contact is back": (lambda run: run.told.contacts.update(CT1={None}), {"contacts_wrong": 1}),
    "an update is lost": (lambda run: run.told.contacts.update(CT1={"New"}), {"contacts_wrong": 1}),
    "a contact was made by nobody": (lambda run: run.told.contacts.clear(), {"contacts_wrong": 1}),
    "a change of a task is lost": (lambda run: setattr(run, "revision", 1), {"revisions_off": 1}),
    "a change of a task counts twice": (lambda run: setattr(run, "revision", 4), {"revisions_off": 1}),
    "a walk went wrong": (lambda run: run.told.walks_wrong.append("1 contacts twice"), {"walks_wrong": 1}),
    "a call is lost": (lambda run: run.told.calls.add("AC8"), {"events_unplanned": 3}),
    "an event is planned twice": (lambda run: run.log.append(run.log[0]), {"events_unplanned": 1}),
    "an event does not arrive": (lambda run: run.came.popitem(), {"events_lost": 1, "calls_misplaced": 1}),
    "an event comes again too soon": (deliver_again, {"events_needless": 1}),
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
    said = terminal.verdict(account)
    assert all(f" {count}" in said for count in expected.values())


def test_an_event_may_come_again_after_an_outage() -> None:
    run = Run()
    run.came["EV/message.received/AC2"].append(6)
    account = run.account()
    assert account.faults == {}
    assert account.counts.again == 1


def test_every_count_is_shown() -> None:
    assert set(terminal.ROWS) == set(Counts.__slots__)
