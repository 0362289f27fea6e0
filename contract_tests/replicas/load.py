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
"""Contacts of each account that are there all the time, which every walk must see once."""


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


@dataclass
class Worker:
    """One account at work: a client of its own, which makes a connection for every request."""

    front: str
    account: Account
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
        for number in range(STAYING):
            fields = {"firstName": "S", "company": f"staying {number}"}
            made = self.quo.contacts.create(default_fields=fields)
            self.told.contacts[made.id] = {fields["company"]}
            self.told.staying.append(made.id)

    def once(self) -> None:
        """Do one thing."""
        texts = (self.send, self.receive_text, self.receive_call)
        contacts = (self.make, self.change, self.remove, self.walk)
        [job] = self.luck.choices((*texts, *contacts), (8, 3, 1, 2, 3, 1, 1))
        job()

    # ── Texts and calls ──

    def send(self) -> None:
        text = f"out {next(self.numbers)}"
        sent = self.watch.ask(lambda: self.quo.messages.send(content=text, from_=LINE, to=[DELIVERED]))
        if isinstance(sent, Came):
            self.told.texts_unsure.add(text)
        else:
            self.told.texts[sent.id] = text

    def receive_text(self) -> None:
        text, id = f"in {next(self.numbers)}", self.account.workspace_id
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

    # ── Contacts ──

    def make(self) -> None:
        company = f"made {next(self.numbers)}"
        fields = {"firstName": "M", "company": company}
        made = self.watch.ask(lambda: self.quo.contacts.create(default_fields=fields))
        if isinstance(made, Came):
            self.told.contacts_unsure.add(company)
        else:
            self.told.contacts[made.id] = {company}

    def change(self) -> None:
        id, fields = self._one(), {"company": f"changed {next(self.numbers)}"}
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
