"""Users, phone numbers and custom fields in a file."""

from __future__ import annotations

from typing import Any

from ..clock import iso
from ..store.tables import CUSTOM_FIELDS, PHONE_NUMBERS, USERS
from .entry import Entry
from .world import Document, Row, World, label, names_of

_EVERYWHERE_BUT_ABROAD = {"CA": "unrestricted", "Intl": "restricted", "US": "unrestricted"}
_ON_A_NUMBER = ("id", "email", "firstName", "lastName", "role")


def split(name: str) -> tuple[str, str | None]:
    """The first and the last name; whoever has one only has no last name."""
    first, _, last = name.strip().partition(" ")
    return first, last.strip() or None


def name_fields(entry: Entry) -> tuple[str | None, str | None]:
    """The names that an entry gives by `name`, or by `first_name` and `last_name`."""
    name = entry.text("name")
    first, last = (None, None) if name is None else split(name)
    return entry.text("first_name", first), entry.text("last_name", last)


def named(first: Any, last: Any) -> dict[str, Any]:
    """How an entry gives these names."""
    full = " ".join(part for part in (first, last) if part)
    if full and split(full) == (first, last):
        return {"name": full}
    return {"first_name": first, "last_name": last}


def user(world: World, entry: Entry, index: int) -> Row:
    """A user; the first is the owner unless it says otherwise."""
    first, last = name_fields(entry)
    at = entry.moment("created_at", world.now + index)
    document = {
        "id": entry.id(f"US{index + 1:03}" + world.ids.item()[:6]),
        "email": entry.text("email", f"user-{index + 1}@example.com"),
        "firstName": first,
        "lastName": last,
        "pictureUrl": None,
        "role": entry.text("role", "member" if index else "owner"),
        "createdAt": iso(at),
        "updatedAt": iso(at),
    }
    row = world.keep(
        USERS,
        entry,
        document,
        columns=lambda _: {"created_at": at},
    )
    world.users.append(row.document)
    return row


def user_entry(document: Document) -> dict[str, Any]:
    """What the entry of a user gives in words of its own."""
    return {"id": document["id"], **named(document["firstName"], document["lastName"])}


def number(world: World, entry: Entry, index: int) -> Row:
    """A phone number, which all users share unless it says who does; the first of them owns it."""
    at = entry.moment("created_at", world.now + index)
    id = entry.id(f"PN{index + 1:03}" + world.ids.item()[:6])
    e164 = entry.text("number", "")
    group = entry.text("group_id", "GR" + id[2:])
    everybody = [user["id"] for user in world.users]
    sharing = [_sharing(world, entry, position, item) for position, item in _users(entry, everybody)]
    document = {
        "id": id,
        "number": e164,
        "formattedNumber": _formatted(e164),
        "name": entry.text("name", _formatted(e164)),
        "users": [
            {name: user[name] for name in _ON_A_NUMBER} | {"groupId": group} for user in sharing if user
        ],
        "groupId": group,
        "symbol": None,
        "forward": None,
        "portRequestId": None,
        "portingStatus": None,
        "restrictions": {"calling": _EVERYWHERE_BUT_ABROAD, "messaging": _EVERYWHERE_BUT_ABROAD},
        "createdAt": iso(at),
        "updatedAt": iso(at),
    }
    if not world.first("number", e164):
        entry.wrong("Expected a number that no other line has", "number")
    row = world.keep(
        PHONE_NUMBERS,
        entry,
        document,
        columns=lambda _: {"number": e164, "created_at": at},
        fixed=("users",),
    )
    world.numbers.append(row.document)
    world.members += [(id, user_id) for user_id in dict.fromkeys(user["id"] for user in sharing if user)]
    return row


def _users(entry: Entry, everybody: list[str]) -> list[tuple[int, Any]]:
    return list(enumerate(dict.fromkeys(map(str, entry.items("users", everybody)))))


def _sharing(world: World, entry: Entry, position: int, reference: str) -> Document | None:
    found = world.user(reference)
    if found is None:
        known = ", ".join(label(world.user, user["id"], names_of(user)) for user in world.users)
        entry.wrong(
            f"Expected the id, name or e-mail address of one user; there are {known}"[:300], "users", position
        )
    return found


def number_entry(world: World, document: Document) -> dict[str, Any]:
    """What the entry of a phone number gives in words of its own."""
    users = [label(world.user, user["id"], names_of(user)) for user in document["users"]]
    return {
        "id": document["id"],
        "number": document["number"],
        "name": document["name"],
        "group_id": document.get("groupId"),
        "users": users,
    }


def _formatted(number: str) -> str:
    """A number of North America as people there write it."""
    if len(number) == 12 and number.startswith("+1"):
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    return number


def custom_field(world: World, entry: Entry, index: int) -> Row:
    """The definition of a custom field; it is a text unless it says otherwise."""
    key = entry.text("key", world.ids.item())
    document = {"key": key, "name": entry.text("name", key), "type": entry.text("type", "string")}
    row = world.keep(
        CUSTOM_FIELDS,
        entry,
        document,
        id=key,
        columns=lambda _: {"created_at": world.now + index},
    )
    world.custom_fields.append(row.document)
    return row
