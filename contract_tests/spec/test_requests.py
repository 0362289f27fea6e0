"""Every operation shows a good request, and a bad one with what it earns; everything shared is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mock_gateway.contract import load
from mock_gateway.profile import Profile

from .conftest import DOCUMENT, OPERATIONS, Json, Operation

EACH = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
GUIDE = load(Profile.named("documented"))

CANNOT_BE_WRONG = {
    "connections_get",  # any text may be the id of a connection
    "connections_delete",
    "contact_custom_fields_list",  # takes nothing
}


def shown(operation: Operation, kind: str) -> list[Json]:
    """The requests of `x-requests`, of the kind `good` or `bad`."""
    found: list[Json] = operation.stated.get("x-requests", {}).get(kind, [])
    return found


def complaints(operation: Operation, request: Json) -> dict[str, str]:
    """What is wrong with a shown request, by path; a body that it does not show is that of the operation."""
    body = operation.stated.get("requestBody", {}).get("content", {}).get("application/json", {})
    given = request.get("body", body.get("example", {}))
    compiled = GUIDE.operations[operation.id]
    found = compiled.complaints(request.get("path", {}), request.get("query", {}), given)
    return {each.path: each.message for each in found}


@EACH
def test_a_good_request_is_shown_wherever_there_is_something_to_say(operation: Operation) -> None:
    says = any(parameter.get("name") or "Path" in parameter["$ref"] for parameter in operation.parameters)
    assert shown(operation, "good") or not says or "requestBody" in operation.stated
    for request in [{}] if not says and "requestBody" in operation.stated else shown(operation, "good"):
        assert request.keys() <= {"path", "query"}, "the example of the body stands at the body"
        assert complaints(operation, request) == {}


@EACH
def test_a_bad_request_earns_exactly_these_complaints(operation: Operation) -> None:
    assert bool(shown(operation, "bad")) == (operation.id not in CANNOT_BE_WRONG)
    for request in shown(operation, "bad"):
        assert request.keys() <= {"path", "query", "body", "complaints"}
        assert complaints(operation, request) == request["complaints"] != {}


def references(node: Any) -> Iterator[str]:
    """All that is referred to, inside of switches as well."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for item in node:
            yield from references(item)


@pytest.mark.parametrize("kind", ["headers", "parameters", "responses", "schemas"])
def test_every_shared_component_is_used_by_an_operation_or_an_event(kind: str) -> None:
    used: set[str] = set()
    found = set(references([DOCUMENT["paths"], DOCUMENT["webhooks"]]))
    while found - used:
        used |= found
        for reference in sorted(found):
            _, group, name = reference.removeprefix("#/").split("/")
            found = found | set(references(DOCUMENT["components"][group][name]))
    unused = {f"#/components/{kind}/{name}" for name in DOCUMENT["components"][kind]} - used
    assert unused == set()
