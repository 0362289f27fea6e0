"""The part of the contract that the client is made of, in words the generator understands."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch")
SCALARS = {"string", "integer", "number", "boolean"}

# Set once for a client or by with_options(), never an argument of a method.
CLIENT_WIDE_HEADER = "Maton-Connection"


def client_view(document: Json) -> Json:
    """A copy of the contract without what the runtime does by itself.

    Of webhooks only the bodies are kept, as schemas. Error responses are read by the runtime, whatever their
    shape; the connection header is set per client.
    References to plain strings and numbers are replaced by these: a reference may have a description of its
    own, which the generator would lose.
    """
    schemas = {name: _inlined(schema, document) for name, schema in document["components"]["schemas"].items()}
    paths = {path: _path_item(item, document) for path, item in document["paths"].items()}
    needed = _reachable([paths, document.get("webhooks", {})], schemas)
    return {
        "openapi": document["openapi"],
        "info": document["info"],
        "paths": paths,
        "components": {"schemas": {name: schema for name, schema in schemas.items() if name in needed}},
    }


def deref(node: Json, document: Json) -> Json:
    """`node`, or what it refers to; its own keys win over those of the target."""
    if "$ref" not in node:
        return node
    target: Any = document
    for step in node["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**deref(target, document), **{key: value for key, value in node.items() if key != "$ref"}}


def _path_item(item: Json, document: Json) -> Json:
    return {method: _operation(item[method], item, document) for method in METHODS if method in item}


def _operation(operation: Json, item: Json, document: Json) -> Json:
    told = ("operationId", "tags", "summary", "description")
    kept = {key: operation[key] for key in told if key in operation}
    parameters = [deref(p, document) for p in item.get("parameters", []) + operation.get("parameters", [])]
    kept["parameters"] = [
        _inlined(parameter, document) for parameter in parameters if parameter["name"] != CLIENT_WIDE_HEADER
    ]
    if "requestBody" in operation:
        kept["requestBody"] = _inlined(deref(operation["requestBody"], document), document)
    kept["responses"] = {
        status: _success(deref(response, document), document)
        for status, response in operation["responses"].items()
        if str(status).startswith("2")
    }
    return kept


def _success(response: Json, document: Json) -> Json:
    return _inlined({key: response[key] for key in ("description", "content") if key in response}, document)


def _inlined(node: Any, document: Json) -> Any:
    """`node` with extensions, conditions and examples left out, and with references to scalars replaced."""
    if isinstance(node, list):
        return [_inlined(item, document) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node or "allOf" in node:
        scalar = _scalar(node, document)
        if scalar is not None:
            return scalar
    dropped = ["if", "then", "else", "not", "example", "examples", "pattern"]
    if "properties" in node:
        dropped.append("oneOf")  # of an object, it says only which of its properties go together
    return {
        key: {name: _inlined(schema, document) for name, schema in value.items()}
        if key == "properties"
        else _inlined(value, document)
        for key, value in node.items()
        if key == "properties" or not (key in dropped or key.startswith("x-"))
    }


def _scalar(node: Json, document: Json) -> Json | None:
    """A plain schema with the description of `node`, if that is a string or number without an enum."""
    target = deref(node, document)
    parts = [deref(part, document) for part in target.get("allOf", [])] or [target]
    merged: Json = {}
    for part in parts:
        merged.update(part)
    if merged.get("type") not in SCALARS or "enum" in merged:
        return None
    kept = {key: merged[key] for key in ("type", "format", "default") if key in merged}
    described = node.get("description", target.get("description", merged.get("description")))
    flags = {"deprecated": True} if node.get("deprecated") else {}
    return {**kept, **flags, **({"description": described} if described else {})}


def _reachable(node: Any, schemas: Json) -> set[str]:
    """The names of all schemas that `node` leads to."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            name = str(at.get("$ref", "")).removeprefix("#/components/schemas/")
            if name in schemas and name not in found:
                found.add(name)
                waiting.append(schemas[name])
            waiting.extend(at.values())
        elif isinstance(at, list):
            waiting.extend(at)
    return found
