"""The spec, compiled: one Operation per operationId, and the catalogue of errors and components beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from jsonschema_rs import Registry

from mock_gateway import spec
from mock_gateway.complaints import Complaint
from mock_gateway.judge import Judge
from mock_gateway.operation import Operation
from mock_gateway.profile import BY_NAME, Profile
from mock_gateway.wire import QueryParameter

METHODS = ("get", "put", "post", "delete", "patch")
PHRASES = {status.value: status.phrase for status in HTTPStatus}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Contract:
    """The spec as one profile sees it."""

    document: dict[str, Any] = field(repr=False)
    """The OpenAPI document, every `x-switch` applied; not to be changed."""
    operations: Mapping[str, Operation]
    components: Mapping[str, Judge] = field(repr=False)

    def title(self, code: str) -> str:
        """Return the title of a 7-digit code: its own if it is a named one, else that of its status."""
        named: str | None = self.document.get("x-problems", {}).get(code, {}).get("title")
        titled: str | None = self.document.get("x-titles", {}).get(code[-3:])
        return named or titled or PHRASES.get(int(code[-3:]), "Unknown")

    def description(self, code: str) -> str | None:
        """Return the sentence that goes with a named code, or None."""
        description: str | None = self.document.get("x-problems", {}).get(code, {}).get("description")
        return description

    def component_complaints(self, name: str, document: Any) -> list[Complaint]:
        """Return everything wrong with a document by `components/schemas/{name}`, as when it is written.

        Raises KeyError for a component that the spec does not have.
        """
        return self.components[name].complaints(document)


def load(profile: Profile) -> Contract:
    """Return the spec compiled for a profile; profiles that make no difference to it share one.

    Raises ValueError or LookupError for a spec that does not hold together.
    """
    shared = Profile.named("documented")
    for name in _switches():
        shared = shared.set(name, profile[name])
    return _load(shared)


@cache
def _switches() -> frozenset[str]:
    return frozenset({"plus_in_query", *spec.switches(spec.read())}) & BY_NAME.keys()


@cache
def _load(profile: Profile) -> Contract:
    return compiled(spec.read(), profile)


def compiled(document: Mapping[str, Any], profile: Profile) -> Contract:
    """Return the contract of any spec document, uncached."""
    seen = spec.seen_through(profile, document)
    return _Compiler(seen, restore_plus=profile["plus_in_query"] == "plus").contract()


Parameters = dict[str, tuple[spec.Steps, dict[str, Any]]]
"""Parameters by name: the place of each in the document, and what stands there."""


class _Compiler:
    """Turns the places of one document into operations and judges, each place into one judge."""

    def __init__(self, document: dict[str, Any], *, restore_plus: bool) -> None:
        self.document = document
        self.restore_plus = restore_plus
        self.registry = Registry([(spec.BASE_URI, {"$schema": DIALECT, **document})])
        self.judges: dict[spec.Steps, Judge] = {}

    def contract(self) -> Contract:
        schemas = self.document.get("components", {}).get("schemas", {})
        components = {name: self.judge_at(("components", "schemas", name)) for name in schemas}
        found = (
            self.operation(path, method)
            for path, item in self.document["paths"].items()
            for method in METHODS
            if method in item
        )
        operations = {operation.id: operation for operation in found}
        return Contract(self.document, MappingProxyType(operations), MappingProxyType(components))

    def operation(self, path: str, method: str) -> Operation:
        stated = self.document["paths"][path][method]
        codes = tuple(stated.get("x-codes", ()))
        inputs = {where: self.parameters(path, method, where) for where in ("path", "query")}
        body = self.body_judge(("paths", path, method, "requestBody")) if "requestBody" in stated else None
        return Operation(
            id=stated["operationId"],
            tag=stated["tags"][0].lower().replace(" ", "_"),
            method=method.upper(),
            path=path,
            control="servers" in self.document["paths"][path],
            success=next(int(status) for status in stated["responses"] if status.startswith("2")),
            has_body=body is not None,
            defaults=MappingProxyType(self.defaults(inputs["query"])),
            codes=codes,
            parameters={name: self.reader(parameter) for name, (_, parameter) in inputs["query"].items()},
            path_judge=self.input_judge(inputs["path"]),
            query_judge=self.input_judge(inputs["query"]),
            body_judge=body,
            answers={
                status: self.answer(("paths", path, method, "responses", status))
                for status in stated["responses"]
            },
        )

    def parameters(self, path: str, method: str, where: str) -> Parameters:
        """Return the parameters of a path and of the operation under it, which overrides the path's own."""
        found: Parameters = {}
        for owner in (("paths", path), ("paths", path, method)):
            _, holder = spec.follow(self.document, owner)
            for position in range(len(holder.get("parameters", ()))):
                place, parameter = spec.follow(self.document, (*owner, "parameters", position))
                if parameter["in"] == where:
                    found[parameter["name"]] = (place, parameter)
        return found

    def reader(self, parameter: Mapping[str, Any]) -> QueryParameter:
        return QueryParameter.of(parameter["schema"], self.document, restore_plus=self.restore_plus)

    def defaults(self, parameters: Parameters) -> dict[str, Any]:
        schemas = {
            name: spec.resolve(self.document, stated["schema"]) for name, (_, stated) in parameters.items()
        }
        return {name: schema["default"] for name, schema in schemas.items() if "default" in schema}

    def input_judge(self, parameters: Parameters) -> Judge:
        properties = {name: spec.reference((*place, "schema")) for name, (place, _) in parameters.items()}
        required = [name for name, (_, stated) in parameters.items() if stated.get("required")]
        schema = {"type": "object", "properties": properties, "required": required}
        return Judge(schema, self.document, self.registry)

    def body_judge(self, steps: spec.Steps) -> Judge | None:
        """The judge of a JSON body; other types, such as the control API's YAML, are read by their own."""
        place, body = spec.follow(self.document, steps)
        if "application/json" not in body["content"]:
            return None
        return self.judge_at((*place, "content", "application/json", "schema"))

    def answer(self, steps: spec.Steps) -> dict[str, Judge | None]:
        place, response = spec.follow(self.document, steps)
        return {
            media_type: self.judge_at((*place, "content", media_type, "schema"))
            if media_type == "application/json"
            else None
            for media_type in response.get("content", ())
        }

    def judge_at(self, place: spec.Steps) -> Judge:
        if place not in self.judges:
            self.judges[place] = Judge(spec.reference(place), self.document, self.registry)
        return self.judges[place]
