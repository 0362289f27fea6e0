"""Complaints about the worst: much, long, deep, or not text at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway.complaints import kind_of, pointer

from .judging import EMAIL, MESSAGE_ID, judge, only


@pytest.mark.leans_on("hundred-complaints")
def test_a_body_full_of_mistakes_is_answered_with_the_first_hundred() -> None:
    complaints = judge({"items": {"type": "string"}}).complaints([1] * 1000)
    assert [complaint.path for complaint in complaints] == [f"/{i}" for i in range(100)]
    assert len(judge(EMAIL).complaints({f"extra{i}": i for i in range(1000)})) == 100


def test_a_long_text_is_cut_and_a_large_object_left_out() -> None:
    assert only({"maxLength": 1}, "x" * 201)["value"] == "x" * 200 + "…"
    assert only({"maxLength": 1}, "x" * 200)["value"] == "x" * 200
    assert "value" not in only({"type": "string"}, {"text": "x" * 1000})


def test_a_property_name_is_escaped_in_the_path() -> None:
    assert pointer(["a/b", "c~d", 0]) == "/a~1b/c~0d/0"


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}], ids=ascii)
def test_half_a_surrogate_pair_is_a_complaint_and_not_a_crash(value: Any) -> None:
    [complaint] = judge({"type": "string"}).complaints(value)
    assert complaint.path == ""
    json.dumps(complaint.as_json()).encode()


def test_a_value_nested_too_deeply_is_a_complaint_and_not_a_crash() -> None:
    value: list[Any] = []
    for _ in range(5000):
        value = [value]
    [complaint] = judge({"type": "string"}).complaints(value)
    assert complaint.message.startswith("Expected JSON")


def test_a_nullable_literal_is_a_literal() -> None:
    assert kind_of({"type": ["string", "null"], "const": "done"}) == "Literal"


SCHEMAS = st.sampled_from(
    [
        {"type": ["string", "null"], "pattern": "^AC"},
        {"type": "integer", "minimum": 3, "multipleOf": 2},
        {"type": "array", "items": MESSAGE_ID, "maxItems": 1},
        {"anyOf": [EMAIL, {"type": "null"}]},
        {"oneOf": [EMAIL, MESSAGE_ID, {"type": "array", "items": EMAIL}]},
        {"not": {"type": "string"}, "enum": [1, None, "x"]},
        {"type": "object", "propertyNames": {"pattern": "^v"}, "unevaluatedProperties": False},
        {"type": "array", "contains": {"const": 1}, "prefixItems": [{"type": "null"}], "items": False},
        {"dependentRequired": {"value": ["name"]}, "properties": {"value": False}},
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("value"), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(SCHEMAS, VALUES)
def test_whatever_is_wrong_the_complaints_are_json_in_order(schema: dict[str, Any], value: Any) -> None:
    complaints = judge(schema).complaints(value)
    paths = [complaint.path for complaint in complaints]
    assert paths == [complaint.path for complaint in judge(schema).complaints(value)]
    for complaint in complaints:
        assert complaint.message
        assert complaint.path == "" or complaint.path.startswith("/")
        json.dumps(complaint.as_json())
