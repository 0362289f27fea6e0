"""Who is who: the names that a workspace's contacts give to numbers."""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from ..store import Workspace, revisions
from ..store import inbox as store

MOST_WORKSPACES = 8
"""Whose names are kept at the same time."""


class _Number(msgspec.Struct):
    value: str | None = None


class _Fields(msgspec.Struct):
    firstName: str | None = None
    lastName: str | None = None
    company: str | None = None
    phoneNumbers: list[_Number] = []


class _Contact(msgspec.Struct):
    id: str
    defaultFields: _Fields


class Person(msgspec.Struct, frozen=True):
    """A contact as far as the inbox is concerned."""

    id: str
    name: str


_decode = msgspec.json.Decoder(_Contact).decode


class Names:
    """The names of some workspaces, read again only after one of their contacts was written."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, dict[str, Person]]] = OrderedDict()

    def of(self, workspace: Workspace) -> dict[str, Person]:
        """Who has a number, by the number; of several contacts that share one, the oldest."""
        revision = revisions.of(workspace.database, workspace.id, revisions.CONTACTS)
        kept = self._kept.get(workspace.id)
        if kept is None or kept[0] != revision:
            kept = self._kept[workspace.id] = revision, _read(workspace)
            if len(self._kept) > MOST_WORKSPACES:
                self._kept.popitem(last=False)
        return kept[1]

    def numbers(self, workspace: Workspace, words: str, *, most: int) -> list[str]:
        """The numbers, `most` of them at most, of people whose name has these words in it, in any case."""
        wanted = words.casefold()
        found = (number for number, person in self.of(workspace).items() if wanted in person.name.casefold())
        return [number for number, _ in zip(found, range(most), strict=False)]


def _read(workspace: Workspace) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for text in store.contacts(workspace):
        contact = _decode(text)
        fields = contact.defaultFields
        name = " ".join(filter(None, (fields.firstName, fields.lastName))) or fields.company
        if name:
            for number in fields.phoneNumbers:
                if number.value:
                    people.setdefault(number.value, Person(contact.id, name))
    return people
