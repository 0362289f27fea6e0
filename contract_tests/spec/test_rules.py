"""The twelve rules that make a good client of the spec."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .conftest import DOCUMENT, OPERATIONS, SCHEMAS, Json, Operation, deref, name_of, walk

EACH = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)

VERBS = {"list", "get", "create", "send", "update", "delete"}
OTHER_IDS = {
    # what remains of a call has a path of its own, but belongs to the call
    "calls_recordings",
    "calls_summary",
    "calls_transcript",
    "calls_voicemail",
    # actions, named as Quo names them
    "conversations_mark_as_read",
    "conversations_mark_as_done",
    "conversations_mark_as_open",
    "tasks_complete",
    "tasks_reopen",
    "tasks_assign",
    "tasks_unassign",
    "tasks_link_conversation",
    "tasks_unlink_conversation",
    "tasks_change_due_date",
    "tasks_remove_due_date",
    # one path for each kind of event
    "webhooks_create_for_messages",
    "webhooks_create_for_calls",
    "webhooks_create_for_call_summaries",
    "webhooks_create_for_call_transcripts",
}
WHOLE_LISTS = {"connections_list", "phone_numbers_list", "contact_custom_fields_list", "webhooks_list"}
"""Lists that Quo and Maton give whole."""
NO_LAST_TOKEN = {"TaskPage"}
"""Pages whose `nextPageToken` is absent on the last one, where that of all others is null."""

SPECIAL = {
    "402": {"messages_send"} | {id for id in OPERATIONS if id.startswith("tasks_")},
    "409": {"contacts_create", "contacts_update"},
    "403": {id for id in OPERATIONS if not id.startswith("connections_")},
    "404": set(OPERATIONS) - {"connections_list", "connections_create"},
    **{status: set(OPERATIONS) for status in ("400", "401", "429", "4XX", "5XX")},
}
"""Which operations document an error; nothing else is documented."""


@EACH
def test_1_an_operation_is_named_by_its_tag_and_a_verb(operation: Operation) -> None:
    [tag] = operation.stated["tags"]
    prefix = tag.lower().replace(" ", "_") + "_"
    assert operation.id.startswith(prefix)
    assert operation.id in OTHER_IDS or operation.id.removeprefix(prefix) in VERBS


@EACH
def test_2_an_operation_has_one_tag_that_is_described(operation: Operation) -> None:
    [tag] = operation.stated["tags"]
    described = {entry["name"]: entry["description"] for entry in DOCUMENT["tags"]}
    assert described[tag]
    assert described.keys() == {tag for other in OPERATIONS.values() for tag in other.stated["tags"]}


def is_condition(place: str) -> bool:
    """Whether a schema says what goes with what, and describes no value of its own."""
    return any(step in ("if", "then", "else") for step in place.split("/"))


def test_3_every_object_schema_is_a_component_with_no_title() -> None:
    for place, node in walk(DOCUMENT):
        if not is_condition(place) and (node.get("type") == "object" or "properties" in node):
            assert re.fullmatch(r"/components/schemas/[A-Z][A-Za-z0-9]+", place) or place.endswith(
                "/properties"
            ), f"{place} is an object inside of something else"
    for name, schema in SCHEMAS.items():
        assert "title" not in schema, name
        assert schema["description"].endswith("."), name


@EACH
def test_4_a_list_is_a_page_by_shared_parameters(operation: Operation) -> None:
    if not operation.id.endswith("_list") or operation.id in WHOLE_LISTS:
        assert not any(name_of(parameter) == "PageToken" for parameter in operation.parameters)
        return
    name = name_of(operation.success[1]["content"]["application/json"]["schema"])
    assert name is not None
    assert name.endswith("Page")
    always = ["data", "totalItems"] if name in NO_LAST_TOKEN else ["data", "totalItems", "nextPageToken"]
    assert SCHEMAS[name]["required"] == always
    assert list(SCHEMAS[name]["properties"]) == ["data", "totalItems", "nextPageToken"]
    assert name_of(SCHEMAS[name]["properties"]["data"]["items"]) == name.removesuffix("Page")
    shared = {name_of(parameter) for parameter in operation.parameters}
    assert "PageToken" in shared
    assert shared & {"MaxResults50", "MaxResults100", "MaxResultsOfTasks"}


@EACH
def test_5_errors_are_shared_responses_that_hold_a_problem(operation: Operation) -> None:
    errors = {s: r for s, r in operation.stated["responses"].items() if s[0] != "2"}
    assert errors.keys() == {status for status, ids in SPECIAL.items() if operation.id in ids}
    for reference in errors.values():
        assert list(reference) == ["$ref"]
        content = deref(reference)["content"]
        assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert all(
            content[other]["schema"] == {"type": "string"} for other in content.keys() - {"application/json"}
        )


def test_6_const_is_no_more_than_a_condition() -> None:
    # there is no union with a tag; of a contact's custom field, `type` decides what `value` may be
    places = {place for place, node in walk(DOCUMENT) if "const" in node}
    assert all(is_condition(place) for place in places)
    assert {place.split("/")[3] for place in places} == {"ContactCustomField"}


@EACH
def test_7_a_path_parameter_carries_its_noun(operation: Operation) -> None:
    stated = [deref(parameter) for parameter in operation.parameters if deref(parameter)["in"] == "path"]
    assert [f"{{{parameter['name']}}}" for parameter in stated] == re.findall(r"{\w+}", operation.path)
    for parameter in stated:
        assert re.fullmatch(r"[a-z][A-Za-z]+Id", parameter["name"])
        assert parameter["required"] is True
        assert name_of(parameter["schema"])


@EACH
def test_8_parameters_are_written_in_the_plainest_way(operation: Operation) -> None:
    for parameter in map(deref, operation.parameters):
        assert parameter.keys() <= {
            "name",
            "in",
            "required",
            "description",
            "schema",
            "x-switch",
            "deprecated",
        }
        schema = deref(parameter["schema"])
        if parameter["in"] == "header":
            assert schema["type"] == "string"
        assert schema.get("type") != "object"
        assert parameter["description"].endswith(".")
    for status, response in operation.stated["responses"].items():
        for name, header in deref(response).get("headers", {}).items():
            assert deref(header)["schema"] == {"type": "string"}, f"{status} {name}"


def test_9_null_is_a_type() -> None:
    for place, node in walk(DOCUMENT):
        assert "nullable" not in node, place
        if None in node.get("enum", []):
            owner = place.partition("/x-switch")[0]
            assert "null" in dict(walk(DOCUMENT))[owner]["type"], place
        types = node.get("type")
        if isinstance(types, list) and not is_condition(place):
            assert types[-1] == "null", f"{place}: null comes last"


def properties() -> dict[str, Json]:
    return {
        f"{schema}.{name}": prop
        for schema, stated in SCHEMAS.items()
        for name, prop in stated.get("properties", {}).items()
    }


@pytest.mark.parametrize("name", properties())
def test_10_every_property_is_described_in_a_sentence(name: str) -> None:
    description = properties()[name]["description"]
    assert re.search(r"[.]$", description), description
    assert re.match(r"[A-Z0-9`]", description), description


@EACH
def test_11_the_connection_is_a_shared_header_wherever_quo_is_asked(operation: Operation) -> None:
    shared = {"$ref": "#/components/parameters/MatonConnection"}
    assert (shared in operation.parameters) == operation.path.startswith("/v1/")
    headers = [p for p in map(deref, operation.parameters) if p["in"] == "header"]
    assert [header["name"] for header in headers] == ["Maton-Connection"] * (shared in operation.parameters)


def test_12_event_bodies_are_components() -> None:
    webhooks: dict[str, Any] = DOCUMENT.get("webhooks", {})
    for event in webhooks.values():
        schema = event["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert name_of(schema) in SCHEMAS


@EACH
def test_every_operation_says_what_it_does_for_people(operation: Operation) -> None:
    assert re.fullmatch(r"[A-Z][^.]+", operation.stated["summary"])
    assert operation.stated["description"].endswith(".")
    for response in operation.stated["responses"].values():
        assert deref(response)["description"].endswith(".")
