"""Requests with one field broken in a way that the spec forbids, and the complaint that must come back."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from contract_tests.contract.calls import Call
from contract_tests.strategies import Requests, Schema, validator
from mock_gateway.operation import Operation

Steps = tuple[str | int, ...]
Change = tuple[Steps, Any]
"""Where something is put that does not belong there; REMOVED takes away what was there."""

REMOVED = object()

# Whatever does not keep a field's schema is used on it. The last two are reserved for Quo.
TEXTS = ["", "\n", "nope", "+1", "15555555555", "2022-13-01T00:00:00Z", "2022-01-01", "//", "zapier", "csv-2"]
VALUES: list[Any] = [*TEXTS, None, True, 7, -1, 1.5, [], {}, [[]], {"nope": 1}]
IN_BRACKETS = {"nope": "x"}  # `name[nope]=x`, which makes an object of it
MOST_DIGITS = 15  # of what a query holds: JavaScript counts no further


@st.composite
def broken(draw: st.DrawFn, requests: Requests, operation: Operation) -> tuple[Call, str]:
    """A call with one thing wrong, and the path of the one complaint about it."""
    call = draw(requests.valid(operation, complete=True))
    path, query, body = requests.schemas(operation)
    ways = [("path", change) for change in _in_path(path)]
    ways += [("query", change) for change in _in_query(query, call.query)]
    ways += [("body", change) for change in _in_body(body or {}, call.body, ()) if body]
    part, (steps, value) = draw(st.sampled_from(ways))
    changed = _changed(getattr(call, part), steps, value)
    return replace(call, **{part: changed}), "".join(f"/{step}" for step in steps)


def can_break(requests: Requests, operation: Operation) -> bool:
    """Whether an operation takes anything that could be wrong: its path, query or body."""
    path, query, body = requests.schemas(operation)
    return bool(next(_in_path(path), None) or query["properties"] or body)


def _in_path(schema: Schema) -> Iterator[Change]:
    for name, inner in schema["properties"].items():
        judged = validator(inner)
        yield from (((name,), text) for text in TEXTS[2:] if "/" not in text and not judged.is_valid(text))


def _in_query(schema: Schema, query: dict[str, Any]) -> Iterator[Change]:
    for name in schema["required"]:
        yield (name,), REMOVED
    for name, inner in schema["properties"].items():
        yield (name,), IN_BRACKETS
        if inner.get("type") != "array":
            texts, judged = [*TEXTS, *_beyond(inner)], validator(inner)
            yield from (((name,), text) for text in texts if not judged.is_valid(_as_read(inner, text)))
            yield (name,), ["x", "x"]
            continue
        if "maxItems" in inner:
            yield (name,), (query[name] * (inner["maxItems"] + 1))[: inner["maxItems"] + 1]
        items, judged = inner["items"], validator(inner["items"])
        yield from (((name, 0), text) for text in [*TEXTS, *_beyond(items)] if not judged.is_valid(text))


def _in_body(schema: Schema, value: Any, steps: Steps) -> Iterator[Change]:
    """Everything that can be broken about `value`, which keeps the schema."""
    judged = validator(schema)
    yield from ((steps, other) for other in [*VALUES, *_beyond(schema)] if not judged.is_valid(other))
    if isinstance(value, dict) and "properties" in schema:
        for name in schema.get("required", ()):
            yield (*steps, name), REMOVED
        if schema.get("additionalProperties") is False:
            yield (*steps, "nope"), "x"
        links = [name for branch in schema.get("oneOf", ()) for name in branch["required"]]
        if links:  # one of which is there: take it away, or give two
            yield steps, {name: each for name, each in value.items() if name not in links}
            yield steps, {**dict.fromkeys(links, "AC"), **value}
        for name, inner in schema["properties"].items():
            if name in value:
                yield from _in_body(inner, value[name], (*steps, name))
    elif isinstance(value, list) and schema.get("type") == "array":
        if "maxItems" in schema:
            yield steps, (value * (schema["maxItems"] + 1))[: schema["maxItems"] + 1]
        yield from _in_body(schema["items"], value[0], (*steps, 0))


def _beyond(schema: Schema) -> Iterator[Any]:
    """Values just past the bounds of a schema."""
    for branch in (schema, *schema.get("allOf", ())):
        if "maxLength" in branch:
            yield "x" * (branch["maxLength"] + 1)
        if "minimum" in branch:
            yield branch["minimum"] - 1
        if "maximum" in branch:
            yield branch["maximum"] + 1


def _as_read(schema: Schema, text: Any) -> Any:
    """What a text in the query says, for a schema that is not of texts."""
    if schema.get("type") == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if schema.get("type") == "integer" and str(text).lstrip("-").isdecimal():
        return int(text)
    return text


def _changed(part: Any, steps: Steps, value: Any) -> Any:
    if not steps:
        return value
    changed = copy.deepcopy(part)
    holder = changed
    for step in steps[:-1]:
        holder = holder[step]
    if value is REMOVED:
        del holder[steps[-1]]
    else:
        holder[steps[-1]] = value
    return changed
