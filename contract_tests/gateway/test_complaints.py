"""Complaints read like those of Quo's validator."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.complaints import ABSENT, Complaint

from .judging import EMAIL, MESSAGE_ID, judge, only


@pytest.mark.leans_on("input-was-invalid", "complaint-paths")
def test_the_published_example_comes_out_word_for_word() -> None:
    # the 400 in Quo's own OpenAPI document of 2026-07-20
    [complaint] = judge({"properties": {"messageId": MESSAGE_ID}}).complaints({"messageId": "abc123"})
    assert complaint.as_json() == {
        "path": "/messageId",
        "message": "Expected string to match '^AC(.*)$'",
        "value": "abc123",
        "schema": {"type": "TemplateLiteral", "pattern": "^AC(.*)$"},
    }


@pytest.mark.leans_on("typebox-array-text", "typebox-string-text", "typebox-other-texts")
@pytest.mark.parametrize(
    ("schema", "value", "message", "echo"),
    [
        ({"type": "string"}, 1, "Expected string", {"type": "String"}),
        ({"type": "integer"}, "x", "Expected integer", {"type": "Integer"}),
        ({"type": "number"}, "x", "Expected number", {"type": "Number"}),
        ({"type": "boolean"}, "yes", "Expected boolean", {"type": "Boolean"}),
        ({"type": "array"}, {}, "Expected array", {"type": "Array"}),
        ({"type": "object"}, [], "Expected object", {"type": "Object"}),
        ({"type": "null"}, 1, "Expected null", {"type": "Null"}),
        ({"type": ["string", "null"]}, 1, "Expected string", {"type": "String"}),
        ({"type": ["string", "integer", "null"]}, [], "Expected union value", {"type": "Union"}),
        (
            {"type": "string", "maxLength": 2},
            "abc",
            "Expected string length less or equal to 2",
            {"type": "String", "maxLength": 2},
        ),
        (
            {"type": "string", "minLength": 1},
            "",
            "Expected string length greater or equal to 1",
            {"type": "String", "minLength": 1},
        ),
        (
            {"type": "string", "pattern": r".*\S.*"},
            "  ",
            r"Expected string to match '.*\S.*'",
            {"type": "String", "pattern": r".*\S.*"},
        ),
        (
            {"type": "string", "pattern": "^a{2}$"},
            "a",
            "Expected string to match '^a{2}$'",
            {"type": "String", "pattern": "^a{2}$"},
        ),
        (
            {"type": "string", "format": "date-time"},
            "2022-01-01",
            "Expected string to match 'date-time' format",
            {"type": "String", "format": "date-time"},
        ),
        (
            {"type": "integer", "maximum": 50},
            51,
            "Expected integer to be less or equal to 50",
            {"type": "Integer", "maximum": 50},
        ),
        (
            {"type": "integer", "minimum": 1},
            0,
            "Expected integer to be greater or equal to 1",
            {"type": "Integer", "minimum": 1},
        ),
        (
            {"type": "number", "exclusiveMinimum": 0},
            0,
            "Expected number to be greater than 0",
            {"type": "Number", "exclusiveMinimum": 0},
        ),
        (
            {"type": "array", "maxItems": 1},
            ["a", "b"],
            "Expected array length to be less or equal to 1",
            {"type": "Array", "maxItems": 1},
        ),
        (
            {"type": "array", "minItems": 1},
            [],
            "Expected array length to be greater or equal to 1",
            {"type": "Array", "minItems": 1},
        ),
        (
            {"type": "array", "uniqueItems": True},
            ["a", "a"],
            "Expected array elements to be unique",
            {"type": "Array", "uniqueItems": True},
        ),
        (
            {"type": "object", "minProperties": 1},
            {},
            "Expected object to have at least 1 properties",
            {"type": "Object", "minProperties": 1},
        ),
        (
            {"type": "string", "enum": ["done"]},
            "open",
            "Expected 'done'",
            {"type": "Literal", "enum": ["done"]},
        ),
        ({"const": "done"}, "open", "Expected 'done'", {"type": "Literal", "const": "done"}),
        ({"const": True}, False, "Expected true", {"type": "Literal", "const": True}),
        (
            {"type": "string", "enum": ["a", "b"]},
            5,
            "Expected union value",
            {"type": "Union", "enum": ["a", "b"]},
        ),
        (
            {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            [],
            "Expected union value",
            {"type": "Union"},
        ),
        ({"oneOf": [{"type": "string"}, {"minLength": 1}]}, "a", "Expected union value", {"type": "Union"}),
        ({"not": {"enum": ["csv"]}}, "csv", "Value should not match", {"type": "Not"}),
    ],
)
def test_each_keyword_has_its_text(
    schema: dict[str, Any], value: Any, message: str, echo: dict[str, Any]
) -> None:
    assert only(schema, value) == {"path": "/field", "message": message, "value": value, "schema": echo}


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("date-time", "2022-02-30T00:00:00Z", "2022-02-28T00:00:00.000Z"),
        ("uri", "files/1", "https://files.example.com/1"),
        ("email", "jane", "jane@example.com"),
    ],
)
def test_formats_are_really_checked(name: str, wrong: str, right: str) -> None:
    schema = {"type": "string", "format": name}
    assert only(schema, wrong)["message"] == f"Expected string to match '{name}' format"
    assert judge(schema).complaints(right) == []


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (MESSAGE_ID, "TemplateLiteral"),
        ({"type": "array"}, "Array"),
        ({"enum": ["a", "b"]}, "Union"),
        ({"anyOf": [EMAIL, {"type": "string"}]}, "Union"),
        ({}, "Unknown"),
    ],
)
def test_a_missing_property_is_named_where_it_belongs_and_shows_no_value(
    schema: dict[str, Any], kind: str
) -> None:
    outer = {"type": "object", "required": ["field"], "properties": {"field": schema}}
    [complaint] = judge(outer).complaints({})
    assert complaint == Complaint("/field", "Expected required property", ABSENT, {"type": kind})
    assert "value" not in complaint.as_json()


def test_an_unexpected_property_is_named_with_its_value() -> None:
    complaints = judge({"properties": {"email": EMAIL}}).complaints(
        {"email": {"value": None, "id": 1, "x": 2}}
    )
    assert [(complaint.path, complaint.message, complaint.value) for complaint in complaints] == [
        ("/email/id", "Unexpected property", 1),
        ("/email/x", "Unexpected property", 2),
    ]
    assert complaints[0].schema == {"type": "Object", "additionalProperties": False}


def test_a_union_of_one_branch_and_null_complains_as_that_branch_does() -> None:
    nullable = {"anyOf": [EMAIL, {"type": "null"}]}
    assert only(nullable, "x")["message"] == "Expected object"
    emails = {"properties": {"emails": {"type": "array", "items": nullable}}}
    [complaint] = judge(emails).complaints({"emails": [None, {"value": "jane"}]})
    assert complaint.path == "/emails/1/value"
    assert complaint.message == "Expected string to match 'email' format"


def test_a_value_that_breaks_several_keywords_is_complained_of_for_each() -> None:
    schema = {"type": "string", "minLength": 9, "pattern": "^PN"}
    complaints = judge({"properties": {"field": schema}}).complaints({"field": "AC1"})
    assert [complaint.message for complaint in complaints] == [
        "Expected string length greater or equal to 9",
        "Expected string to match '^PN'",
    ]


def test_what_two_schemas_say_alike_is_said_once() -> None:
    assert only({"allOf": [{"type": "string"}, {"type": "string"}]}, 1)["message"] == "Expected string"


@pytest.mark.leans_on("all-complaints-at-once")
def test_complaints_come_in_the_order_of_their_paths() -> None:
    schema = {"properties": {"to": {"items": {"type": "string"}}, "from": {"type": "string"}}}
    complaints = judge(schema).complaints({"to": [1] * 12, "from": 1})
    assert [complaint.path for complaint in complaints] == ["/from", *(f"/to/{i}" for i in range(12))]
