"""Holds a JSON value to its schema, and says each way in which it departs, without repeating any value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from contract_tests.drift.findings import BODY, Departure
from contract_tests.drift.forms import form_of, is_id, joined, type_of, word_of
from mock_gateway import spec

Schema = Mapping[str, Any]
_LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")
_ID = re.compile(r"\^([A-Z]{2,3})\(\.\*\)\$")


class Shapes:
    """The schemas of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def departures(self, schema: Schema, value: Any, path: str = "") -> Iterator[Departure]:
        """Yield every departure of a value; fields that the schema does not name are departures too."""
        schema = spec.resolve(self._document, schema)
        where = path or BODY
        if "anyOf" in schema or "oneOf" in schema:
            yield from self._nearest(schema.get("anyOf") or schema["oneOf"], value, path)
            return
        types = _types(schema)
        if types and not _is_a(value, types):
            kind = "nullability" if value is None else "type"
            yield Departure(
                kind, where, type_of(value), " or ".join(types) if kind == "type" else "never null"
            )
            return
        yield from _of_value(schema, value, where)
        if isinstance(value, dict):
            yield from self._of_fields(schema, value, path)
        elif isinstance(value, list) and "items" in schema:
            for item in value:
                yield from self.departures(schema["items"], item, f"{path}[]")
        yield from self._of_condition(schema, value, path)

    def _nearest(self, branches: list[Schema], value: Any, path: str) -> Iterator[Departure]:
        """What keeps a value from the alternative it is nearest to; none is a null that may not be."""
        if value is not None:
            branches = [branch for branch in branches if branch.get("type") != "null"]
        found = [list(self.departures(branch, value, path)) for branch in branches]
        yield from min(found, key=len)

    def _of_fields(self, schema: Schema, value: dict[str, Any], path: str) -> Iterator[Departure]:
        stated = schema.get("properties", {})
        for name in schema.get("required", ()):
            if name not in value:
                yield Departure("missing-field", joined(path, name), "missing", "present")
        for name, inner in value.items():
            if name in stated:
                yield from self.departures(stated[name], inner, joined(path, name))
            elif "type" in schema and schema.get("additionalProperties") is not True:
                yield Departure("new-field", joined(path, name), f"present ({type_of(inner)})", "absent")

    def _of_condition(self, schema: Schema, value: Any, path: str) -> Iterator[Departure]:
        if "if" in schema:
            holds = not any(True for _ in self.departures(schema["if"], value, path))
            yield from self.departures(schema.get("then" if holds else "else", {}), value, path)


def _of_value(schema: Schema, value: Any, where: str) -> Iterator[Departure]:
    """What is wrong with a value of the right type."""
    if "enum" in schema and value not in schema["enum"]:
        said = word_of(value) if isinstance(value, str) else type_of(value)
        yield Departure("enum", where, said, "only words of the spec")
    elif "const" in schema and value != schema["const"]:
        yield Departure("enum", where, type_of(value), "what the spec fixes")
    if isinstance(value, str):
        for keyword in ("pattern", "format"):
            if keyword in schema and not _valid(keyword, schema[keyword], value):
                said = form_of(value, is_id=is_id(where))
                yield Departure("format", where, said, _expected(keyword, schema[keyword]))
    limits = tuple((name, schema[name]) for name in _LIMITS if name in schema)
    if limits and value is not None and not _validator(limits).is_valid(value):
        yield Departure("range", where, "outside the limits", "within the limits")


def _types(schema: Schema) -> tuple[str, ...]:
    types = schema.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def _is_a(value: Any, types: tuple[str, ...]) -> bool:
    name = type_of(value)
    whole = isinstance(value, float) and value.is_integer() and "integer" in types
    return name in types or whole or (name == "integer" and "number" in types)


def _valid(keyword: str, rule: str, text: str) -> bool:
    return _validator(((keyword, rule),)).is_valid(text)


@cache
def _validator(rules: tuple[tuple[str, Any], ...]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(dict(rules), validate_formats=True)


def _expected(keyword: str, rule: str) -> str:
    prefix = _ID.fullmatch(rule)
    return f"{prefix[1]}…" if prefix else f"{keyword} {rule}"
