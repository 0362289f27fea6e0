"""What has changed between two schemas, for those who send what they describe, or who read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from mock_gateway.spec import resolve

Json = Mapping[str, Any]
Side = Literal["sent", "read"]
"""Whether users send such values, and fewer must not be taken, or read them, and no others must come."""


class Change(NamedTuple):
    """One difference between two contracts."""

    breaking: bool
    """Whether a program that was right may fail now."""
    what: str
    """Where it is and what it was and is, in a line."""

    def __str__(self) -> str:
        return f"{'breaking' if self.breaking else 'compatible'}: {self.what}"


LEAST = ("minLength", "minItems", "minimum", "exclusiveMinimum", "minProperties")
MOST = ("maxLength", "maxItems", "maximum", "exclusiveMaximum", "maxProperties")
EXACT = ("pattern", "format", "const", "multipleOf", "not", "uniqueItems")
BRANCHES = ("allOf", "anyOf", "oneOf")


class Comparison:
    """Compares schemas of one document with those of another; a schema that holds itself is entered once."""

    def __init__(self, before: Json, after: Json, side: Side) -> None:
        self._documents = before, after
        self._side = side
        self._entered: set[tuple[str, str]] = set()

    def changes(self, place: str, before: Json, after: Json) -> Iterator[Change]:
        """Every change below two schemas; `place` says where they are."""
        pair = before.get("$ref", ""), after.get("$ref", "")
        if all(pair):
            if pair in self._entered:
                return
            self._entered.add(pair)
        old, new = (resolve(doc, each) for doc, each in zip(self._documents, (before, after), strict=True))
        yield from self._values(place, old, new)
        yield from self._limits(place, old, new)
        yield from self._properties(place, old, new)
        if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
            yield from self.changes(f"{place}/*", old["items"], new["items"])
        for keyword in BRANCHES:
            yield from self._branches(place, keyword, old.get(keyword, []), new.get(keyword, []))

    def _narrowed(self, place: str, what: str) -> Change:
        return Change(self._side == "sent", f"{place}: {what}")

    def _widened(self, place: str, what: str) -> Change:
        return Change(self._side == "read", f"{place}: {what}")

    def _values(self, place: str, old: Json, new: Json) -> Iterator[Change]:
        for keyword, known, found in (
            ("type", _types(old), _types(new)),
            ("value", old.get("enum"), new.get("enum")),
        ):
            if known is None and found is not None:
                yield self._narrowed(place, f"only some {keyword}s now: {_shown(found)}")
            elif known is not None and found is None:
                yield self._widened(place, f"any {keyword} now, no longer {_shown(known)} only")
            else:
                gone = [each for each in known or () if each not in (found or ())]
                come = [each for each in found or () if each not in (known or ())]
                yield from (self._narrowed(place, f"the {keyword} {each!r} is gone") for each in gone)
                yield from (self._widened(place, f"the {keyword} {each!r} is new") for each in come)

    def _limits(self, place: str, old: Json, new: Json) -> Iterator[Change]:
        for keyword in (*LEAST, *MOST, *EXACT, "additionalProperties"):
            known, found = old.get(keyword), new.get(keyword)
            if known == found:
                continue
            said = f"{keyword} {_shown(known)} → {_shown(found)}"
            if keyword == "additionalProperties":
                yield (self._narrowed if found is False else self._widened)(place, said)
            elif known is None:
                yield self._narrowed(place, said)
            elif found is None:
                yield self._widened(place, said)
            elif keyword in EXACT:
                yield Change(True, f"{place}: {said}")
            else:
                tighter = (found > known) == (keyword in LEAST)
                yield (self._narrowed if tighter else self._widened)(place, said)

    def _properties(self, place: str, old: Json, new: Json) -> Iterator[Change]:
        known, found = old.get("properties", {}), new.get("properties", {})
        must, must_now = set(old.get("required", ())), set(new.get("required", ()))
        for name in known.keys() - found.keys():
            yield Change(True, f"{place}/{name}: it is gone")
        for name in found.keys() - known.keys():
            demanded = self._side == "sent" and name in must_now
            yield Change(demanded, f"{place}/{name}: it is new{', and required' * demanded}")
        for name in known.keys() & found.keys():
            if name in must_now - must:
                yield self._narrowed(f"{place}/{name}", "it is required now")
            if name in must - must_now:
                yield self._widened(f"{place}/{name}", "it may be left out now")
            yield from self.changes(f"{place}/{name}", known[name], found[name])

    def _branches(self, place: str, keyword: str, old: list[Json], new: list[Json]) -> Iterator[Change]:
        if len(old) == len(new):
            for number, (before, after) in enumerate(zip(old, new, strict=True)):
                yield from self.changes(f"{place}/{keyword}{number}", before, after)
        else:
            # Each more of `allOf` is a condition more; of the others a choice more, but for the first.
            conditions = keyword == "allOf" or not old or not new
            fewer = (len(new) > len(old)) if conditions else (len(new) < len(old))
            said = f"{keyword} of {len(old)} → {len(new)}"
            yield (self._narrowed if fewer else self._widened)(place, said)


def _types(schema: Json) -> list[str] | None:
    types = schema.get("type")
    return [types] if isinstance(types, str) else types


def _shown(value: Any) -> str:
    return "none" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
