"""A contact as a form shows it, and the body that a filled-in form asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from werkzeug.datastructures import MultiDict

from ..errors import Problem
from ..store.tables import CUSTOM_FIELDS
from .contact_search import name_of
from .place import Place

SCALARS = {"firstName": "First name", "lastName": "Last name", "company": "Company", "role": "Role"}
ARRAYS = {"phoneNumbers": ("Phone numbers", "tel"), "emails": ("E-mail addresses", "email")}
EMPTY = {"name": "", "value": "", "id": ""}
Contact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form is filled with."""

    title: str
    contact: Contact
    """A contact, or an empty one."""
    custom: list[Contact]
    """The definition of each custom field, with its `text`."""

    scalars = SCALARS
    arrays = ARRAYS

    def rows(self, kind: str) -> list[Contact]:
        """The numbers or addresses that there are, and an empty one."""
        return [*self.contact["defaultFields"][kind], EMPTY]


def blank(place: Place) -> Shown:
    """A form for a new contact."""
    fields: Contact = {**dict.fromkeys(SCALARS), **{name: [] for name in ARRAYS}}
    return Shown("New contact", {"externalId": None, "defaultFields": fields}, _custom(place, {}))


def filled(place: Place, contact: Contact) -> Shown:
    """The form of a contact that there is."""
    values = {item["key"]: item["value"] for item in contact["customFields"]}
    return Shown(name_of(contact), contact, _custom(place, values))


def body(place: Place, present: Contact | None, form: MultiDict[str, str]) -> Contact:
    """What is to be sent; an empty field empties it. Raises `Problem` 400 for what a field cannot hold."""
    fields: Contact = {name: form.get(name, "").strip() or None for name in SCALARS}
    if not any(fields.values()) and not any(
        "".join(form.getlist(f"{kind}-value")).strip() for kind in ARRAYS
    ):
        raise Problem(400, "A contact needs at least a name, a number or an address")
    for kind in ARRAYS:
        fields[kind] = _items(form, kind, known=present is not None)
    wanted: Contact = {"defaultFields": fields, "customFields": _values(place, form, present)}
    external = form.get("externalId", "").strip()
    if external or (present is not None and present["externalId"] is not None):
        wanted["externalId"] = external or None
    return wanted


def _items(form: MultiDict[str, str], kind: str, *, known: bool) -> list[Contact]:
    given = zip(*(form.getlist(f"{kind}-{part}") for part in ("id", "name", "value")), strict=False)
    items = []
    for id, name, value in given:
        if value.strip():
            item = {"name": name.strip() or "primary", "value": value.strip()}
            items.append({**item, "id": id} if known and id else item)
    return items


def _values(place: Place, form: MultiDict[str, str], present: Contact | None) -> list[Contact]:
    kept = {item["key"] for item in present["customFields"]} if present else set()
    values = []
    for definition in _definitions(place):
        key = definition["key"]
        text = form.get(f"custom-{key}", "").strip()
        if text:
            values.append({"key": key, "value": _value(definition, text)})
        elif key in kept:
            values.append({"key": key, "value": None})
    return values


def _value(definition: Contact, text: str) -> Any:
    kind, name = definition["type"], definition["name"]
    if kind == "boolean":
        return text == "true"
    if kind == "multi-select":
        return [word.strip() for word in text.split(",") if word.strip()]
    if kind != "number":
        return text
    try:
        number = msgspec.json.decode(text.encode(), type=int | float)
    except msgspec.DecodeError:
        raise Problem(400, f"{name}: Expected a number, not {text!r}") from None
    return number


def _definitions(place: Place) -> list[Contact]:
    return [msgspec.json.decode(text) for text in place.workspace.every(CUSTOM_FIELDS)]


def _custom(place: Place, values: Contact) -> list[Contact]:
    return [
        {**definition, "text": _text(values.get(definition["key"]))} for definition in _definitions(place)
    ]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
