"""Values for the fields that a workspace has defined for its contacts: known field, fitting value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from .clock import moment_of
from .complaints import Complaint
from .errors import Problem
from .request import Request
from .store.tables import CUSTOM_FIELDS

INVALID_CUSTOM_FIELD_ITEM = "0801400"


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and moment_of(value) is not None
    except ValueError:
        return False


FITS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "address": (lambda value: isinstance(value, str), "string"),
    "boolean": (lambda value: isinstance(value, bool), "boolean"),
    "date": (_is_date, "date-time"),
    "multi-select": (lambda value: isinstance(value, list), "array"),
    "number": (lambda value: isinstance(value, int | float) and not isinstance(value, bool), "number"),
    "string": (lambda value: isinstance(value, str), "string"),
    "url": (lambda value: isinstance(value, str), "string"),
}
"""What each type of field can hold, and what to call it."""


def values(
    request: Request, given: list[dict[str, Any]], present: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The values as they are kept, given the ones the contact has now; one of null is taken away,
    and of two for the same field the last one counts.

    Raises:
        Problem: 400 "Invalid Custom Field Item" with every complaint.
    """
    definitions = _definitions(request)
    key_of = {item["id"]: item["key"] for item in present}
    id_of = {item["key"]: item["id"] for item in present}
    kept: dict[str, dict[str, Any]] = {}
    complaints = []
    for index, item in enumerate(given):
        definition = definitions.get(item.get("key") or key_of.get(item.get("id"), ""))
        complaint = _complaint(f"/customFields/{index}", item["value"], definition)
        if complaint is not None:
            complaints.append(complaint)
        elif definition is not None and item["value"] is not None:
            id = id_of.get(definition["key"]) or request.ids.item()
            kept[definition["key"]] = {**definition, "id": id, "value": item["value"]}
    if complaints:
        raise Problem(
            400,
            "A custom field is not known, or cannot hold this value",
            INVALID_CUSTOM_FIELD_ITEM,
            complaints=complaints,
        )
    return list(kept.values())


def _complaint(path: str, value: Any, definition: dict[str, Any] | None) -> Complaint | None:
    if definition is None:
        return Complaint(f"{path}/key", "Expected the key of a custom field of this workspace")
    fits, kind = FITS[definition["type"]]
    return None if value is None or fits(value) else Complaint(f"{path}/value", f"Expected {kind}")


def _definitions(request: Request) -> dict[str, dict[str, Any]]:
    decoded = [
        msgspec.json.decode(text, type=dict[str, Any]) for text in request.workspace.every(CUSTOM_FIELDS)
    ]
    return {definition["key"]: definition for definition in decoded}
