"""What is wrong with the input of an operation, and what is allowed, from msgspec's own words."""

from __future__ import annotations

import re
from typing import Any, TypeGuard

import msgspec
from msgspec import inspect

from ..complaints import Complaint

_STEP = re.compile(r"\.([^.\[\]]+)|\[(?:(\d+)|\.\.\.)\]")
_PLACE = re.compile(r" - at `(?:key in )?\$(.*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_MISSING = re.compile(r"Object missing required field `(.*)`")


def complaint(error: msgspec.ValidationError, wanted: Any) -> Complaint:
    """The complaint about an input that cannot be converted to `wanted`."""
    text = str(error)
    place = _PLACE.search(text)
    said = text[: place.start()] if place else text
    steps = [name or index or "…" for name, index in _STEP.findall(place[1])] if place else []
    kinds = _kinds_at(inspect.type_info(wanted), steps)
    if unknown := _UNKNOWN.fullmatch(said):
        allowed = ", ".join(field.encode_name for kind in kinds for field in getattr(kind, "fields", ()))
        return Complaint(
            _pointer([*steps, unknown[1]]),
            f"Unexpected property; there are {allowed}" if allowed else "Unexpected property",
        )
    if missing := _MISSING.fullmatch(said):
        return Complaint(_pointer([*steps, missing[1]]), "Expected required property")
    if said.startswith("Invalid enum value"):
        values = [repr(value) for kind in kinds for value in getattr(kind, "values", ())]
        return Complaint(_pointer(steps), f"Expected {' or '.join(values)}")
    if said.startswith("Invalid value"):  # of a field that tells the branches of a union apart
        tags = [
            repr(kind.tag) for kind in _kinds_at(inspect.type_info(wanted), steps[:-1]) if _is_tagged(kind)
        ]
        return Complaint(_pointer(steps), f"Expected {' or '.join(tags)}")
    return Complaint(_pointer(steps), said.replace("`", ""))


def _is_tagged(kind: inspect.Type) -> TypeGuard[inspect.StructType]:
    return isinstance(kind, inspect.StructType) and kind.tag is not None


def _kinds_at(kind: inspect.Type, steps: list[str]) -> list[inspect.Type]:
    """The types that are allowed at a place."""
    kinds = _branches(kind)
    for step in steps:
        inner = (_inside(branch, step) for branch in kinds)
        kinds = [leaf for found in inner if found is not None for leaf in _branches(found)]
    return kinds


def _branches(kind: inspect.Type) -> list[inspect.Type]:
    if isinstance(kind, inspect.Metadata):
        return _branches(kind.type)
    if isinstance(kind, inspect.UnionType):
        return [leaf for branch in kind.types for leaf in _branches(branch)]
    return [kind]


def _inside(kind: inspect.Type, step: str) -> inspect.Type | None:
    if isinstance(kind, inspect.StructType):
        return next((field.type for field in kind.fields if field.encode_name == step), None)
    if isinstance(kind, inspect.ListType):
        return kind.item_type
    return kind.value_type if isinstance(kind, inspect.DictType) else None


def _pointer(steps: list[str]) -> str:
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
