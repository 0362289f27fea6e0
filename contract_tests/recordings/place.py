"""What the spec says about one place in a document: all schemas that may describe what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mock_gateway import spec

Schema = Mapping[str, Any]
_BRANCHES = ("anyOf", "oneOf", "allOf")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an answer; one that the spec does not know has no schemas."""

    document: Schema = field(repr=False)
    schemas: tuple[Schema, ...] = ()
    component: str = ""
    """The nearest component that the place is in, such as `Contact`; what it does not know is in it, too."""

    def of(self, schema: Any, component: str = "") -> Place:
        """The place that a schema of the same document describes, under every profile."""
        named = str(schema.get("$ref", "")).rpartition("/")[2] if isinstance(schema, dict) else ""
        return Place(self.document, tuple(_alternatives(self.document, schema)), named or component)

    def inside(self, name: str) -> Place:
        """Where a property stands; unknown if no schema has it."""
        found = [
            schema["properties"][name] for schema in self.schemas if name in schema.get("properties", ())
        ]
        return self._any_of(found)

    def item(self) -> Place:
        """Where the items of an array stand."""
        return self._any_of([schema["items"] for schema in self.schemas if "items" in schema])

    @property
    def words(self) -> frozenset[str] | None:
        """The values of an enum or const; None where anything may stand."""
        listed = [schema["enum"] for schema in self.schemas if "enum" in schema]
        listed += [[schema["const"]] for schema in self.schemas if "const" in schema]
        texts = frozenset(value for values in listed for value in values if isinstance(value, str))
        return texts if listed else None

    @property
    def patterns(self) -> tuple[str, ...]:
        return tuple(str(schema["pattern"]) for schema in self.schemas if schema.get("pattern"))

    @property
    def formats(self) -> frozenset[str]:
        return frozenset(schema["format"] for schema in self.schemas if "format" in schema)

    @property
    def types(self) -> frozenset[str]:
        """The JSON types that are allowed."""
        found: set[str] = set()
        for schema in self.schemas:
            stated = schema.get("type", ())
            found |= {stated} if isinstance(stated, str) else set(stated)
        return frozenset(found)

    def _any_of(self, found: list[Any]) -> Place:
        places = [self.of(schema, self.component) for schema in found]
        schemas = tuple(schema for place in places for schema in place.schemas)
        return Place(self.document, schemas, places[0].component if places else self.component)


def answer_place(document: Schema, operation: str, status: int) -> Place:
    """Where the JSON of an answer stands; an operation that the spec lacks may still answer a problem."""
    nowhere = Place(document)
    for item in document["paths"].values():
        for stated in item.values():
            if isinstance(stated, dict) and stated.get("operationId") == operation:
                return nowhere.of(_answered(document, stated["responses"], status))
    return nowhere.of({"$ref": "#/components/schemas/Problem"} if status >= 400 else {})


def query_place(document: Schema, operation: str, name: str) -> Place:
    """Where the value of a query parameter stands, or an item of it: `participants[]` is `participants`."""
    plain = name.partition("[")[0]
    nowhere = Place(document)
    for item in document["paths"].values():
        stated = item.get("get", {})
        if stated.get("operationId") == operation:
            for each in (*item.get("parameters", ()), *stated.get("parameters", ())):
                parameter = spec.resolve(document, each)
                if parameter["in"] == "query" and parameter["name"] == plain:
                    place = nowhere.of(parameter["schema"])
                    return place.item() if "array" in place.types else place
    return nowhere


def _answered(document: Schema, responses: Schema, status: int) -> Any:
    keys = (str(status), f"{status // 100}XX", "default")
    stated = spec.resolve(document, next((responses[key] for key in keys if key in responses), {}))
    return stated.get("content", {}).get("application/json", {}).get("schema", {})


def _alternatives(document: Schema, schema: Any) -> Iterator[Schema]:
    """The schema and all that it may be instead: branches, and what a profile lays over it."""
    resolved = spec.resolve(document, schema)
    if resolved:
        yield resolved
    for keyword in _BRANCHES:
        for branch in resolved.get(keyword, ()):
            yield from _alternatives(document, branch)
    for sides in resolved.get("x-switch", {}).values():
        for side in sides.values():
            overlaid = {**resolved, **(side or {}), "x-switch": {}}
            yield from _alternatives(document, overlaid)
