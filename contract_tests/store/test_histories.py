"""Texts, calls, time and restarts in any order: nothing is lost or happens twice, and all ends well."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from contract_tests import depths
from contract_tests.gateway.conftest import Bench
from contract_tests.services import Postgres
from mock_gateway.numbers import NUMBERS
from mock_gateway.store import Workspace, agenda
from mock_gateway.store import events as log
from mock_gateway.store.tables import CALLS, CONVERSATIONS, DOCUMENT_TABLES, MESSAGES

ACCEPTED = [number for number in NUMBERS if number.status == 202 and not number.pause_seconds]
CUSTOMERS = ["+14155550171", "+14155550172"]
SCENARIOS = ["answered", "missed", "voicemail", "forwarded", "ai-handled"]
FINAL = {"undelivered": "undelivered", "never delivered": "sent"}
STATUS = {"missed": "no-answer", "forwarded": "forwarded"}
MONTH = 30 * 86_400


class Histories(RuleBasedStateMachine):
    """Two accounts on one database that outlives the gateway; what each did is remembered here."""

    new_database: Callable[[], AbstractContextManager[str]]
    """Makes an empty database; returns its address."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.database = self.stack.enter_context(type(self).new_database())
        self.bench = Bench(database=self.database, seed="empty")
        self.accounts = [
            self.bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"] for _ in range(2)
        ]
        self.texts: list[dict[str, str]] = [{}, {}]
        """The final status of each accepted text, by account."""
        self.calls: list[dict[str, str]] = [{}, {}]
        """The scenario of each call."""
        self.unread: list[Counter[str]] = [Counter(), Counter()]
        """How many texts each customer sent."""
        self.stopped: list[set[str]] = [set(), set()]

    def teardown(self) -> None:
        self.wait(MONTH)
        self.everything_has_ended()
        self.bench.gateway.database.close()
        self.stack.close()

    def place(self, who: int) -> Workspace:
        return self.bench.gateway.workspace(self.accounts[who]["workspace_id"])

    def ask(self, who: int, request: str, body: Any = None) -> Any:
        return self.bench.ask(
            request, body, headers={"Authorization": f"Bearer {self.accounts[who]['api_key']}"}
        )

    @rule(who=st.integers(0, 1), number=st.sampled_from(ACCEPTED))
    def send_to_a_script(self, who: int, number: Any) -> None:
        answer = self.ask(who, *text_to(number.number))
        if number.name != "reply STOP":
            assert answer.status_code == 202
        if answer.status_code == 202:
            self.texts[who][answer.json["id"]] = FINAL.get(number.name, "delivered")

    @rule(who=st.integers(0, 1), to=st.sampled_from(CUSTOMERS))
    def send(self, who: int, to: str) -> None:
        answer = self.ask(who, *text_to(to))
        assert answer.status_code == (400 if to in self.stopped[who] else 202)
        if answer.status_code == 202:
            self.texts[who][answer.json["id"]] = "delivered"

    @rule(
        who=st.integers(0, 1),
        sender=st.sampled_from(CUSTOMERS),
        text=st.sampled_from(["Hi", "STOP", "START"]),
    )
    def receive_a_text(self, who: int, sender: str, text: str) -> None:
        body = {"from": sender, "text": text, "workspace_id": self.accounts[who]["workspace_id"]}
        message = self.bench.ok("POST /_mock/api/inbound/messages", body)["data"]
        self.texts[who][message["id"]] = "received"
        self.unread[who][sender] += 1
        if text == "STOP":
            self.stopped[who].add(sender)
        elif text == "START":
            self.stopped[who].discard(sender)

    @rule(
        who=st.integers(0, 1),
        caller=st.sampled_from(CUSTOMERS),
        scenario=st.sampled_from(SCENARIOS),
        duration=st.integers(0, 40),
    )
    def receive_a_call(self, who: int, caller: str, scenario: str, duration: int) -> None:
        body = {"from": caller, "scenario": scenario, "duration": duration}
        body["workspace_id"] = self.accounts[who]["workspace_id"]
        call = self.bench.ok("POST /_mock/api/inbound/calls", body)["data"]
        self.calls[who][call["id"]] = scenario

    @rule(who=st.integers(0, 1), customer=st.sampled_from(CUSTOMERS))
    def mark_as_read(self, who: int, customer: str) -> None:
        where = [("participants", "=", customer)]
        for id in self.place(who).ids(CONVERSATIONS, where):
            assert self.ask(who, f"POST /quo/v1/conversations/{id}/mark-as-read").status_code == 200
        self.unread[who][customer] = 0

    @rule(seconds=st.sampled_from([0.5, 1, 3, 17, 60, 3600]))
    def wait(self, seconds: float) -> None:
        self.bench.ok("POST /_mock/api/clock", {"advance": seconds})

    @rule()
    def restart(self) -> None:
        state, now = self.state(), self.bench.gateway.now()
        self.bench.gateway.database.close()
        self.bench = Bench(database=self.database)
        assert (self.state(), self.bench.gateway.now()) == (state, now)

    def state(self) -> Any:
        planned = agenda.due(self.bench.gateway.database, 2**62, limit=10_000)
        kept = [[self.place(who).every(table) for table in DOCUMENT_TABLES] for who in (0, 1)]
        return planned, kept, [log.after(self.place(who), 0, limit=10_000) for who in (0, 1)]

    @invariant()
    def documents_keep_the_spec(self) -> None:
        for who in (0, 1):
            for table in DOCUMENT_TABLES:
                for text in self.place(who).every(table):
                    self.bench.gateway.judge(table.component, json.loads(text))

    @invariant()
    def the_last_activity_is_the_last(self) -> None:
        for who in (0, 1):
            place = self.place(who)
            activities = [json.loads(text) for table in (MESSAGES, CALLS) for text in place.every(table)]
            for conversation in map(json.loads, place.every(CONVERSATIONS)):
                own = [each for each in activities if others(each) == conversation["participants"]]
                last = max(own, key=lambda each: (each["createdAt"], each["id"]))
                assert conversation["lastActivityId"] == last["id"]
                assert conversation["lastActivityAt"] == last["createdAt"]
                if conversation["participants"][0] in CUSTOMERS:
                    unread = place.value(CONVERSATIONS, conversation["id"], "unread")
                    assert unread == self.unread[who][conversation["participants"][0]]

    @invariant()
    def nothing_crosses_accounts(self) -> None:
        for who in (0, 1):
            assert set(self.place(who).ids(CALLS, [])) == self.calls[who].keys()
            assert self.texts[who].keys() <= set(self.place(who).ids(MESSAGES, []))
            ids = {event.subject_id for event in log.after(self.place(who), 0, limit=10_000)}
            assert not ids & (self.texts[1 - who].keys() | self.calls[1 - who].keys())

    def everything_has_ended(self) -> None:
        assert agenda.due(self.bench.gateway.database, 2**62, limit=1) == []
        calls = "SELECT id FROM scripts WHERE id NOT LIKE 'refused:%'"  # what fails once is kept for good
        assert self.bench.gateway.database.all(calls) == []
        for who in (0, 1):
            place = self.place(who)
            for id, status in self.texts[who].items():
                assert (place.read(MESSAGES, id) or {})["status"] == status
            for id, scenario in self.calls[who].items():
                assert (place.read(CALLS, id) or {})["status"] == STATUS.get(scenario, "completed")
                self.parts_have_ended(who, id, scenario)
            self.all_was_told_once(who)

    def parts_have_ended(self, who: int, id: str, scenario: str) -> None:
        talked = scenario in ("answered", "ai-handled")
        call = self.place(who).read(CALLS, id) or {}
        there = {
            "summaries": talked and call["duration"] >= 5,
            "transcripts": talked and call["duration"] >= 5,
            "voicemails": scenario == "voicemail",
        }
        for part, is_there in there.items():
            answer = self.ask(who, f"GET /quo/v1/call-{part}/{id}")
            assert answer.status_code == (200 if is_there else 404)
            assert not is_there or answer.json["data"]["status"] == "completed"
        recordings = self.ask(who, f"GET /quo/v1/call-recordings/{id}").json["data"]
        assert [each["status"] for each in recordings] == (["completed"] if talked else [])

    def all_was_told_once(self, who: int) -> None:
        kept = log.after(self.place(who), 0, limit=10_000)
        told = Counter((event.type, event.subject_id) for event in kept)
        assert set(told.values()) <= {1}
        assert [event.created_at for event in kept] == sorted(event.created_at for event in kept)
        for id, status in self.texts[who].items():
            assert told["message.delivered", id] == (status == "delivered")
            assert told["message.received", id] == (status == "received")
        for id in self.calls[who]:
            assert told["call.ringing", id] == told["call.completed", id] == 1


def text_to(number: str) -> tuple[str, dict[str, Any]]:
    return "POST /quo/v1/messages", {"content": "Hello", "from": "PN123abc", "to": [number]}


def others(activity: dict[str, Any]) -> list[str]:
    """The other side of a message or a call."""
    if "participants" in activity:
        return list(activity["participants"])
    return list(activity["to"]) if activity["direction"] == "outgoing" else [activity["from"]]


@contextmanager
def file() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder) / "quo.db")


def test_any_history_ends_as_it_should() -> None:
    class OnFile(Histories):
        new_database = staticmethod(file)

    run_state_machine_as_test(OnFile, settings=depths.part(2))


def test_any_history_ends_as_it_should_on_postgresql(server: Postgres) -> None:
    class OnServer(Histories):
        new_database = staticmethod(server.database)

    run_state_machine_as_test(OnServer, settings=depths.part(8))
