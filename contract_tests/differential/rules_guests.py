"""What may be done where an account is somebody's: reading, and marked contacts and tasks."""

from __future__ import annotations

import functools
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, rule

from contract_tests.differential import drawn, known
from contract_tests.differential.guests import TURNS, WORDS, Guests, tidied
from contract_tests.differential.history import History
from contract_tests.differential.machine import Machine, reading
from contract_tests.differential.names import MARK, Pair
from contract_tests.differential.rules_oddities import raw
from contract_tests.differential.steps import Step, walking

SIZES = st.sampled_from([2, 50, 0, 1000])
LISTS = ("contacts_list", "conversations_list", "tasks_list", "users_list")
WHOLE = ("phone_numbers_list", "webhooks_list", "contact_custom_fields_list", "connections_list")
UNKNOWN = [
    f"{resource}_get"
    for resource in ("contacts", "tasks", "users", "phone_numbers", "messages", "calls", "webhooks")
]
NOBODY = "not-an-id"
PLAIN_ODD = (known.UNKNOWN_ROUTE, known.WRONG_KEY)
"""The others are no plain reading, or name what only the guide's workspace has."""
_FIRST = {"firstName": drawn.WORDS}
_MORE = {**drawn.ARRAYS, **dict.fromkeys(("lastName", "company", "role"), drawn.MAYBE)}


class Guest(Machine):
    """Histories on the same two accounts, which leave nothing behind."""

    guests: ClassVar[Guests]

    @classmethod
    def begin(cls) -> History:
        return cls.guests.history(cls.clocks)

    def teardown(self) -> None:
        self.met.update(self.history.met)
        if self.history.refused:
            self.refused.add(str(self.history.refused))
        tidied(self.history)

    @rule(thing=Machine.gone)
    def ask_for_what_is_gone(self, thing: tuple[str, Pair]) -> None:
        self.ask(f"{thing[0]}_get", thing[1])  # to delete it again is more than a run may

    def marked(self, ending: str = "") -> Pair:
        """The mark with what stands after it, on either side its own."""
        return next(pair for pair in self.history.printed if pair.name == f"{MARK}{ending}")


class Reading(Guest):
    """Only the form of what is somebody's is compared, and refusals."""

    @rule(list=st.sampled_from(LISTS), size=SIZES)
    def list_somebody_s(self, list: str, size: int) -> None:
        self.ask(list, query={"maxResults": size})

    @rule(list=st.sampled_from(WHOLE))
    def list_all(self, list: str) -> None:
        self.ask(list)

    @rule(token=st.sampled_from(["nonsense", ""]), list=st.sampled_from(LISTS))
    def go_on_from_nowhere(self, token: str, list: str) -> None:
        self.ask(list, query={"maxResults": 2, "pageToken": token})

    @rule()
    def get_number(self) -> None:
        self.ask("phone_numbers_get", self.guests.number)

    @rule(get=st.sampled_from(UNKNOWN))
    def get_what_is_not_there(self, get: str) -> None:
        self.history.take(self.step(get, NOBODY))

    @rule(what=st.sampled_from(["messages_list", "calls_list"]), person=drawn.PEOPLE, size=SIZES)
    def list_thread(self, what: str, person: str, size: int) -> None:
        thread = {"phoneNumberId": self.guests.number, "participants": [person], "maxResults": size}
        self.ask(what, query=thread)

    @rule(way=st.sampled_from(PLAIN_ODD))
    def ask_what_is_no_call(self, way: str) -> None:
        self.history.take(Step(way, {}, functools.partial(raw, known.ODD[way])))


class MarkedContacts(Guest):
    """The run's own contacts, which its mark finds."""

    contacts = Bundle("contacts")

    @rule(
        target=contacts,
        fields=st.fixed_dictionaries(_FIRST, optional=_MORE),
        turn=st.sampled_from(TURNS),
    )
    def create_contact(self, fields: Any, turn: int) -> Any:
        marks = {"source": self.marked(), "externalId": self.marked(f"-{turn}")}
        return self.make("contact", "contacts_create", body={"defaultFields": fields, **marks})

    @rule(contact=contacts)
    @reading
    def get_contact(self, contact: Pair) -> None:
        self.ask("contacts_get", contact)

    @rule(contact=contacts, fields=st.fixed_dictionaries({}, optional={**_FIRST, **_MORE}))
    def update_contact(self, contact: Pair, fields: Any) -> None:
        self.ask("contacts_update", contact, body={"defaultFields": fields})

    @rule(target=Machine.gone, contact=consumes(contacts))
    def delete_contact(self, contact: Pair) -> Any:
        return self.delete("contacts", contact)

    @rule(turn=st.sampled_from(TURNS), size=st.sampled_from([50, 1]))
    @reading
    def list_contacts(self, turn: int, size: int) -> None:
        self.ask("contacts_list", query={"externalIds": [self.marked(f"-{turn}")], "maxResults": size})

    @rule(size=st.sampled_from([50, 1]))
    @reading
    def walk_contacts(self, size: int) -> None:
        query = {"sources": [self.marked()], "maxResults": size}
        self.history.take(walking(self.operation("contacts_list"), query))


class MarkedTasks(Guest):
    """The run's own tasks, made about a number and given to nobody."""

    tasks = Bundle("tasks")

    @rule(target=tasks, word=st.sampled_from(WORDS), description=drawn.WORDS)
    def create_task(self, word: str, description: str) -> Any:
        says = {"title": self.marked(f" {word}"), "description": description}
        return self.make("task", "tasks_create", body={**says, "phoneNumberId": self.guests.number})

    @rule(task=tasks)
    @reading
    def get_task(self, task: Pair) -> None:
        self.ask("tasks_get", task)

    @rule(task=tasks, word=st.sampled_from(WORDS), description=drawn.WORDS)
    def update_task(self, task: Pair, word: str, description: str) -> None:
        says = {"title": self.marked(f" {word}"), "description": description}
        self.ask("tasks_update", task, body=says)

    @rule(task=tasks, verb=st.sampled_from(["complete", "reopen"]))
    def settle_task(self, task: Pair, verb: str) -> None:
        self.ask(f"tasks_{verb}", task)

    @rule(target=Machine.gone, task=consumes(tasks))
    def delete_task(self, task: Pair) -> Any:
        return self.delete("tasks", task)
