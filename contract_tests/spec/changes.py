"""What has changed between two versions of the contract, and whether it breaks programs that were right.

oasdiff, the tool that is kept best, is written in Go; what there is in Python was last released in 2022 or is
younger than a year, and knows nothing of 3.1's types or of `x-switch`. What matters here is little: the
operations as they are compiled, on both sides of every switch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contract_tests.spec.schemas import Change, Comparison, Json, Side
from mock_gateway.profile import Profile
from mock_gateway.spec import resolve, seen_through

METHODS = ("get", "put", "post", "delete", "patch")
PROFILES = ("documented", "observed")


def changes(before: Json, after: Json) -> list[Change]:
    """Every change from one OpenAPI document to another, those that break first; each is told once."""
    found: dict[Change, None] = {}
    for name in PROFILES:
        profile = Profile.named(name)
        seen = Versions(seen_through(profile, before), seen_through(profile, after))
        found |= dict.fromkeys(seen.changes())
    return sorted(found, key=lambda change: (not change.breaking, change.what))


class Versions:
    """Two documents, each seen through the same profile."""

    def __init__(self, before: Json, after: Json) -> None:
        self.before, self.after = before, after

    def changes(self) -> Iterator[Change]:
        """All changes of operations and events."""
        known, found = _operations(self.before), _operations(self.after)
        yield from (Change(True, f"{id}: the operation is gone") for id in known.keys() - found.keys())
        yield from (Change(False, f"{id}: the operation is new") for id in found.keys() - known.keys())
        for id in known.keys() & found.keys():
            yield from self._operation(id, known[id], found[id])
        told, tells = (document.get("webhooks", {}) for document in (self.before, self.after))
        yield from (Change(True, f"{name}: the event is gone") for name in told.keys() - tells.keys())
        yield from (Change(False, f"{name}: the event is new") for name in tells.keys() - told.keys())
        for name in told.keys() & tells.keys():
            yield from self._bodies(name, "read", told[name]["post"], tells[name]["post"])

    def _operation(self, id: str, old: Json, new: Json) -> Iterator[Change]:
        if old["x-place"] != new["x-place"]:
            yield Change(True, f"{id}: {old['x-place']} is now {new['x-place']}")
        yield from self._parameters(id, old["x-parameters"], new["x-parameters"])
        yield from self._bodies(id, "sent", old, new)
        yield from self._answers(id, old["responses"], new["responses"])
        for code in set(old.get("x-codes", ())) ^ set(new.get("x-codes", ())):
            gone = code in old.get("x-codes", ())
            yield Change(False, f"{id}: the error {code} {'is gone' if gone else 'is new'}")

    def _parameters(self, id: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Change]:
        yield from (Change(True, f"{id} {name}: it is gone") for name in old.keys() - new.keys())
        for name in new.keys() - old.keys():
            demanded = bool(new[name].get("required"))
            yield Change(demanded, f"{id} {name}: it is new{', and required' * demanded}")
        for name in old.keys() & new.keys():
            was, now = bool(old[name].get("required")), bool(new[name].get("required"))
            if was != now:
                yield Change(now, f"{id} {name}: it {'is required' if now else 'may be left out'} now")
            yield from self._schemas(f"{id} {name}", "sent", old[name], new[name])

    def _bodies(self, id: str, side: Side, old: Json, new: Json) -> Iterator[Change]:
        known, found = (
            _content(self.before, old.get("requestBody")),
            _content(self.after, new.get("requestBody")),
        )
        if known and found:
            yield from self._schemas(f"{id} body", side, known, found)
        elif known or found:
            yield Change(True, f"{id}: the body is {'gone' if known else 'new'}")

    def _answers(self, id: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Change]:
        yield from (Change(True, f"{id}: the answer {status} is gone") for status in old.keys() - new.keys())
        yield from (Change(False, f"{id}: the answer {status} is new") for status in new.keys() - old.keys())
        for status in old.keys() & new.keys():
            known, found = _content(self.before, old[status]), _content(self.after, new[status])
            if known and found:
                yield from self._schemas(f"{id} {status}", "read", known, found)
            elif known or found:
                yield Change(bool(known), f"{id} {status}: its JSON is {'gone' if known else 'new'}")

    def _schemas(self, place: str, side: Side, old: Json, new: Json) -> Iterator[Change]:
        comparison = Comparison(self.before, self.after, side)
        return comparison.changes(place, old["schema"], new["schema"])


def _operations(document: Json) -> dict[str, Json]:
    """The operations by id, each with its place and its parameters, those of its path among them."""
    return {
        stated["operationId"]: {
            **stated,
            "x-place": f"{method.upper()} {path}",
            "x-parameters": {
                f"{each['in']} {each['name']}": each
                for reference in (*item.get("parameters", ()), *stated.get("parameters", ()))
                for each in [resolve(document, reference)]
            },
        }
        for path, item in document["paths"].items()
        for method, stated in item.items()
        if method in METHODS
    }


def _content(document: Json, holder: Any) -> Json | None:
    """The JSON of a body or an answer, if it has any."""
    found: Json | None = resolve(document, holder).get("content", {}).get("application/json")
    return found
