"""What was personal before redaction, so that the scan can look for each of these values afterwards.

It shares nothing with the redactor but the exchanges: what one overlooks the other shall find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from contract_tests.exchanges import Exchange
from mock_gateway import spec

SHORTEST = 4
"""Characters: what is shorter is found everywhere."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d[.\d]*([Zz]|[+-]\d\d:\d\d)")
_DRIFTED = re.compile(r"[a-z][a-z.-]{0,31}")
_ERROR_FIELDS = {"message", "title", "description", "docs", "code", "key", "path", "schema"}
_SERVICE_FIELDS = {"app", "callRoute", "portingStatus"}
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_OWN = re.compile(r"nonsense|not-an-id|true|ten|2000-01-01T00:00:00Z")


def personal(exchanges: Sequence[Exchange]) -> frozenset[str]:
    """Return every text of the answers that must not be seen again; long numbers are texts, too.

    Not personal are the words of enums, times, error texts of answers that are errors, and what the capture
    itself has asked with.
    """
    found = {value for each in exchanges for value in _values(each.content, "", is_error=each.status >= 400)}
    return frozenset(value for value in found if len(value) >= SHORTEST and not _OWN.fullmatch(value))


def _values(value: Any, name: str, *, is_error: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not (is_error and key in _ERROR_FIELDS):
                yield from _values(inner, key, is_error=is_error)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, name, is_error=is_error)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if abs(value) >= 10**6:
            yield str(value)
    elif isinstance(value, str) and not (is_error and not name) and not _is_harmless(value, name):
        yield value


def _is_harmless(text: str, name: str) -> bool:
    words, named = _enums()
    chosen = name in named | _SERVICE_FIELDS and _DRIFTED.fullmatch(text) is not None
    is_type = name == "type" and _MIME.fullmatch(text) is not None
    return text in words.get(name, ()) or chosen or is_type or _TIME.fullmatch(text) is not None


@cache
def names() -> frozenset[str]:
    """Return the names of all properties that the spec has."""
    return frozenset(_property_names(spec.read()))


@cache
def said() -> frozenset[str]:
    """Return the words of the error texts that the spec states, in lower case."""
    document = spec.read()
    stated = [*document.get("x-titles", {}).values()]
    stated += [text for problem in document.get("x-problems", {}).values() for text in problem.values()]
    return frozenset(word.lower() for text in stated for word in re.findall("[A-Za-z]+", str(text)))


@cache
def _enums() -> tuple[dict[str, set[str]], frozenset[str]]:
    """The words that properties with an enum may have, by the name of the property; and all these names."""
    words: dict[str, set[str]] = {}
    for schema in _schemas(spec.read()):
        for name, inner in schema.get("properties", {}).items():
            listed = set(_listed(inner))
            if listed:
                words.setdefault(name, set()).update(listed)
    return words, frozenset(words)


def _listed(schema: Any) -> Iterator[str]:
    """The words of an enum that a property, or the items of one, may have."""
    resolved = spec.resolve(spec.read(), schema)
    overlaid = [side or {} for sides in resolved.get("x-switch", {}).values() for side in sides.values()]
    for each in (resolved, *overlaid):
        yield from (word for word in each.get("enum", ()) if isinstance(word, str))
    inner: Iterable[Any] = (*resolved.get("anyOf", ()), *([resolved["items"]] if "items" in resolved else ()))
    for each in inner:
        yield from _listed(each)


def _schemas(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for value in node.values():
            yield from _schemas(value)
    elif isinstance(node, list):
        for value in node:
            yield from _schemas(value)


def _property_names(node: Any) -> Iterator[str]:
    return (name for schema in _schemas(node) for name in schema["properties"])
