"""Whatever goes wrong: texts end well and are paid for, and each webhook hears of its own, in order."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import httpx
import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from contract_tests import depths
from contract_tests.gateway.hooks.receiver import TAKEN, Answer, receiving, status
from contract_tests.services import Postgres
from mock_gateway.clock import SECOND
from mock_gateway.control.client import Control
from mock_gateway.control.delivery_faults import NewDeliveryFault
from mock_gateway.control.faults import NewMatch
from mock_gateway.faults.rule import Answer as Status
from mock_gateway.faults.rule import Reset
from mock_gateway.numbers import NUMBERS
from mock_gateway.store import events
from mock_gateway.store.tables import CALLS, MESSAGES

from .hearing import TOPICS, Arrival, Subscription, all_came_in_order
from .test_histories import CUSTOMERS, FINAL, Histories, file, text_to

REFUSED = [number for number in NUMBERS if number.status >= 400]
DROPPED = [number.number for number in NUMBERS if number.drops]
SEGMENTS = {"Hello": 1, "a" * 160: 1, "a" * 161: 2, "🍝" * 36: 2}
PRICES = [1, 7]
"""In cents, of one account and of the other."""
BALANCE = 100_000
FAILURES = [Status(503), Status(504, when="after"), Reset(), Reset(when="after")]


def hang_up(handler: Any) -> None:
    """Answer nothing."""
    handler.close_connection = True


class Living(Histories):
    """Histories with webhooks, whose receivers, requests and deliveries may fail."""

    def __init__(self) -> None:
        super().__init__()
        self.receiver = self.stack.enter_context(receiving())
        self.refused: list[range] = []
        """Which of the requests that came in were not taken."""
        self.subscriptions: list[list[Subscription]] = [[], []]
        self.unsure = [0, 0]
        """How many texts got no answer that says whether they were accepted."""
        self.lost = [0, 0]
        """How many deliveries were ordered never to come, or to come other than they were signed."""
        for account, price in zip(self.accounts, PRICES, strict=True):
            changes = {"balance_cents": BALANCE, "price_cents": price}
            self.control.change_settings(account["workspace_id"], **changes)
        for who in (0, 1):
            for topic in TOPICS:
                self.subscribe_to(who, topic, TOPICS[topic])

    @property
    def control(self) -> Control:
        return Control("http://mock", transport=httpx.WSGITransport(app=self.bench.app))

    def ask(self, who: int, request: str, body: Any = None) -> Any:
        """Ask until there is an answer, as people do who would rather send a text twice."""
        while True:
            try:
                answer = super().ask(who, request, body)
                if answer.status_code not in (503, 504):
                    return answer
            except ConnectionResetError:
                pass
            self.unsure[who] += 1

    @rule(who=st.integers(0, 1), to=st.sampled_from(CUSTOMERS), content=st.sampled_from(list(SEGMENTS)))
    def send_at_length(self, who: int, to: str, content: str) -> None:
        request, body = text_to(to)
        answer = self.ask(who, request, {**body, "content": content})
        assert answer.status_code == (400 if to in self.stopped[who] else 202)
        if answer.status_code == 202:
            self.texts[who][answer.json["id"]] = "delivered"

    @rule(who=st.integers(0, 1), number=st.sampled_from(REFUSED))
    def send_to_a_script_that_refuses(self, who: int, number: Any) -> None:
        answer = self.ask(who, *text_to(number.number))
        if number.once and answer.status_code == 202:  # it was refused before
            self.texts[who][answer.json["id"]] = "delivered"
        else:
            assert answer.status_code == number.status

    @rule(who=st.integers(0, 1), to=st.sampled_from(DROPPED))
    def send_to_a_script_that_drops(self, who: int, to: str) -> None:
        with suppress(ConnectionResetError):
            assert super().ask(who, *text_to(to)).status_code in (503, 504)  # a fault was faster
        self.unsure[who] += 1

    @rule(who=st.integers(0, 1), failure=st.sampled_from(FAILURES), every=st.integers(1, 3))
    def let_requests_fail(self, who: int, failure: Any, every: int) -> None:
        match = NewMatch(operation="messages_send", api_key=self.accounts[who]["api_key"])
        self.control.fault(failure, match=match, times=2, every=every)

    @rule(who=st.integers(0, 1), topic=st.sampled_from(list(TOPICS)), all_events=st.booleans())
    def subscribe(self, who: int, topic: str, all_events: bool) -> None:
        self.subscribe_to(who, topic, TOPICS[topic] if all_events else TOPICS[topic][-1:])

    def subscribe_to(self, who: int, topic: str, types: list[str]) -> None:
        path = f"/{who}/{len(self.subscriptions[who])}"
        url = f"http://127.0.0.1:{self.receiver.port}{path}"
        answer = self.ask(who, f"POST /quo/v1/webhooks/{topic}", {"url": url, "events": types})
        made = answer.json["data"]
        self.subscriptions[who].append(
            Subscription(made["id"], made["key"], path, types, since=len(self.log(who)))
        )

    @precondition(lambda self: any(map(any, self.present())))
    @rule(data=st.data())
    def unsubscribe(self, data: st.DataObject) -> None:
        found = [(who, each) for who, present in enumerate(self.present()) for each in present]
        who, chosen = data.draw(st.sampled_from(found))
        assert self.ask(who, f"DELETE /quo/v1/webhooks/{chosen.id}").status_code == 204
        chosen.until = len(self.log(who))

    @rule(
        who=st.integers(0, 1),
        kind=st.sampled_from(["delay", "duplicate", "reorder", "corrupt", "drop"]),
        count=st.integers(1, 3),
    )
    def let_deliveries_fail(self, who: int, kind: Any, count: int) -> None:
        fault = NewDeliveryFault(kind=kind, next=count)
        self.control.spoil_deliveries(fault, self.accounts[who]["workspace_id"])
        self.lost[who] += count * (kind in ("drop", "corrupt"))  # these receivers answer before they verify

    @rule(answer=st.sampled_from([status(500), status(302, Location="/elsewhere"), hang_up]))
    def receivers_fail(self, answer: Answer) -> None:
        if self.receiver.otherwise is TAKEN:
            self.refused.append(range(len(self.receiver.received), 2**62))
        self.receiver.otherwise = answer

    @rule()
    def receivers_recover(self) -> None:
        if self.receiver.otherwise is not TAKEN:
            self.refused[-1] = range(self.refused[-1].start, len(self.receiver.received))
        self.receiver.otherwise = TAKEN

    def teardown(self) -> None:
        self.receivers_recover()
        super().teardown()

    def state(self) -> Any:
        return super().state(), [self.control.deliveries(each["workspace_id"]) for each in self.accounts]

    def present(self) -> list[list[Subscription]]:
        """The webhooks that are not deleted, by account."""
        return [[each for each in own if each.until is None] for own in self.subscriptions]

    def log(self, who: int) -> list[events.Event]:
        return events.after(self.place(who), 0, limit=10_000)

    def everything_has_ended(self) -> None:
        super().everything_has_ended()
        for who in (0, 1):
            self.every_text_is_paid_and_has_ended(who)
            missing = sum(self.missing(who, each) for each in self.subscriptions[who])
            assert missing <= self.lost[who]
            assert not self.control.deliveries(self.accounts[who]["workspace_id"], status="pending")
        paths = {each.path for own in self.subscriptions for each in own}
        assert {each.path for each in self.receiver.received} <= paths  # and nobody follows a redirect

    def every_text_is_paid_and_has_ended(self, who: int) -> None:
        kept = [msgspec.json.decode(text) for text in self.place(who).every(MESSAGES)]
        sent = [message for message in kept if message["direction"] == "outgoing"]
        accepted = {id for id, final in self.texts[who].items() if final != "received"}
        assert accepted <= {message["id"] for message in sent}
        assert len(sent) <= len(accepted) + self.unsure[who]
        scripts = {number.number: FINAL.get(number.name, "delivered") for number in NUMBERS}
        delivered = [event.subject_id for event in self.log(who) if event.type == "message.delivered"]
        for message in sent:
            assert message["status"] == scripts.get(message["to"][0], "delivered")
            assert delivered.count(message["id"]) == (message["status"] == "delivered")
        spent = PRICES[who] * sum(SEGMENTS[message["text"]] for message in sent)
        balance = self.control.settings(self.accounts[who]["workspace_id"]).balance_cents
        assert balance == BALANCE - spent

    def missing(self, who: int, subscription: Subscription) -> int:
        """How many events never reached a webhook that is there to the end; all others came in order."""
        wanted = subscription.wanted(self.log(who))
        arrived = [
            Arrival(request, refused=any(index in outage for outage in self.refused))
            for index, request in enumerate(self.receiver.received)
            if request.path == subscription.path
        ]
        logged = self.control.deliveries(
            self.accounts[who]["workspace_id"], webhook_id=subscription.id, limit="1000"
        )
        overtaken = {delivery.event_id for delivery in logged if "reorder" in delivery.faults}
        all_came_in_order(wanted, arrived, overtaken)
        assert {event.subject_id for event in wanted} <= {
            *self.place(who).ids(MESSAGES, []),
            *self.place(who).ids(CALLS, []),
        }
        return len(subscription.missing(wanted, arrived, now=self.bench.time / SECOND))


def test_whatever_fails_all_ends_well() -> None:
    class OnFile(Living):
        new_database = staticmethod(file)

    run_state_machine_as_test(OnFile)


def test_whatever_fails_all_ends_well_on_postgresql(server: Postgres) -> None:
    class OnServer(Living):
        new_database = staticmethod(server.database)

    run_state_machine_as_test(OnServer, settings=depths.part(8))
