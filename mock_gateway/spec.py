"""The spec as a document: found, read once, seen through a profile, and walked by pointer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import yaml

from mock_gateway.profile import BY_NAME, Profile

Steps = tuple[str | int, ...]
"""The way from the root of the document to a place in it: keys, and positions in lists."""

BASE_URI = "spec:/"


class _JsonLoader(yaml.CSafeLoader):
    """Reads timestamps as the text they are: JSON has no dates, and the examples are full of them."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (the name and type are PyYAML's)
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def find() -> Path:
    """Return the path of the spec: inside the package when installed, in `spec/` in a checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "openapi.yaml"
    return packaged if packaged.exists() else here.parent / "spec" / "openapi.yaml"


@cache
def read() -> dict[str, Any]:
    """Return the spec as it stands in the file, read once per process; not to be changed."""
    return parse(find().read_text(encoding="utf-8"))


def parse(text: str) -> dict[str, Any]:
    """Return the document that a YAML text holds. Raises yaml.YAMLError, and ValueError for an empty text."""
    document = yaml.load(text, Loader=_JsonLoader)  # noqa: S506 (a safe loader, less its timestamps)
    if not isinstance(document, dict):
        raise ValueError("the spec holds no document")
    return document


def switches(node: Any) -> Iterator[str]:
    """Yield the name of every switch that some `x-switch` below the node depends on."""
    if isinstance(node, dict):
        yield from node.get("x-switch", ())
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from switches(child)


def seen_through(profile: Profile, node: Any) -> Any:
    """Return a copy in which each `x-switch` is laid over the object that holds it, null removing a keyword.

    Raises ValueError for a switch, or a value of one, that the table of divergences does not have.
    """
    if isinstance(node, list):
        return [seen_through(profile, item) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-switch" in node:
        node = _overlaid(node, profile)
    return {str(key): seen_through(profile, value) for key, value in node.items()}


def _overlaid(node: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    result = {key: value for key, value in node.items() if key != "x-switch"}
    for switch, sides in node["x-switch"].items():
        unknown = {switch} - BY_NAME.keys() or set(sides) - set(BY_NAME[switch].values)
        if unknown:
            raise ValueError(f"x-switch {switch}: {unknown.pop()!r} is not in the table of divergences")
        for keyword, value in (sides.get(profile[switch]) or {}).items():
            result[keyword] = value
            if value is None:
                del result[keyword]
    return result


def follow(document: Mapping[str, Any], steps: Steps) -> tuple[Steps, Any]:
    """Walk to a place, on through any `$ref` found there, and return where that led and what stands there.

    Raises KeyError or IndexError where the document has no such place.
    """
    node: Any = document
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]
    if isinstance(node, dict) and "$ref" in node:
        return follow(document, _steps(node["$ref"]))
    return steps, node


def resolve(document: Mapping[str, Any], schema: Any) -> dict[str, Any]:
    """Return a schema with its `$ref` followed; keywords beside the `$ref` win. A boolean schema is `{}`."""
    if not isinstance(schema, dict):
        return {}
    if "$ref" not in schema:
        return schema
    _, target = follow(document, _steps(schema["$ref"]))
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def reference(steps: Steps) -> dict[str, str]:
    """Return the schema that stands at a place, as a `$ref` that holds outside the document too."""
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return {"$ref": f"{BASE_URI}#{quote(pointer, safe='/~')}"}


def _steps(ref: str) -> Steps:
    _, _, pointer = unquote(ref).partition("#/")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/"))
