"""Valid requests for every operation, drawn from the spec.

The requests of this spec need a dozen keywords of JSON Schema. hypothesis-jsonschema knows them all, but was
last released in 2024 and takes neither 2020-12 nor references into an OpenAPI document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from contract_tests.contract.calls import Call
from mock_gateway.contract import Contract
from mock_gateway.operation import Operation
from mock_gateway.spec import resolve

Schema = dict[str, Any]
Known = Mapping[str, Sequence[Any]]
"""Values that the workspace knows, by the component or property that they are values of."""

# Neither NUL nor half a surrogate pair: the first is refused by design, the second is no Unicode text at all.
TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
# A slash in a path ends its segment for any WSGI server, even when it is sent as %2F.
SEGMENT = st.characters(exclude_categories=["Cs"], exclude_characters="\0/")
_MANY = 5


class Requests:
    """Draws calls to the operations of one contract."""

    def __init__(self, contract: Contract, known: Known, segment: Any = SEGMENT) -> None:
        """`segment` says which characters an id in a path is made of."""
        self.contract, self.known, self.segment = contract, known, segment
        self._valid: dict[tuple[str, bool], st.SearchStrategy[Call]] = {}
        self._parts: dict[str, tuple[Schema, Schema, Schema | None]] = {}

    def valid(self, operation: Operation, *, complete: bool = False) -> st.SearchStrategy[Call]:
        """Calls that keep the spec; `complete` ones leave nothing out that may be given."""
        if (operation.id, complete) not in self._valid:
            self._valid[operation.id, complete] = self._call(operation, complete)
        return self._valid[operation.id, complete]

    def component(self, name: str) -> st.SearchStrategy[Any]:
        """Values that keep the schema which the spec has under this name."""
        return self._fresh(self.schema(name), False, TEXT)

    def schema(self, name: str) -> Schema:
        """The schema that the spec has under this name, without references."""
        found: Schema = self._inlined({"$ref": f"#/components/schemas/{name}"})
        return found

    def _call(self, operation: Operation, complete: bool) -> st.SearchStrategy[Call]:
        path, query, body = self.schemas(operation)
        return st.builds(
            Call,
            st.just(operation),
            self._value(path, complete, self.segment).filter(lambda values: not _is_dots(values)),
            self._value(query, complete, TEXT),
            st.none() if body is None else self._value(body, complete, TEXT),
        )

    def schemas(self, operation: Operation) -> tuple[Schema, Schema, Schema | None]:
        """What an operation takes in its path, its query and its body, without references."""
        if operation.id not in self._parts:
            document = self.contract.document
            item = document["paths"][operation.path]
            stated = item[operation.method.lower()]
            parameters = [
                resolve(document, each)
                for each in [*item.get("parameters", ()), *stated.get("parameters", ())]
            ]
            body = stated.get("requestBody")
            self._parts[operation.id] = (
                self._object(parameters, "path"),
                self._object(parameters, "query"),
                self._inlined(body["content"]["application/json"]["schema"]) if body else None,
            )
        return self._parts[operation.id]

    def _object(self, parameters: list[Schema], where: str) -> Schema:
        own = [each for each in parameters if each["in"] == where]
        return {
            "type": "object",
            "properties": {each["name"]: self._inlined(each["schema"]) for each in own},
            "required": [each["name"] for each in own if each.get("required")],
        }

    def _inlined(self, node: Any) -> Any:
        """A schema with what its references lead to in their place, each marked with the name it had."""
        if isinstance(node, list):
            return [self._inlined(each) for each in node]
        if not isinstance(node, dict):
            return node
        name = node.get("$ref", "").rpartition("/")[2]
        inner = {key: self._inlined(value) for key, value in resolve(self.contract.document, node).items()}
        return {**inner, "x-component": name} if name else inner

    def _value(
        self, schema: Schema, complete: bool, characters: Any, name: str = ""
    ) -> st.SearchStrategy[Any]:
        drawn = self._fresh(schema, complete, characters)
        known = self.known.get(schema.get("x-component", "")) or self.known.get(name)
        return st.one_of(st.sampled_from(known), drawn) if known else drawn

    def _fresh(self, schema: Schema, complete: bool, characters: Any) -> st.SearchStrategy[Any]:
        if "enum" in schema or "const" in schema:
            return st.sampled_from(schema.get("enum") or [schema["const"]])
        if choices := alternatives(schema):
            return st.one_of([self._fresh(choice, complete, characters) for choice in choices])
        if branches := schema.get("anyOf") or schema.get("oneOf"):
            return st.one_of([self._value(branch, complete, characters) for branch in branches])
        if "allOf" in schema:
            merged: Schema = {}
            for branch in schema["allOf"]:
                merged |= branch
            return self._fresh(merged, complete, characters)
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return st.one_of([self._kind(kind, schema, complete, characters) for kind in kinds])

    def _kind(self, kind: str, schema: Schema, complete: bool, characters: Any) -> st.SearchStrategy[Any]:
        match kind:
            case "object":
                return self._fields(schema, complete, characters)
            case "array":
                low, high = schema.get("minItems", 0), schema.get("maxItems", _MANY)
                items = self._value(schema["items"], complete, characters)
                drawn = st.lists(items, min_size=max(low, int(complete)), max_size=min(high, 2 * _MANY))
                return drawn.filter(validator(schema).is_valid) if "if" in schema else drawn
            case "string":
                return _text(schema, characters)
            case "integer":
                return st.integers(schema.get("minimum"), schema.get("maximum"))
            case "number":
                return st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
            case "boolean":
                return st.booleans()
        return st.none()

    def _fields(self, schema: Schema, complete: bool, characters: Any) -> st.SearchStrategy[Any]:
        fields = {
            name: self._value(inner, complete, characters, name)
            for name, inner in schema.get("properties", {}).items()
        }
        required = {name: fields.pop(name) for name in schema.get("required", ())}
        if complete:
            return st.fixed_dictionaries(required | fields)
        return st.fixed_dictionaries(required, optional=fields)


def alternatives(schema: Schema) -> list[Schema]:
    """The objects that a schema takes which must have exactly one of some properties: one schema for each."""
    links = [name for branch in schema.get("oneOf", ()) for name in branch.get("required", ())]
    if "properties" not in schema:
        return []
    plain = {keyword: value for keyword, value in schema.items() if keyword != "oneOf"}
    return [
        {
            **plain,
            "properties": {
                name: inner for name, inner in plain["properties"].items() if name not in {*links} - {link}
            },
            "required": [*plain.get("required", ()), link],
        }
        for link in links
    ]


def _text(schema: Schema, characters: Any) -> st.SearchStrategy[str]:
    if "format" in schema:
        drawn = FORMATS[schema["format"]]
    elif "pattern" in schema and "maxLength" not in schema:
        drawn = st.from_regex(_for_python(schema["pattern"]), alphabet=characters)
    else:
        drawn = st.text(characters, min_size=schema.get("minLength", 0), max_size=schema.get("maxLength"))
    judged = validator(schema)
    return drawn.filter(lambda text: judged.is_valid(text))


def _for_python(pattern: str) -> str:
    """The pattern as Python writes it, whose digits are not only ASCII and whose $ allows a line break."""
    return pattern.replace(r"\d", "[0-9]").removesuffix("$") + (r"\Z" if pattern.endswith("$") else "")


def validator(schema: Schema) -> Draft202012Validator:
    """What judges values by a schema without references."""
    return _compiled(json.dumps(schema, sort_keys=True))


@cache
def _compiled(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema), validate_formats=True)


def _is_dots(path: dict[str, str]) -> bool:
    """Whether a segment would be resolved away by the client: `.` and `..`."""
    return any(value.strip(".") == "" for value in path.values())


def _date_times() -> st.SearchStrategy[str]:
    """RFC 3339 from end to end: any year, any offset, fractions of any length, and a leap second."""
    moments = st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds"))
    fractions = st.just("") | st.from_regex(r"\.[0-9]{1,12}", fullmatch=True)
    offsets = st.sampled_from(["Z", "z", "+00:00", "-00:00", "+14:00", "-23:59"])
    drawn = st.builds(
        lambda moment, fraction, offset: moment + fraction + offset, moments, fractions, offsets
    )
    return drawn | drawn.map(str.lower) | st.just("2016-12-31T23:59:60Z")


_URIS = st.from_regex(
    r"(https?|ftp)://[a-z0-9.-]{1,20}(/[A-Za-z0-9._~!$&'()*+,;=:@-]{0,30}){0,4}", fullmatch=True
)
FORMATS = {
    "date-time": _date_times(),
    "email": st.from_regex(r"[a-z0-9.+-]{1,20}@[a-z0-9-]{1,20}\.[a-z]{2,3}", fullmatch=True),
    "password": st.text("ABCDEFabcdef0123456789+/", max_size=20),
    "uuid": st.uuids().map(str),
    "uri": _URIS,
    "uri-reference": _URIS | st.from_regex(r"[a-z0-9]{1,9}(/[a-z0-9._-]{1,9}){0,3}", fullmatch=True),
}
"""Texts of the formats that the spec names."""
