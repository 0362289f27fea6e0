"""The description of the control API: complete, and true."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.contract import compiled
from mock_gateway.control import BASE, topics
from mock_gateway.control.document import document
from mock_gateway.profile import Profile

from .conftest import Bench

CONTRACT = compiled(document(), Profile.named("documented"))
OPERATIONS = topics.operations()


def test_every_operation_is_described_and_explained() -> None:
    assert len(OPERATIONS) == len({operation.id for operation in OPERATIONS}) == len(CONTRACT.operations)
    for path in document()["paths"].values():
        for described in path.values():
            assert described["summary"].endswith(".")


def test_every_field_that_can_be_given_is_explained() -> None:
    schemas = document()["components"]["schemas"]
    for name in ("ClockChange", "SettingsChange", "NewAccount", "NewSnapshot"):
        for field, schema in schemas[name]["properties"].items():
            assert "description" in schema, f"{name}.{field}"


def test_references_lead_somewhere() -> None:
    def references(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["$ref"]} if "$ref" in node else set()
            return own.union(*(references(value) for value in node.values()))
        return set().union(*map(references, node)) if isinstance(node, list) else set()

    names = {reference.rpartition("/")[2] for reference in references(document())}
    assert names <= document()["components"]["schemas"].keys()


READS = [each for each in OPERATIONS if each.method == "GET" and "{" not in each.path]


@pytest.mark.parametrize("operation", READS, ids=lambda operation: operation.id)
def test_what_is_answered_is_what_is_described(bench: Bench, operation: Any) -> None:
    answer = bench.ask(f"GET {BASE}{operation.path}")
    complaints = CONTRACT.operations[operation.id].response_complaints(
        answer.status_code, answer.content_type, answer.data
    )
    assert complaints == []
