"""The workspace that a file describes, as far as it was read: what its entries refer to and add to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..complaints import Complaint
from ..ids import Ids
from ..store.tables import Table
from .entry import Entry, snake
from .mistakes import Mistakes

Document = dict[str, Any]

NO_WORKSPACE = "OR"
"""Stands for the id of the workspace that a file is imported into, which no file knows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document that is to be kept."""

    table: Table
    id: str
    document: Document
    columns: dict[str, Any]


@dataclass(slots=True)
class World:
    """What was read so far."""

    now: int
    ids: Ids
    recording_type: str
    judge: Callable[[str, Any], list[Complaint]]
    """What is wrong with a document, by the schema of that name."""
    properties: Callable[[str], Collection[str]]
    """What a schema of that name has."""
    mistakes: Mistakes = field(default_factory=Mistakes)
    rows: list[Row] = field(default_factory=list)
    users: list[Document] = field(default_factory=list)
    numbers: list[Document] = field(default_factory=list)
    custom_fields: list[Document] = field(default_factory=list)
    contacts: list[Document] = field(default_factory=list)
    members: list[tuple[str, str]] = field(default_factory=list)
    """Ids of numbers and of their users."""
    taken: set[tuple[str, str]] = field(default_factory=set)
    """What only one may have, by kind: ids, numbers and so on."""

    @property
    def owner_id(self) -> str:
        """The id of the first user."""
        return str(self.users[0]["id"]) if self.users else "US"

    def first(self, kind: str, value: str) -> bool:
        """Whether nobody had this before; whoever asks has it from now on."""
        known = len(self.taken)
        self.taken.add((kind, value))
        return len(self.taken) > known

    def keep(
        self,
        table: Table,
        entry: Entry,
        document: Document,
        *,
        columns: Callable[[Document], Mapping[str, Any]],
        id: str | None = None,
        names: Mapping[str, str] | None = None,
        fixed: Collection[str] = (),
    ) -> Row:
        """Complete a document with the fields of its entry that nobody has read, judge it, and keep it.

        Args:
            columns: its typed columns, once it is complete and sound.
            id: its key, if not the document's own id.
            names: how the entry calls the properties that it does not name as the document does.
            fixed: properties that follow from where the entry stands.
        """
        named = {"id": "id", **(names or {})}
        own = set(self.properties(table.component)) - {*fixed, *named}
        document = {**document, **entry.rest(own)}
        # What is wrong already would be wrong twice.
        for complaint in self.judge(table.component, document) if entry.sound else ():
            first, slash, inner = complaint.path.removeprefix("/").partition("/")
            if first in fixed and self.mistakes.found:
                continue  # it is told where it comes from, or will be once that is right
            name = named.get(first) or snake(first)
            place = ("" if entry.has(name) else name) + slash + inner
            where = f"{place}: " if place else ""
            allowed = [str(item) for item in complaint.schema.get("enum", ()) if item is not None]
            message = f"Expected {' or '.join(allowed)}" if allowed else complaint.message
            entry.wrong(f"{where}{message}", *([name] if entry.has(name) else []))
        key = id or str(document["id"])
        if not self.first(table.name, key):
            entry.wrong(f"Expected an id of its own: {key} is here twice", "id")
        row = Row(table, key, document, dict(columns(document)) if entry.sound else {})
        self.rows.append(row)
        return row

    # ── References ──

    def user(self, reference: str) -> Document | None:
        """The user of that id, e-mail address, or name, if there is one alone."""
        return _only(self.users, reference, lambda user: (user["id"], user["email"], *names_of(user)))

    def number(self, reference: str) -> Document | None:
        """The phone number of that id, number or name, if there is one alone."""
        return _only(self.numbers, reference, lambda line: (line["id"], line["number"], line["name"]))

    def custom_field(self, reference: str) -> Document | None:
        """The custom field of that key or name, if there is one alone."""
        return _only(self.custom_fields, reference, lambda item: (item["key"], item["name"]))

    def contact(self, reference: str) -> Document | None:
        """The contact of that id or name, if there is one alone."""
        return _only(self.contacts, reference, lambda item: (item["id"], *names_of(item["defaultFields"])))

    def user_id(self, entry: Entry, name: str, default: str | None) -> str | None:
        """The id of the user that a field refers to; an id that nobody has is taken as it is."""
        reference = entry.any(name, default)
        if reference is None:
            return None
        found = self.user(reference) if isinstance(reference, str) else None
        if found is not None:
            return str(found["id"])
        if isinstance(reference, str) and reference[:2] in ("US", "AG", "SY") and " " not in reference:
            return reference  # somebody who has left, or a system
        known = ", ".join(label(self.user, user["id"], names_of(user)) for user in self.users)
        entry.wrong(f"Expected the id, name or e-mail address of one user; there are {known}"[:300], name)
        return None

    def line(self, entry: Entry) -> Document | None:
        """The phone number that the field `number` refers to; the first by default."""
        reference = entry.text("number", self.numbers[0]["id"] if self.numbers else None)
        found = self.number(reference) if reference is not None else None
        if found is None:
            known = ", ".join(f"{line['name']} ({line['number']})" for line in self.numbers)
            entry.wrong(f"Expected the id, number or name of one phone number; there are {known}", "number")
        return found


def names_of(person: Mapping[str, Any]) -> tuple[str, ...]:
    """What people call a user or contact: the full name, and the first name."""
    first, last = person.get("firstName"), person.get("lastName")
    full = " ".join(part for part in (first, last) if isinstance(part, str) and part)
    return tuple(name for name in (full, first) if isinstance(name, str) and name)


def label(find: Callable[[str], Document | None], id: str, names: Iterable[str]) -> str:
    """The first of the names that means this document and no other, or its id."""
    for name in names:
        found = find(name)
        if found is not None and found.get("id", found.get("key")) == id:
            return name
    return id


def _only(
    documents: list[Document], reference: str, names: Callable[[Document], Iterable[Any]]
) -> Document | None:
    """The document whose id, which comes first among its names, is meant, or the one that has such a name."""
    found = []
    for document in documents:
        id, *others = names(document)
        if id == reference:
            return document
        if reference in others:
            found.append(document)
    return found[0] if len(found) == 1 else None
