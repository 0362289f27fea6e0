"""Writing a workspace down: each entry says what it must, and beside it only what is not as usual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec

from ..store import Database, WorkspaceFacts
from ..store.rows import opted_out, planned, rows, scripts
from ..store.tables import (
    CALLS,
    CONTACTS,
    CONVERSATIONS,
    CUSTOM_FIELDS,
    DOCUMENT_TABLES,
    MESSAGES,
    PHONE_NUMBERS,
    RECORDINGS,
    SUMMARIES,
    TASKS,
    TRANSCRIPTS,
    USERS,
    VOICEMAILS,
    WEBHOOKS,
)  # fmt: skip
from .calls import ARTEFACTS, call, call_entry
from .contacts import contact, contact_entry
from .dumping import dumped
from .entry import Entry, snake
from .mistakes import Mistakes
from .moments import written
from .parties import Party
from .people import number, number_entry, user, user_entry
from .talks import Activity, message, message_entry, thread, thread_entry
from .tasks import task, task_entry
from .webhooks import webhook, webhook_entry
from .world import Row, World

HEADER = "# A workspace of quo-mock. What is not said is as usual; the form is described in FORMAT.md.\n\n"

Fields = dict[str, Any]
_NOT_TOLD = ("orgId", "key")
_ARTEFACTS = {
    "recordings": RECORDINGS,
    "summary": SUMMARIES,
    "transcript": TRANSCRIPTS,
    "voicemail": VOICEMAILS,
}


class Export:
    """One workspace, while it is written down inside a transaction."""

    def __init__(self, database: Database, facts: WorkspaceFacts, world: World) -> None:
        self._database = database
        self._facts = facts
        self._rows = {table.name: rows(database, facts.id, table) for table in DOCUMENT_TABLES}
        world.judge = lambda component, document: []  # what is kept was judged when it was written
        world.users = self._documents(USERS.name)
        world.numbers = self._documents(PHONE_NUMBERS.name)
        world.custom_fields = self._documents(CUSTOM_FIELDS.name)
        world.contacts = self._documents(CONTACTS.name)
        self._world = world
        self._threads = self._by_thread()
        self._left = self._by_call()

    def text(self) -> bytes:
        """The file."""
        return (HEADER + dumped(self.value())).encode()

    def value(self) -> Fields:
        """What the file says."""
        people = self._people()
        conversations = [self._conversation(row) for row in self._rows[CONVERSATIONS.name]]
        lonely = [
            self._lonely(row) for (kind, *_), each in self._threads.items() for row in each if kind == "calls"
        ]
        optional = {
            "calls": lonely,
            "planned": [
                {"event": each.event, "of": each.subject_id, "at": written(each.due_at), "id": each.id}
                for each in planned(self._database, self._facts.id)
            ],
            "scripts": self._scripts(),
            "opt_outs": opted_out(self._database, self._facts.id),
            "tasks": [self._own(row, task, task_entry) for row in self._rows[TASKS.name]],
            "webhooks": [self._own(row, webhook, webhook_entry) for row in self._rows[WEBHOOKS.name]],
        }
        return {
            "balance_cents": self._facts.balance_cents,
            "settings": self._facts.settings,
            **people,
            "conversations": conversations,
            **{name: value for name, value in optional.items() if value},
        }

    def _scripts(self) -> list[Fields]:
        """How calls go on; what other scripts remember, such as who was refused once, is forgotten."""
        kept, calls = scripts(self._database, self._facts.id), {row["id"] for row in self._rows[CALLS.name]}
        return [{"of": id, "stages": msgspec.json.decode(each)} for id, each in kept.items() if id in calls]

    def _people(self) -> Fields:
        world = self._world
        return {
            "users": [
                self._told(replace(world, users=[]), user, row, _at(user_entry(row["document"]), row))
                for row in self._rows[USERS.name]
            ],
            "phone_numbers": [
                self._told(
                    replace(world, numbers=[]), number, row, _at(number_entry(world, row["document"]), row)
                )
                for row in self._rows[PHONE_NUMBERS.name]
            ],
            "custom_fields": [dict(row["document"]) for row in self._rows[CUSTOM_FIELDS.name]],
            "contacts": [
                self._told(
                    replace(world, contacts=[]), contact, row, _at(contact_entry(world, row["document"]), row)
                )
                for row in self._rows[CONTACTS.name]
            ],
        }

    def _conversation(self, row: Fields) -> Fields:
        document = row["document"]
        line = self._world.number(document["phoneNumberId"])
        own = thread_entry(self._world, document, row)
        if line is None:
            return own
        party = Party(line, document["participants"], document["id"])
        key = (line["id"], row["participants"])
        texts, calls = self._threads.pop(("messages", *key), []), self._threads.pop(("calls", *key), [])
        activities = [Activity(each["created_at"], each["id"]) for each in (*texts, *calls)]

        def build(world: World, entry: Entry, _: int) -> Row:
            entry.has("number")
            entry.has("with")
            entry.has("id")
            return thread(world, entry, party, activities)

        told = self._told(self._world, build, row, own)
        messages = [self._message(each, party) for each in texts]
        rung = [self._call(each, party) for each in calls]
        return told | {name: each for name, each in (("messages", messages), ("calls", rung)) if each}

    def _message(self, row: Fields, party: Party) -> Fields:
        def build(world: World, entry: Entry, _: int) -> Row:
            return message(world, entry, party, world.now)

        own = message_entry(self._world, row["document"], written(row["created_at"]))
        return self._told(self._world, build, row, own)

    def _call(self, row: Fields, party: Party) -> Fields:
        def build(world: World, entry: Entry, _: int) -> Row:
            return call(world, entry, party, world.now)

        own = call_entry(self._world, row["document"], written(row["created_at"]))
        told = self._told(self._world, build, row, own)
        whole = build(self._scratch(self._world), Entry(dict(told), (), Mistakes(), 0), 0)
        return told | self._artefacts(whole, row["created_at"])

    def _lonely(self, row: Fields) -> Fields:
        """A call that belongs to no conversation."""
        line = self._world.number(row["phone_number_id"])
        others = row["participants"].split("\n")
        party = Party(line or {"id": row["phone_number_id"], "users": []}, others)
        return {"number": row["phone_number_id"], "with": others, **self._call(row, party)}

    def _artefacts(self, whole: Row, at: int) -> Fields:
        found: Fields = {}
        for kind, table in _ARTEFACTS.items():
            left = self._left.get((table.name, whole.id), ())
            each = [self._artefact(kind, row, whole, at) for row in left]
            if each:
                found[kind] = each if kind == "recordings" else each[0]
        return found

    def _artefact(self, kind: str, row: Fields, whole: Row, at: int) -> Fields:
        def build(world: World, entry: Entry, _: int) -> Row:
            return ARTEFACTS[kind](world, entry, whole, at)

        own: Fields = {} if "callId" in row["document"] else {"id": row["document"]["id"]}
        if row.get("created_at", at) != at:
            own["at"] = written(row["created_at"])
        return self._told(self._world, build, row, own)

    def _own(
        self, row: Fields, build: Callable[[World, Entry, int], Row], own: Callable[[Fields, int], Fields]
    ) -> Fields:
        """A task or webhook, without the workspace that it belongs to and the key that it signs with."""
        document = {name: value for name, value in row["document"].items() if name not in _NOT_TOLD}
        told = own(document, row["created_at"])
        return self._told(self._world, build, {**row, "document": document}, told)

    def _told(
        self, world: World, build: Callable[[World, Entry, int], Row], row: Fields, own: Fields
    ) -> Fields:
        """The entry of a document: its own words, and whatever would be read wrongly without."""
        read = build(self._scratch(world), Entry(dict(own), (), Mistakes(), 0), 0).document
        differing = {
            snake(name): value
            for name, value in row["document"].items()
            if name not in read or read[name] != value
        }
        return own | {name: value for name, value in differing.items() if name not in own}

    def _scratch(self, world: World) -> World:
        """A world that may be written to without consequence."""
        return replace(world, rows=[], members=[], mistakes=Mistakes(), taken=set())

    def _documents(self, table: str) -> list[Fields]:
        return [row["document"] for row in self._rows[table]]

    def _by_thread(self) -> dict[tuple[str, str, str], list[Fields]]:
        found: dict[tuple[str, str, str], list[Fields]] = {}
        for table in (MESSAGES, CALLS):
            for row in self._rows[table.name]:
                key = (table.name, row["phone_number_id"], row["participants"])
                found.setdefault(key, []).append(row)
        return found

    def _by_call(self) -> dict[tuple[str, str], list[Fields]]:
        found: dict[tuple[str, str], list[Fields]] = {}
        for table in _ARTEFACTS.values():
            for row in self._rows[table.name]:
                found.setdefault((table.name, row.get("call_id", row["id"])), []).append(row)
        return found


def _at(own: Fields, row: Fields) -> Fields:
    return {**own, "created_at": written(row["created_at"])}
