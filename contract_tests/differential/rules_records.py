"""What can be done to contacts, tasks and webhooks: each rule is one step."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, initialize, multiple, rule

from contract_tests.differential import drawn
from contract_tests.differential.machine import Machine, reading
from contract_tests.differential.names import Pair
from contract_tests.differential.steps import walking


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
    @reading
    def get_contact(self, contact: Pair) -> None:
        self.ask("contacts_get", contact)

    @rule(contact=contacts, body=drawn.CHANGED_CONTACT)
    def update_contact(self, contact: Pair, body: Any) -> None:
        self.ask("contacts_update", contact, body=body)

    @rule(target=Machine.gone, contact=consumes(contacts))
    def delete_contact(self, contact: Pair) -> Any:
        return self.delete("contacts", contact)

    @rule(query=drawn.CONTACT_FILTERS)
    @reading
    def list_contacts(self, query: Any) -> None:
        self.ask("contacts_list", query=query)

    @rule(query=drawn.CONTACT_WALK)
    @reading
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
    @reading
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

    @rule(target=Machine.gone, task=consumes(tasks))
    def delete_task(self, task: Pair) -> Any:
        return self.delete("tasks", task)

    @rule(size=st.sampled_from([100, 3]))
    @reading
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
    @reading
    def get_webhook(self, webhook: Pair) -> None:
        self.ask("webhooks_get", webhook)

    @rule(target=Machine.gone, webhook=consumes(webhooks))
    def delete_webhook(self, webhook: Pair) -> Any:
        return self.delete("webhooks", webhook)

    @rule(query=drawn.OF_A_USER)
    @reading
    def list_webhooks(self, query: Any) -> None:
        self.ask("webhooks_list", query=query)
