"""The address book: create, partial update with null ≠ absent, delete."""

from __future__ import annotations

from typing import Any

from .. import custom_fields
from ..clock import iso
from ..errors import Problem
from ..listing import enveloped, one, paged
from ..people import user_or_owner
from ..request import Request
from ..store import Condition
from ..store.tables import CONTACTS, contact_columns

SCALARS = ("company", "firstName", "lastName", "role")
ARRAYS = ("emails", "phoneNumbers")
DEFAULT_SOURCE = "public-api"


def contacts_list(request: Request) -> str:
    """A page of contacts, oldest first."""
    where: list[Condition] = [
        (column, "in", request.query[name])
        for column, name in (("external_id", "externalIds"), ("source", "sources"))
        if name in request.query
    ]
    return paged(request, CONTACTS, where)


def contacts_get(request: Request) -> str:
    """One contact."""
    return one(request, CONTACTS, request.path["contactId"], "Contact")


def contacts_create(request: Request) -> str:
    """A new contact.

    Raises:
        Problem: 400 custom field unknown or of another type, 404 unknown creator, 409 external id taken.
    """
    body, now = request.body, iso(request.now)
    fields = body["defaultFields"]
    contact = {
        "id": request.ids.contact(),
        "externalId": body.get("externalId"),
        "source": body.get("source", DEFAULT_SOURCE),
        "sourceUrl": body.get("sourceUrl"),
        "defaultFields": {
            **{name: fields.get(name) for name in SCALARS},
            **{name: _items(request, fields.get(name, []), []) for name in ARRAYS},
        },
        "customFields": custom_fields.values(request, body.get("customFields", []), []),
        "createdAt": now,
        "updatedAt": now,
        "createdByUserId": user_or_owner(request, body.get("createdByUserId")),
    }
    _refuse_duplicate(request, contact, "Failed to create contact")
    return enveloped(
        request.workspace.insert(CONTACTS, contact, id=contact["id"], **contact_columns(contact))
    )


def contacts_update(request: Request) -> str:
    """The contact with what was given changed; null empties a field, what is left out stays.

    Arrays that are left out stay in the guide, and are cleared on the live service: a divergence.

    Raises:
        Problem: 404 unknown contact, 400 custom field unknown or of another type, 409 external id taken.
    """
    contact = request.workspace.read(CONTACTS, request.path["contactId"])
    if contact is None:
        raise request.not_found("Contact")
    body = request.body
    changed = {
        **contact,
        **{name: body[name] for name in ("externalId", "source", "sourceUrl") if name in body},
        "defaultFields": _changed_fields(request, contact["defaultFields"]),
        "customFields": _changed_custom_fields(request, contact["customFields"]),
        "updatedAt": iso(request.now),
    }
    _refuse_duplicate(request, changed, "Failed to update contact")
    return enveloped(
        request.workspace.replace(CONTACTS, changed, id=changed["id"], **contact_columns(changed))
    )


def contacts_delete(request: Request) -> None:
    """Remove a contact; its conversations stay."""
    if not request.workspace.delete(CONTACTS, request.path["contactId"]):
        raise request.not_found("Contact")


def _changed_fields(request: Request, fields: dict[str, Any]) -> dict[str, Any]:
    given = request.body.get("defaultFields")
    if given is None:
        return fields
    absent: dict[str, Any] = (
        {} if request.profile["patch_arrays"] == "keep" else {name: [] for name in ARRAYS}
    )
    arrays = {name: _items(request, given[name], fields[name]) for name in ARRAYS if name in given}
    return {**fields, **absent, **{name: given[name] for name in SCALARS if name in given}, **arrays}


def _changed_custom_fields(request: Request, present: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if "customFields" in request.body:
        return custom_fields.values(request, request.body["customFields"], present)
    return present if request.profile["patch_arrays"] == "keep" else []


def _items(
    request: Request, given: list[dict[str, Any]], present: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """E-mails or phone numbers as they are kept: with ids, and without those whose value was taken away."""
    known = {item["id"] for item in present}
    return [
        {
            "name": item["name"],
            "value": item["value"],
            "id": item["id"] if item.get("id") in known else request.ids.item(),
        }
        for item in given
        if item["value"] is not None
    ]


def _refuse_duplicate(request: Request, contact: dict[str, Any], message: str) -> None:
    """A second contact with an external id is a 409, with this very text (live test of 2025-11-12)."""
    if contact["externalId"] is None:
        return
    same = request.workspace.ids(CONTACTS, [("external_id", "=", contact["externalId"])])
    if any(id != contact["id"] for id in same):
        raise Problem(409, message)
