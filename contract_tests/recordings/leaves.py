"""Every text and number of a document, each with what the spec says about its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from contract_tests.recordings.place import Place


class Leaf(NamedTuple):
    """A text or a number."""

    value: str | int | float
    place: Place
    name: str
    """Of the property it stands in, or in whose list."""


def leaves(value: Any, place: Place, name: str = "") -> Iterator[Leaf]:
    """Yield the texts and numbers of a JSON value in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, place.inside(key), key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, place.item(), name)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield Leaf(value, place, name)


def mapped(
    value: Any, place: Place, change: Callable[[Leaf], Any], rename: Callable[[str], str], name: str = ""
) -> Any:
    """Return the JSON value with each text and number changed, and each unknown name of a property."""
    if isinstance(value, dict):
        changed = {}
        for key, inner in value.items():
            there = place.inside(key)
            changed[key if there.schemas else rename(key)] = mapped(inner, there, change, rename, key)
        return changed
    if isinstance(value, list):
        return [mapped(inner, place.item(), change, rename, name) for inner in value]
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return change(Leaf(value, place, name))
    return value
