"""Contacts in a file."""

from __future__ import annotations

from typing import Any

from ..clock import iso
from ..custom_fields import FITS
from ..store.tables import CONTACTS, contact_columns
from .entry import Entry
from .people import name_fields, named
from .world import Document, Row, World, label, names_of


def contact(world: World, entry: Entry, index: int) -> Row:
    """A contact."""
    first, last = name_fields(entry)
    at = entry.moment("created_at", world.now)
    document = {
        "id": entry.id(world.ids.contact()),
        "externalId": entry.text("external_id"),
        "source": "public-api",
        "sourceUrl": None,
        "defaultFields": {
            "company": entry.text("company"),
            "firstName": first,
            "lastName": last,
            "role": entry.text("role"),
            "emails": _items(world, entry, "emails", "work"),
            "phoneNumbers": _items(world, entry, "phones", "mobile"),
        },
        "customFields": _custom_fields(world, entry),
        "createdAt": iso(at),
        "updatedAt": iso(at),
        "createdByUserId": world.user_id(entry, "created_by", world.owner_id),
    }
    taken = document["externalId"]
    if taken is not None and not world.first("external_id", taken):
        entry.wrong("Expected an external_id that no other contact has", "external_id")
    row = world.keep(
        CONTACTS,
        entry,
        document,
        columns=contact_columns,
        fixed=("createdByUserId",),
    )
    world.contacts.append(row.document)
    return row


def contact_entry(world: World, document: Document) -> dict[str, Any]:
    """What the entry of a contact gives in words of its own."""
    fields = document["defaultFields"]
    user = world.user(document["createdByUserId"])
    given = {
        "id": document["id"],
        **named(fields.get("firstName"), fields.get("lastName")),
        "company": fields.get("company"),
        "role": fields.get("role"),
        "phones": fields.get("phoneNumbers"),
        "emails": fields.get("emails"),
        "custom_fields": [
            {"field": item["key"], "value": item["value"], "id": item["id"]}
            for item in document["customFields"]
        ],
        "external_id": document["externalId"],
        "created_by": label(world.user, user["id"], names_of(user)) if user else document["createdByUserId"],
    }
    return {name: value for name, value in given.items() if value not in (None, [])}


def _items(world: World, entry: Entry, name: str, usual: str) -> list[dict[str, Any]]:
    """E-mail addresses or phone numbers: texts, or `{value: …, name: …}` each."""
    found = []
    for index, item in enumerate(entry.items(name)):
        each = entry.entry({"value": item} if isinstance(item, str) else item, name, index)
        found.append(
            {"name": each.text("name", usual), "value": each.text("value"), "id": each.id(world.ids.item())}
        )
        each.rest(())
    return found


def _custom_fields(world: World, entry: Entry) -> list[dict[str, Any]]:
    """Values by the name or key of their field, or a list of `{field: …, value: …}`."""
    given = entry.any("custom_fields", [])
    if isinstance(given, dict):
        each = [
            entry.entry({"field": key, "value": value}, "custom_fields", key) for key, value in given.items()
        ]
    else:
        each = entry.entries("custom_fields")
    found = []
    for item in each:
        reference = item.text("field", "")
        definition = world.custom_field(reference)
        value, id = item.any("value"), item.id(world.ids.item())
        item.rest(())
        if definition is None:
            known = ", ".join(field["name"] for field in world.custom_fields) or "none"
            item.wrong(f"Expected the name or key of one of the custom_fields; there are {known}")
            continue
        fits, kind = FITS.get(definition["type"], (lambda _: True, ""))
        if not fits(value):
            item.wrong(f"Expected {kind}, for {definition['name']} is of type {definition['type']}")
        found.append({**definition, "id": id, "value": value})
    return found
