"""The description of the control API, derived from its functions: OpenAPI 3.1."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from ..contract import PHRASES
from .operation import Operation, Text, summary_of
from .topics import operations

_REFERENCE = "#/components/schemas/{name}"


class Complaint(msgspec.Struct, omit_defaults=True):
    """One thing that is wrong with the input."""

    path: str
    message: str
    schema: dict[str, Any]
    value: Any = None


class Error(msgspec.Struct, omit_defaults=True):
    """A request that was refused; nothing was changed."""

    message: str
    status: int
    title: str
    trace: str
    errors: list[Complaint] = []


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document; not to be changed."""
    all_operations = operations()
    schemas = _Schemas(all_operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in all_operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "quo-mock: the control API",
            "version": version("maton-quo"),
            "description": "How tests, people and pages steer a mock gateway.",
        },
        "servers": [{"url": "/_mock"}],
        "security": [{}, {"adminToken": []}],
        "paths": paths,
        "components": {
            "schemas": schemas.components,
            "securitySchemes": {"adminToken": {"type": "http", "scheme": "bearer"}},
        },
    }


class _Schemas:
    """The schemas of everything that goes in or out."""

    def __init__(self, described: list[Operation]) -> None:
        types: list[Any] = [Error]
        for operation in described:
            types += [operation.takes[name] for name in ("query", "body") if name in operation.takes]
            types += [operation.gives] * (operation.gives not in (None, Text))
        found, self.components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
        self._found = {str(type): schema for type, schema in zip(types, found, strict=True)}
        self._queries: dict[str, dict[str, Any]] = {
            str(wanted): self.components.pop(self.of(wanted)["$ref"].rpartition("/")[2])
            for wanted in {operation.takes["query"] for operation in described if "query" in operation.takes}
        }

    def of(self, type: Any) -> dict[str, Any]:
        return self._found[str(type)]

    def object(self, type: Any) -> dict[str, Any]:
        """The schema itself of a Struct, and not the reference to it."""
        if str(type) in self._queries:
            return self._queries[str(type)]  # whose properties are parameters, and no schema of their own
        schema: dict[str, Any] = self.components[self.of(type)["$ref"].rpartition("/")[2]]
        return schema


def _described(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    summary, description = summary_of(operation)
    refused = sorted({400, 403, *operation.errors})
    return {
        "operationId": operation.id,
        "summary": summary,
        **({"description": description} if description else {}),
        "tags": [operation.function.__module__.rpartition(".")[2]],
        **({"security": [{}]} if operation.open else {}),
        "parameters": [*_in_path(operation), *_in_query(operation, schemas)],
        **_body(operation, schemas),
        "responses": {str(operation.status): _answer(operation, schemas)}
        | {str(status): _refusal(status, schemas) for status in refused},
    }


def _in_path(operation: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in operation.takes
        if f"{{{name}}}" in operation.path
    ]


def _in_query(operation: Operation, schemas: _Schemas) -> list[dict[str, Any]]:
    if "query" not in operation.takes:
        return []
    schema = schemas.object(operation.takes["query"])
    return [
        {"name": name, "in": "query", "required": name in schema["required"], "schema": stated}
        for name, stated in schema["properties"].items()
    ]


def _body(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    if "raw" in operation.takes:
        schema: dict[str, Any] = {"type": ["object", "null"]}  # an empty file says nothing, and is one
        return {"requestBody": {"required": True, "content": {"application/yaml": {"schema": schema}}}}
    if "body" not in operation.takes:
        return {}
    content = {"application/json": {"schema": schemas.of(operation.takes["body"])}}
    required = bool(schemas.object(operation.takes["body"])["required"])
    return {"requestBody": {"required": required, "content": content}}


def _answer(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": PHRASES[operation.status]}
    if operation.gives is None:
        return answer
    if operation.gives is Text:
        structured = operation.media_type in ("application/json", "application/yaml")
        kind = "object" if structured else "string"
        return {**answer, "content": {operation.media_type: {"schema": {"type": kind}}}}
    schema = {"type": "object", "required": ["data"], "properties": {"data": schemas.of(operation.gives)}}
    others = {media_type: {"schema": {"type": "string"}} for media_type in operation.also}
    return {**answer, "content": {operation.media_type: {"schema": schema}, **others}}


def _refusal(status: int, schemas: _Schemas) -> dict[str, Any]:
    return {
        "description": PHRASES[status],
        "content": {"application/json": {"schema": schemas.of(Error)}},
    }
