"""What is wrong with a value, in the words that Quo's own validator would use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from jsonschema_rs import ValidationError
from jsonschema_rs import ValidationErrorKind as Kind


class _Absence(Enum):
    ABSENT = "absent"


ABSENT: Final = _Absence.ABSENT
"""The value of a complaint that has none to show: the property is missing, or too large to repeat."""

LONGEST_TEXT = 200  # characters of a text that a complaint repeats
LARGEST_VALUE = 1000  # characters of JSON beyond which an array or object is not repeated at all

# The texts of @sinclair/typebox 0.33 (src/errors/function.ts), the validator behind Quo's v1 API; "Expected
# array length to be less or equal to 1" and "Expected string length less or equal to 75" were seen in live
# answers. Keywords of JSON Schema that it has no text for keep the text of jsonschema-rs.
TEXTS = {
    "required": "Expected required property",
    "additionalProperties": "Unexpected property",
    "union": "Expected union value",
    "not": "Value should not match",
    "minLength": "Expected string length greater or equal to {limit}",
    "maxLength": "Expected string length less or equal to {limit}",
    "pattern": "Expected string to match '{limit}'",
    "format": "Expected string to match '{limit}' format",
    "minimum": "Expected {noun} to be greater or equal to {limit}",
    "maximum": "Expected {noun} to be less or equal to {limit}",
    "exclusiveMinimum": "Expected {noun} to be greater than {limit}",
    "exclusiveMaximum": "Expected {noun} to be less than {limit}",
    "multipleOf": "Expected {noun} to be a multiple of {limit}",
    "minItems": "Expected array length to be greater or equal to {limit}",
    "maxItems": "Expected array length to be less or equal to {limit}",
    "uniqueItems": "Expected array elements to be unique",
    "minProperties": "Expected object to have at least {limit} properties",
    "maxProperties": "Expected object to have no more than {limit} properties",
}

_TEMPLATE = re.compile(
    r"\^\w+\(\.\*\)\$"
)  # ^AC(.*)$ is what TypeBox makes of the template literal AC${string}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with a value; `path` is a JSON pointer without `query` or `body` before it."""

    path: str
    message: str
    value: Any = ABSENT
    schema: Mapping[str, Any] = field(default_factory=dict)
    """The kind of schema, by TypeBox's name, and the keyword that failed with its limit."""

    def as_json(self) -> dict[str, Any]:
        """Return the complaint as an item of `errors` in a 400, without `value` where there is none."""
        value = {} if self.value is ABSENT else {"value": self.value}
        return {"path": self.path, "message": self.message, **value, "schema": dict(self.schema)}


def pointer(steps: Sequence[str | int]) -> str:
    """Return a JSON pointer (RFC 6901), such as `/defaultFields/emails/0/value`; the root is ``."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def reading_order(complaint: Complaint) -> list[str]:
    """Return the key that sorts complaints by path, `/to/2` before `/to/10`."""
    return [step.zfill(9) if step.isdecimal() else step for step in complaint.path.split("/")]


def shown(value: Any) -> Any:
    """Return what a complaint repeats of a value: all of it, the beginning of a long text, or ABSENT."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return value[:LONGEST_TEXT] + "…"
    if isinstance(value, dict | list) and len(json.dumps(value)) > LARGEST_VALUE:
        return ABSENT
    return value


def kind_of(schema: Mapping[str, Any]) -> str:
    """Return TypeBox's name for the kind of a schema, as Quo puts it in `schema.type`."""
    if "const" in schema or len(schema.get("enum", ())) == 1:
        return "Literal"
    types = _beside_null(schema.get("type", ()))
    if schema.keys() & {"enum", "anyOf", "oneOf"} or len(types) > 1:
        return "Union"
    if types == ["string"] and _TEMPLATE.fullmatch(schema.get("pattern", "")):
        return "TemplateLiteral"
    return types[0].capitalize() if types else "Unknown"


def said_of(error: ValidationError, schema: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the text for a keyword that failed on a value as a whole, and what to echo of its schema."""
    kind, keyword = kind_of(schema), error.kind.name
    limit = schema.get(keyword, error.kind.value)
    match error.kind:
        case Kind.Type(types):
            wanted = _beside_null(types)
            return f"Expected {wanted[0]}" if len(wanted) == 1 else TEXTS["union"], {"type": kind}
        case Kind.Constant(literal):
            return f"Expected {_literal(literal)}", {"type": kind, "const": literal}
        case Kind.Enum(options):
            literals = [option for option in options if option is not None]
            text = f"Expected {_literal(literals[0])}" if len(literals) == 1 else TEXTS["union"]
            return text, {"type": kind, "enum": options}
        case Kind.Not():
            return TEXTS["not"], {"type": "Not"}
        case Kind.OneOfNotValid() | Kind.OneOfMultipleValid() if names := _alternatives(schema):
            # No source has the text for it; TypeBox's "Expected union value" would not help anybody.
            return f"Expected exactly one of {', '.join(names)}", {"type": "Union"}
        case Kind.AnyOf() | Kind.OneOfNotValid() | Kind.OneOfMultipleValid():
            return TEXTS["union"], {"type": "Union"}
    if keyword not in TEXTS:
        return error.message, {"type": kind}
    noun = "integer" if kind == "Integer" else "number"
    return TEXTS[keyword].format(limit=limit, noun=noun), {"type": kind, keyword: limit}


def _alternatives(schema: Mapping[str, Any]) -> list[str]:
    """Return the properties of which an object must have exactly one, if that is what its `oneOf` says."""
    branches = schema.get("oneOf", ())
    return [name for branch in branches if branch.keys() == {"required"} for name in branch["required"]]


def _beside_null(types: str | Sequence[str]) -> list[str]:
    """Return a schema's types without null, which a nullable field also takes; null alone stays."""
    names = [types] if isinstance(types, str) else list(types)
    return [name for name in names if name != "null"] or names


def _literal(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)
