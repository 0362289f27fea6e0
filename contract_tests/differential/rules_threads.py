"""What can be done with texts, calls and their threads, and what customers and time do."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from contract_tests.differential import drawn
from contract_tests.differential.machine import Machine, reading
from contract_tests.differential.steps import steering, walking


class Threads(Machine):
    """Texts and calls, the threads they are in, and what customers and time do."""

    @rule(body=drawn.SENT)
    def send(self, body: Any) -> None:
        self.history.take(self.step("messages_send", body=body), makes="activity", keeps=drawn.ITS_THREAD)

    @rule(to=drawn.PEOPLE, more=st.sampled_from([{}, {"setInboxStatus": "done"}]))
    def text(self, to: str, more: dict[str, str]) -> None:
        body = {"content": "Hi", "from": drawn.NUMBER, "to": [to], **more}
        self.history.take(self.step("messages_send", body=body), makes="activity", keeps=drawn.ITS_THREAD)

    @rule(turn=st.integers(0, 5), read=st.sampled_from(drawn.OF_AN_ACTIVITY))
    @reading
    def read_activity(self, turn: int, read: str) -> None:
        if activity := self.history.thing("activity", turn):
            self.ask(read, activity)

    @rule(query=drawn.THREAD, what=st.sampled_from(["messages_list", "calls_list"]))
    @reading
    def list_thread(self, query: Any, what: str) -> None:
        self.ask(what, query=query)

    @rule(turn=st.integers(0, 2), mark=st.sampled_from(["read", "done", "open"]))
    def mark(self, turn: int, mark: str) -> None:
        if conversation := self.history.thing("conversation", turn):
            self.ask(f"conversations_mark_as_{mark}", conversation)

    @rule(query=drawn.INBOX)
    @reading
    def walk_conversations(self, query: Any) -> None:
        self.history.take(walking(self.operation("conversations_list"), query))

    @rule(seconds=st.sampled_from([1, 60, 3600]))
    def wait(self, seconds: int) -> None:
        if self.clocks.together:
            self.history.take(steering("clock.advance", "POST", "clock", advance=seconds))

    @rule(settings=drawn.SETTINGS)
    def set(self, settings: Any) -> None:
        self.history.take(steering("settings.set", "PATCH", "settings?workspace_id={workspace}", **settings))

    @rule(sender=drawn.PEOPLE, text=st.sampled_from(["Hi", "Hello", "STOP", "START"]))
    def receive_text(self, sender: str, text: str) -> None:
        step = steering("messages.receive", "POST", "inbound/messages", from_=sender, text=text)
        self.history.take(step, makes="activity", keeps=drawn.ITS_THREAD)

    @rule(call=drawn.INBOUND_CALL)
    def receive_call(self, call: Any) -> None:
        self.history.take(steering("calls.receive", "POST", "inbound/calls", **call), makes="activity")
