"""The query as it comes over the wire, read into typed values the way Quo's server does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mock_gateway.spec import resolve

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_STEP = re.compile(r"\[([^\[\]]*)\]")
_INDEX = re.compile(r"1?[0-9]|20")  # qs: above arrayLimit, 20, the brackets hold a key and not a position
_INTEGER = re.compile(r"-?[0-9]{1,15}")  # more digits than JavaScript can count stay the text they are
_ONCE_A_PLUS = re.compile(" [0-9]")
_BOOLEANS = {"true": True, "false": False}
_DEEPEST = 5  # qs: `depth`

_Entry = tuple[list[str], str]
"""What stood in the brackets after a name, outermost first, and the value."""


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """What has to be known of a query parameter to read it."""

    is_array: bool
    type: str
    """The JSON type of the value, or of each item of an array."""
    restores_plus: bool
    """Whether a leading space is the plus of a phone number: a raw + in a URL decodes to a space."""

    @classmethod
    def of(
        cls, schema: Mapping[str, Any], document: Mapping[str, Any], *, restore_plus: bool
    ) -> QueryParameter:
        """Read off a parameter's schema how it is written; plus signs are restored in E.164 numbers only."""
        outer = resolve(document, schema)
        is_array = "array" in _types(outer)
        inner = resolve(document, outer.get("items")) if is_array else outer
        scalar = next((name for name in _types(inner) if name in ("integer", "boolean")), "string")
        return cls(is_array, scalar, restore_plus and _takes_e164(inner, document))

    def value(self, text: str) -> Any:
        """Return one value as its type, or the text as it came: the judge then complains."""
        if self.type == "integer" and _INTEGER.fullmatch(text):
            return int(text)
        if self.type == "boolean":
            return _BOOLEANS.get(text, text)
        if self.restores_plus and _ONCE_A_PLUS.match(text):
            return "+" + text[1:]
        return text


def read(pairs: Iterable[tuple[str, str]], parameters: Mapping[str, QueryParameter]) -> dict[str, Any]:
    """Return the decoded pairs of a query as typed values by name; unknown names are dropped.

    An array may be written `a=1&a=2`, `a[]=1`, `a[0]=1` or as a single `a=1`, as qs in Express takes it and
    clients in production send it. `a[b]=c` is an object and a scalar given twice a list, to be complained of.
    """
    entries: dict[str, list[_Entry]] = {}
    for key, text in pairs:
        match = _KEY.fullmatch(key)
        if match and match[1] in parameters:
            steps = _STEP.findall(match[2]) if match[2] else []
            entries.setdefault(match[1], []).append((steps, text))
    return {name: _assembled(found, parameters[name]) for name, found in entries.items()}


def _assembled(entries: list[_Entry], parameter: QueryParameter) -> Any:
    if not all(_is_item(steps) for steps, _ in entries):
        return _object(entries)
    if all(steps and steps[0] for steps, _ in entries):
        entries = sorted(entries, key=lambda entry: int(entry[0][0]))
    values = [parameter.value(text) for _, text in entries]
    is_scalar = not parameter.is_array and len(entries) == 1 and not entries[0][0]
    return values[0] if is_scalar else values


def _is_item(steps: list[str]) -> bool:
    return not steps or (len(steps) == 1 and (not steps[0] or _INDEX.fullmatch(steps[0]) is not None))


def _object(entries: list[_Entry]) -> dict[str, Any]:
    """Return what names in brackets make: an object, in which plain values go by their position."""
    result: dict[str, Any] = {}
    for position, (steps, text) in enumerate(entries):
        value: Any = text
        for step in reversed(steps[1:_DEEPEST]):
            value = {step: value}
        result[steps[0] if steps and steps[0] else str(position)] = value
    return result


def _types(schema: Mapping[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _takes_e164(schema: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    if str(schema.get("pattern", "")).startswith(r"^\+"):
        return True
    branches = [branch for keyword in ("anyOf", "oneOf", "allOf") for branch in schema.get(keyword, ())]
    return any(_takes_e164(resolve(document, branch), document) for branch in branches)
