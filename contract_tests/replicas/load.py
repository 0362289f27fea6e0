"""Accounts at work through the typed client, and what each was told: for that the gateway must answer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import httpx

from contract_tests.kills.load import DELIVERED
from maton_quo import Quo
from mock_gateway.account import Account
from mock_gateway.control.client import Control

from .watching import Came, Watch

LINE = "PN123abc"
CUSTOMER = "+12065550100"
CALLER = "+12065550101"
STAYING = 12
"""Contacts of each worker that are there all the time, which every walk must see once."""


@dataclass
class Told:
    """What one account was told."""

    texts: dict[str, str] = field(default_factory=dict)
    """Texts that were acknowledged, by the ids of their messages."""
    texts_unsure: set[str] = field(default_factory=set)
    """Texts of which nobody can know whether they were accepted."""
    inbound: dict[str, str] = field(default_factory=dict)
    """The same for texts that customers sent."""
    inbound_unsure: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    calls_unsure: int = 0
    contacts: dict[str, set[str | None]] = field(default_factory=dict)
    """The companies that each contact may have now, by its id; None if it may be gone."""
    contacts_unsure: set[str] = field(default_factory=set)
    """The companies of contacts of which nobody can know whether they were made."""
    staying: list[str] = field(default_factory=list)
    walks: int = 0
    walks_wrong: list[str] = field(default_factory=list)
    changes: int = 0
    """How often the account's task was changed, each time by one revision."""
    changes_unsure: int = 0

    def __add__(self, other: Told) -> Told:
        """What two workers of one account were told."""
        return Told(
            texts=self.texts | other.texts,
            texts_unsure=self.texts_unsure | other.texts_unsure,
            inbound=self.inbound | other.inbound,
            inbound_unsure=self.inbound_unsure | other.inbound_unsure,
            calls=self.calls | other.calls,
            calls_unsure=self.calls_unsure + other.calls_unsure,
            contacts=self.contacts | other.contacts,
            contacts_unsure=self.contacts_unsure | other.contacts_unsure,
            staying=self.staying + other.staying,
            walks=self.walks + other.walks,
            walks_wrong=self.walks_wrong + other.walks_wrong,
            changes=self.changes + other.changes,
            changes_unsure=self.changes_unsure + other.changes_unsure,
        )


@dataclass
class Worker:
    """Somebody at work for an account: a client of its own, which makes a connection for every request."""

    name: str
    front: str
    account: Account
    task_id: str
    """The account's task, which all its workers change."""
    watch: Watch
    luck: random.Random
    told: Told = field(default_factory=Told)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        transport = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self.quo = Quo(
            api_key=self.account.api_key, base_url=self.front, transport=transport, max_retries=0, timeout=20
        )
        self.control = Control(self.front)

    def close(self) -> None:
        """Close its clients."""
        self.quo.close()
        self.control.close()

    def prepare(self) -> None:
        """Make the contacts that stay."""
        for _ in range(STAYING):
            fields = {"firstName": "S", "company": self._new("staying")}
            made = self.quo.contacts.create(default_fields=fields)
            self.told.contacts[made.id] = {fields["company"]}
            self.told.staying.append(made.id)

    def once(self) -> None:
        """Do one thing."""
        texts = (self.send, self.receive_text, self.receive_call)
        records = (self.make, self.change, self.remove, self.walk, self.change_task)
        [job] = self.luck.choices((*texts, *records), (8, 3, 1, 2, 3, 1, 1, 4))
        job()

    def _new(self, what: str) -> str:
        """Words that nobody else of the account uses."""
        return f"{what} {self.name}/{next(self.numbers)}"

    # ── Texts and calls ──

    def send(self) -> None:
        text = self._new("out")
        sent = self.watch.ask(lambda: self.quo.messages.send(content=text, from_=LINE, to=[DELIVERED]))
        if isinstance(sent, Came):
            self.told.texts_unsure.add(text)
        else:
            self.told.texts[sent.id] = text

    def receive_text(self) -> None:
        text, id = self._new("in"), self.account.workspace_id
        came = self.watch.ask(lambda: self.control.receive_text(text, from_=CUSTOMER, workspace_id=id))
        if isinstance(came, Came):
            self.told.inbound_unsure.add(text)
        else:
            self.told.inbound[str(came["id"])] = text

    def receive_call(self) -> None:
        id = self.account.workspace_id
        call = self.watch.ask(lambda: self.control.receive_call(from_=CALLER, duration=0, workspace_id=id))
        if isinstance(call, Came):
            self.told.calls_unsure += 1
        else:
            self.told.calls.add(str(call["id"]))

    # ── Contacts and the task ──

    def change_task(self) -> None:
        title = self._new("task")
        changed = self.watch.ask(lambda: self.quo.tasks.update(self.task_id, title=title, description="d"))
        self.told.changes += not isinstance(changed, Came)
        self.told.changes_unsure += isinstance(changed, Came)

    def make(self) -> None:
        company = self._new("made")
        fields = {"firstName": "M", "company": company}
        made = self.watch.ask(lambda: self.quo.contacts.create(default_fields=fields))
        if isinstance(made, Came):
            self.told.contacts_unsure.add(company)
        else:
            self.told.contacts[made.id] = {company}

    def change(self) -> None:
        id, fields = self._one(), {"company": self._new("changed")}
        possible = self.told.contacts[id]
        changed = self.watch.ask(
            lambda: self.quo.contacts.update(id, default_fields=fields),
            may_miss=None in possible,
        )
        if changed is Came.NOTHING:
            self.told.contacts[id] = {*possible, fields["company"]}
        else:
            self.told.contacts[id] = {None} if changed is Came.MISSING else {fields["company"]}

    def remove(self) -> None:
        id = self._one()
        if id in self.told.staying:
            return
        possible = self.told.contacts[id]
        gone = self.watch.ask(lambda: self.quo.contacts.delete(id), may_miss=None in possible)
        self.told.contacts[id] = {*possible, None} if gone is Came.NOTHING else {None}

    def _one(self) -> str:
        there = [id for id, possible in self.told.contacts.items() if possible != {None}]
        return self.luck.choice(there)

    def walk(self) -> None:
        """All contacts, page by page, each page perhaps from another replica."""
        seen = self.watch.ask(lambda: [each.id for each in self.quo.contacts.list(max_results=5)])
        if isinstance(seen, Came):
            return
        self.told.walks += 1
        wrong = {
            "twice": len(seen) - len(set(seen)),
            "not at all": len(set(self.told.staying) - set(seen)),
            "after its deletion": sum(self.told.contacts.get(id) == {None} for id in seen),
        }
        self.told.walks_wrong += [f"{number} contacts {how}" for how, number in wrong.items() if number]
