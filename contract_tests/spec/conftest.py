"""The spec as it stands in its file, and ways to walk it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mock_gateway import spec

Json = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "patch")
DOCUMENT: Json = spec.read()
SCHEMAS: Json = DOCUMENT["components"]["schemas"]


class Operation(NamedTuple):
    """One operation as the file has it."""

    id: str
    method: str
    path: str
    item: Json
    """What stands at its path, for all operations there."""
    stated: Json

    @property
    def parameters(self) -> list[Json]:
        """All parameters, references and all."""
        return [*self.item.get("parameters", []), *self.stated.get("parameters", [])]

    @property
    def success(self) -> tuple[str, Json]:
        """The status of success, and what is said about it."""
        [(status, response)] = [
            (status, response) for status, response in self.stated["responses"].items() if status[0] == "2"
        ]
        return status, response


OPERATIONS = {
    stated["operationId"]: Operation(stated["operationId"], method, path, item, stated)
    for path, item in DOCUMENT["paths"].items()
    for method, stated in item.items()
    if method in METHODS
}


def deref(node: Json) -> Json:
    """What a reference leads to; anything else as it is."""
    steps = node["$ref"].removeprefix("#/").split("/") if "$ref" in node else []
    target: Json = DOCUMENT
    for step in steps:
        target = target[step]
    return target if steps else node


def name_of(schema: Json) -> str | None:
    """The component that a schema refers to."""
    return str(schema["$ref"]).rpartition("/")[2] if "$ref" in schema else None


def walk(node: Any, place: str = "") -> Iterator[tuple[str, Json]]:
    """Every object of the document with its place, but for what stands inside of examples."""
    if isinstance(node, dict):
        yield place, node
        for key, value in node.items():
            if key not in ("example", "examples"):
                yield from walk(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, f"{place}/{index}")
