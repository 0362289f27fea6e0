"""Finding contacts: a window of those that have some words in them, in the order of the API."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from ..store import Position, Workspace
from ..store.tables import CONTACTS

WINDOW = 50
_BATCH = 500
"""How many contacts are read at once while one that fits is looked for."""

Contact = dict[str, Any]
_decode = msgspec.json.Decoder(list[Contact]).decode


@dataclass(frozen=True, slots=True)
class Window:
    """Some contacts, how many there are in all, and where the next window begins."""

    contacts: list[Contact]
    total: int
    """Of the workspace, whatever is looked for."""
    next: str | None
    """What `position_of` takes; None where nothing follows."""


def words_of(text: str) -> list[str]:
    """What is looked for, each of which must be found; a number's punctuation does not count."""
    return [_plain(word) for word in text.casefold().split()]


def search(workspace: Workspace, words: list[str], after: Position | None, most: int) -> Window:
    """At most `most` contacts after a position that have all words in a name, a number or an address."""
    found: list[Contact] = []
    place, limit = after, _BATCH if words else most
    while True:
        page = workspace.page(CONTACTS, [], limit=limit, after=place)
        for contact in _decode(b"[" + page.joined + b"]"):
            if words and not _has(contact, words):
                continue
            if len(found) == most:
                return Window(found, page.total, _ends(workspace, found[-1]))
            found.append(contact)
        if page.last is None:
            return Window(found, page.total, None)
        if not words:
            return Window(found, page.total, f"{page.last.key}-{page.last.id}")
        place = page.last


def position_of(text: str | None) -> Position | None:
    """Where a window begins; None, the beginning, for what is no such place."""
    place = re.fullmatch(r"(\d{1,18})-([A-Za-z0-9]{1,64})", text or "")
    return Position(int(place[1]), place[2]) if place else None


def name_of(contact: Contact) -> str:
    """What a contact is called: its name, else its company, number or address."""
    fields = contact["defaultFields"]
    name = " ".join(filter(None, (fields["firstName"], fields["lastName"]))) or fields["company"]
    values = (item["value"] for kind in ("phoneNumbers", "emails") for item in fields[kind])
    return name or next(filter(None, values), "") or "Nameless"


def _has(contact: Contact, words: list[str]) -> bool:
    fields = contact["defaultFields"]
    own = [fields[name] or "" for name in ("firstName", "lastName", "company", "role")]
    own += [item["value"] or "" for kind in ("phoneNumbers", "emails") for item in fields[kind]]
    ids = {_plain((contact[name] or "").casefold()) for name in ("externalId", "id")}
    text = " ".join(own).casefold()
    digits = _plain(text)
    return all(word in text or word in digits or word in ids for word in words)


def _plain(text: str) -> str:
    return re.sub(r"[()\-.](?=[\d(])|(?<=\d)[()\-.]", "", text)


def _ends(workspace: Workspace, last: Contact) -> str:
    return f"{workspace.value(CONTACTS, last['id'], CONTACTS.order)}-{last['id']}"
