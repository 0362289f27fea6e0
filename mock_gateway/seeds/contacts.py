"""Contacts: the guide's own, and as many others as the recipe asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..clock import SECOND, iso
from ..store import Workspace
from ..store.tables import CONTACTS, contact_columns
from .recipe import GUIDE_NUMBER, GUIDE_TIME, Recipe

HOUR = 3600 * SECOND
_AREAS = (206, 212, 312, 415, 503, 617, 702, 808)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the other side of a conversation."""

    name: str
    number: str


def fill(workspace: Workspace, recipe: Recipe) -> list[Person]:
    """Add the contacts, oldest first; returns who they are."""
    count = recipe.words["contacts"]
    documents = [_guide_contact(recipe)] if count else []
    documents += [contact(recipe, index, _number(index), _age(recipe, index)) for index in range(1, count)]
    workspace.insert_rows(
        CONTACTS,
        [
            workspace.row(CONTACTS, document, id=document["id"], **contact_columns(document))
            for document in documents
        ],
    )
    return [_person(document["defaultFields"]) for document in documents]


def _person(fields: dict[str, Any]) -> Person:
    return Person(f"{fields['firstName']} {fields['lastName']}", fields["phoneNumbers"][0]["value"])


def _guide_contact(recipe: Recipe) -> dict[str, Any]:
    return {
        "id": recipe.guide_id("CT123abc"),
        "externalId": None,
        "source": None,
        "sourceUrl": None,
        "defaultFields": {
            "company": "Acme Corp",
            "firstName": "Jane",
            "lastName": "Doe",
            "role": "Manager",
            "emails": [{"name": "work", "value": "jane@example.com", "id": "EM1"}],
            "phoneNumbers": [{"name": "mobile", "value": GUIDE_NUMBER, "id": "PH1"}],
        },
        "customFields": [],
        "createdAt": GUIDE_TIME,
        "updatedAt": GUIDE_TIME,
        "createdByUserId": "US123abc",
    }


def _number(index: int) -> str:
    return f"+1{_AREAS[index // 100]}55501{index % 100:02}"


def _age(recipe: Recipe, index: int) -> int:
    """Every contact is some hours younger than the one before, the youngest as old as the latest activity."""
    age: int = recipe.ends_at - (recipe.words["contacts"] - index) * 31 * HOUR
    return age


def contact(recipe: Recipe, index: int, number: str, at: int) -> dict[str, Any]:
    """One of many contacts, as it was made at that time (microseconds)."""
    first, last, source = recipe.choice("first_names"), recipe.choice("last_names"), recipe.choice("sources")
    created = iso(at)
    return {
        "id": recipe.ids.contact(),
        "externalId": f"crm-{index}" if source == "crm" else None,
        "source": source,
        "sourceUrl": f"https://crm.example.com/{index}" if source == "crm" else None,
        "defaultFields": {
            "company": recipe.choice("companies"),
            "firstName": first,
            "lastName": last,
            "role": recipe.choice("roles"),
            "emails": _item(recipe, "work", f"contact{index}@example.com") if index % 3 else [],
            "phoneNumbers": _item(recipe, "mobile", number),
        },
        "customFields": _custom_fields(recipe, index),
        "createdAt": created,
        "updatedAt": created,
        "createdByUserId": recipe.choice("users")["id"],
    }


def _item(recipe: Recipe, name: str, value: str) -> list[dict[str, Any]]:
    return [{"name": name, "value": value, "id": recipe.ids.item()}]


def _custom_fields(recipe: Recipe, index: int) -> list[dict[str, Any]]:
    """Every fourth contact has a value for one field after the other, so that each type is seen."""
    definitions = recipe.words["custom_fields"]
    if index % 4 or not definitions:
        return []
    definition = definitions[index // 4 % len(definitions)]
    return [{**definition, "id": recipe.ids.item(), "value": VALUES[definition["type"]](index)}]


VALUES: dict[str, Callable[[int], Any]] = {
    "address": lambda index: f"{index} Elm Street",
    "boolean": lambda index: index % 8 == 0,
    "date": lambda index: f"2027-{index % 12 + 1:02}-01T00:00:00.000Z",
    "multi-select": lambda index: ["Garden", "Parking"][: index % 3],
    "number": lambda index: 900 + 25 * index,
    "string": lambda index: f"{index}B",
    "url": lambda index: f"https://listings.example.com/{index}",
}
"""A value for each type of custom field."""
