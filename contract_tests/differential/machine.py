"""The state machine: every rule is one step, taken on both sides, that may follow any other."""

from __future__ import annotations

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule

from contract_tests.differential import drawn
from contract_tests.differential.history import Clocks, History
from contract_tests.differential.names import Pair
from contract_tests.differential.sides import opened_sides
from contract_tests.differential.steps import Step, asking, steering, walking
from contract_tests.targets import Target
from mock_gateway.operation import Operation


class Machine(RuleBasedStateMachine):
    """What all rules share: the two gateways, and one history at a time."""

    left: ClassVar[Target]
    right: ClassVar[Target]
    clocks: ClassVar[Clocks]
    met: ClassVar[set[str]]
    seed: ClassVar[str] = "demo"
    """What workspaces begin with: `demo` or `empty`."""

    def __init__(self) -> None:
        super().__init__()
        self.both = opened_sides(self.left, self.right, self.seed)
        self.history = History(*self.both, self.clocks, is_like_the_guide_s=self.seed == "demo")

    def teardown(self) -> None:
        self.met.update(self.history.met)
        for side in self.both:
            side.http.close()

    def operation(self, id: str) -> Operation:
        """An operation of the spec; both sides have the same ones."""
        return self.left.contract.operations[id]

    def ask(self, id: str, *ids: Pair, query: Any = None, body: Any = None) -> None:
        """Take the step that calls an operation."""
        self.history.take(self.step(id, *ids, query=query, body=body))

    def make(self, kind: str, id: str, *ids: Pair, body: Any) -> Any:
        """Take the step that makes something; returns what a bundle holds of it."""
        made = self.history.take(self.step(id, *ids, body=body), makes=kind)
        return multiple() if made is None else made

    def step(self, id: str, *ids: Pair, query: Any = None, body: Any = None) -> Step:
        """The step that calls an operation, the ids of its path in their order."""
        operation = self.operation(id)
        names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
        return asking(operation, dict(zip(names, ids, strict=True)), query, body)


class Contacts(Machine):
    """The address book."""

    contacts = Bundle("contacts")

    @initialize(target=contacts)
    def the_guide_s_contact(self) -> Any:
        return self.history.thing("contact", 0) or multiple()

    @rule(target=contacts, body=drawn.CONTACT)
    def create_contact(self, body: Any) -> Any:
        return self.make("contact", "contacts_create", body=body)

    @rule(contact=contacts)
    def get_contact(self, contact: Pair) -> None:
        self.ask("contacts_get", contact)

    @rule(contact=contacts, body=drawn.CHANGED_CONTACT)
    def update_contact(self, contact: Pair, body: Any) -> None:
        self.ask("contacts_update", contact, body=body)

    @rule(contact=contacts)
    def delete_contact(self, contact: Pair) -> None:
        self.ask("contacts_delete", contact)

    @rule(query=drawn.CONTACT_FILTERS)
    def list_contacts(self, query: Any) -> None:
        self.ask("contacts_list", query=query)

    @rule(query=drawn.CONTACT_WALK)
    def walk_contacts(self, query: Any) -> None:
        self.history.take(walking(self.operation("contacts_list"), query))


class Tasks(Machine):
    """Tasks, made about a number, a thread or something that happened in it."""

    tasks = Bundle("tasks")

    @initialize(target=tasks)
    def the_guide_s_task(self) -> Any:
        return self.history.thing("task", 0) or multiple()

    @rule(target=tasks, body=drawn.TASK, link=drawn.LINK)
    def create_task(self, body: Any, link: str) -> Any:
        linked = self.history.thing(link.removesuffix("Id"), 0) or drawn.NUMBER
        return self.make("task", "tasks_create", body={**body, link: linked})

    @rule(task=tasks)
    def get_task(self, task: Pair) -> None:
        self.ask("tasks_get", task)

    @rule(task=tasks, body=drawn.SAYS)
    def update_task(self, task: Pair, body: Any) -> None:
        self.ask("tasks_update", task, body=body)

    @rule(task=tasks, change=drawn.TASK_CHANGE)
    def change_task(self, task: Pair, change: Any) -> None:
        verb, body = change
        self.ask(f"tasks_{verb}", task, body=body)

    @rule(
        task=tasks, verb=st.sampled_from(["link_conversation", "unlink_conversation"]), turn=st.integers(0, 2)
    )
    def relink_task(self, task: Pair, verb: str, turn: int) -> None:
        self.ask(f"tasks_{verb}", task, body={"conversationId": self.history.thing("conversation", turn)})

    @rule(task=tasks)
    def delete_task(self, task: Pair) -> None:
        self.ask("tasks_delete", task)

    @rule(size=st.sampled_from([100, 3]))
    def walk_tasks(self, size: int) -> None:
        self.history.take(walking(self.operation("tasks_list"), {"maxResults": size}))


class Webhooks(Machine):
    """Webhooks, which are made and deleted and never changed."""

    webhooks = Bundle("webhooks")

    @rule(target=webhooks, made=drawn.WEBHOOK)
    def create_webhook(self, made: Any) -> Any:
        kind, body = made
        return self.make("webhook", f"webhooks_create_for_{kind}", body=body)

    @rule(webhook=webhooks)
    def get_webhook(self, webhook: Pair) -> None:
        self.ask("webhooks_get", webhook)

    @rule(webhook=webhooks)
    def delete_webhook(self, webhook: Pair) -> None:
        self.ask("webhooks_delete", webhook)

    @rule(query=drawn.OF_A_USER)
    def list_webhooks(self, query: Any) -> None:
        self.ask("webhooks_list", query=query)


class Threads(Machine):
    """Texts and calls, the threads they are in, and what customers and time do."""

    @rule(body=drawn.SENT)
    def send(self, body: Any) -> None:
        self.history.take(self.step("messages_send", body=body), makes="activity")
        self.history.keep("conversation", "conversationId")

    @rule(turn=st.integers(0, 5), read=st.sampled_from(drawn.OF_AN_ACTIVITY))
    def read_activity(self, turn: int, read: str) -> None:
        if activity := self.history.thing("activity", turn):
            self.ask(read, activity)

    @rule(query=drawn.THREAD, what=st.sampled_from(["messages_list", "calls_list"]))
    def list_thread(self, query: Any, what: str) -> None:
        self.ask(what, query=query)

    @rule(turn=st.integers(0, 2), mark=st.sampled_from(["read", "done", "open"]))
    def mark(self, turn: int, mark: str) -> None:
        if conversation := self.history.thing("conversation", turn):
            self.ask(f"conversations_mark_as_{mark}", conversation)

    @rule(query=drawn.INBOX)
    def walk_conversations(self, query: Any) -> None:
        self.history.take(walking(self.operation("conversations_list"), query))

    @rule(seconds=st.sampled_from([1, 60, 3600]))
    def wait(self, seconds: int) -> None:
        if self.clocks.together:
            self.history.take(steering("clock.advance", "POST", "clock", advance=seconds))

    @rule(settings=drawn.SETTINGS)
    def set(self, settings: Any) -> None:
        self.history.take(steering("settings.set", "PATCH", "settings?workspace_id={workspace}", **settings))

    @rule(sender=drawn.PEOPLE, text=st.sampled_from(["Hi", "STOP", "START"]))
    def receive_text(self, sender: str, text: str) -> None:
        step = steering("messages.receive", "POST", "inbound/messages", from_=sender, text=text)
        self.history.take(step, makes="activity")
        self.history.keep("conversation", "conversationId")

    @rule(call=drawn.INBOUND_CALL)
    def receive_call(self, call: Any) -> None:
        self.history.take(steering("calls.receive", "POST", "inbound/calls", **call), makes="activity")
