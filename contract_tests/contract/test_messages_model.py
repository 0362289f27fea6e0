"""Texts and threads against a model: what is sent, what it costs, and where its thread stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contract_tests import depths
from contract_tests.contract.calls import walked
from contract_tests.targets import Account, Target

pytestmark = pytest.mark.many_requests

PEOPLE = ["+14155550171", "+14155550172", "+14155550173"]
# Texts whose price is known: the alphabet of GSM-7 or another one, one segment or several.
TEXTS = {
    "Hi": 1,
    "x" * 160: 1,
    "x" * 161: 2,
    "€" * 80: 1,
    "€" * 81: 2,
    "é" * 153 + "{" * 4: 2,
    "日" * 70: 1,
    "日" * 71: 2,
    "😩" * 35: 1,
    "😩" * 36: 2,
    "x" * 1600: 11,
    "日" * 1600: 24,
}
BALANCE = 60


class Model:
    """What threads are: the latest first, each with its texts, open or done; and what is left to pay with."""

    def __init__(self) -> None:
        self.threads: dict[frozenset[str], list[str]] = {}
        self.done: dict[frozenset[str], bool] = {}
        self.balance = BALANCE

    def send(self, to: frozenset[str], text: str, *, done: bool) -> bool:
        """Whether it can be paid; only then anything is done."""
        price = TEXTS[text] * len(to)
        if price > self.balance:
            return False
        self.balance -= price
        self.threads = {to: [text, *self.threads.pop(to, [])], **self.threads}
        self.done[to] = done
        return True

    def receive(self, who: frozenset[str], text: str) -> None:
        """What comes in costs nothing, and opens its thread again."""
        self.threads = {who: [text, *self.threads.pop(who, [])], **self.threads}
        self.done[who] = False


class Messages(RuleBasedStateMachine):
    """Everything that can be done with the texts of one number; the clock moves on with each step."""

    gateway: Target
    account: Account

    def __init__(self) -> None:
        super().__init__()
        self.account = self.gateway.account("empty")
        self.account.set(balance_cents=BALANCE)
        self.http = self.account.http()
        self.model = Model()
        self.ids: dict[frozenset[str], str] = {}
        self.gateway.control("POST", "clock", {"freeze": True})

    def teardown(self) -> None:
        self.http.close()

    @rule(data=st.data(), text=st.sampled_from(sorted(TEXTS)), done=st.booleans())
    def send(self, data: st.DataObject, text: str, done: bool) -> None:
        most = int(self.gateway.profile["max_recipients"])
        to = data.draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=min(most, 3), unique=True))
        self.gateway.control("POST", "clock", {"advance": 0.01})
        body = {"content": text, "from": "PN123abc", "to": to, **({"setInboxStatus": "done"} if done else {})}
        response = self.http.post("/quo/v1/messages", json=body)
        if not self.model.send(frozenset(to), text, done=done):
            assert (response.status_code, response.json()["code"]) == (402, "0200402")
            return
        assert response.status_code == 202
        answer = response.json()
        sent = answer["data"] if self.gateway.profile["send_envelope"] == "data" else answer
        assert (sent["text"], sent["to"], sent["status"]) == (text, to, "queued")
        assert self.ids.setdefault(frozenset(to), sent["conversationId"]) == sent["conversationId"]

    @rule(who=st.sampled_from(PEOPLE), text=st.sampled_from(sorted(TEXTS)))
    def receive(self, who: str, text: str) -> None:
        self.gateway.control("POST", "clock", {"advance": 0.01})
        body = {"from": who, "to": "PN123abc", "text": text, "workspace_id": self.account.workspace_id}
        came = self.gateway.control("POST", "inbound/messages", body)
        self.model.receive(frozenset([who]), text)
        assert (came["direction"], came["status"], came["userId"]) == ("incoming", "received", None)
        thread = self.ids.setdefault(frozenset([who]), came["conversationId"])
        assert came["conversationId"] == thread
        assert self.http.get(f"/quo/v1/messages/{came['id']}").json()["data"] == came

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), done=st.booleans())
    def mark(self, data: st.DataObject, done: bool) -> None:
        to = data.draw(st.sampled_from(list(self.ids)))
        path = f"/quo/v1/conversations/{self.ids[to]}/mark-as-{'done' if done else 'open'}"
        assert bool(self.http.post(path).json()["snoozedUntil"]) == done
        self.model.done[to] = done

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def read(self, data: st.DataObject) -> None:
        to = data.draw(st.sampled_from(list(self.ids)))
        before = self.listed()
        assert self.http.post(f"/quo/v1/conversations/{self.ids[to]}/mark-as-read").status_code == 200
        assert self.listed() == before

    @rule(cents=st.integers(0, 30))
    def pay_in(self, cents: int) -> None:
        self.model.balance = self.account.set(balance_cents=self.model.balance + cents)["balance_cents"]

    @rule(seconds=st.sampled_from([1, 5, 3600]))
    def wait(self, seconds: int) -> None:
        self.gateway.control("POST", "clock", {"advance": seconds})

    @invariant()
    def the_balance_is_right_to_the_cent(self) -> None:
        assert self.account.set()["balance_cents"] == self.model.balance

    @invariant()
    def threads_stand_as_they_should(self) -> None:
        seen = [(frozenset(each["participants"]), bool(each["snoozedUntil"])) for each in self.listed()]
        assert seen == [(to, self.model.done[to]) for to in self.model.threads]

    @invariant()
    def texts_are_in_their_threads(self) -> None:
        for to, texts in self.model.threads.items():
            query = {"phoneNumberId": "PN123abc", "participants": sorted(to)}
            found = walked(self.http, "/quo/v1/messages", query, 7)
            assert [message["text"] for message in found] == texts
            assert {message["conversationId"] for message in found} == {self.ids[to]}

    def listed(self) -> list[dict[str, Any]]:
        return walked(self.http, "/quo/v1/conversations", {}, 2)


def test_texts_and_threads_behave_like_the_model(target: Target) -> None:
    with target.private() as private:

        class OnTarget(Messages):
            gateway = private

        run_state_machine_as_test(OnTarget, settings=depths.part(3))
