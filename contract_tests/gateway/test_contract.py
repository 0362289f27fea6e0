"""The spec, compiled: operations that judge requests and answers, under every profile."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway.contract import load
from mock_gateway.profile import Profile

from .judging import said

DOCUMENTED = Profile.named("documented")
OBSERVED = Profile.named("observed")
GUIDE = load(DOCUMENTED)
LIVE = load(OBSERVED)
SEND = GUIDE.operations["messages_send"]
MESSAGE = {"content": "Hello, world!", "from": "PN123abc", "to": ["+15555555555"]}


# ── Operations ──


def test_there_are_the_47_operations_of_the_spec() -> None:
    assert len(GUIDE.operations) == 47
    assert GUIDE.operations.keys() == LIVE.operations.keys()
    assert all(operation.id.startswith(operation.tag) for operation in GUIDE.operations.values())


def test_an_operation_knows_its_route() -> None:
    operation = GUIDE.operations["messages_get"]
    assert (operation.method, operation.path) == ("GET", "/v1/messages/{messageId}")
    assert (operation.control, operation.success, operation.has_body) == (False, 200, False)


@pytest.mark.parametrize(
    ("name", "success", "has_body"),
    [("messages_send", 202, True), ("contacts_create", 201, True), ("contacts_delete", 204, False)],
)
def test_an_operation_knows_how_it_succeeds(name: str, success: int, has_body: bool) -> None:
    operation = GUIDE.operations[name]
    assert (operation.success, operation.has_body) == (success, has_body)


def test_connections_and_nothing_else_are_served_by_the_control_host() -> None:
    control = {operation.id for operation in GUIDE.operations.values() if operation.control}
    assert control == {"connections_list", "connections_create", "connections_get", "connections_delete"}


def test_tags_become_names_of_modules() -> None:
    tags = {operation.tag for operation in GUIDE.operations.values()}
    assert {"contact_custom_fields", "phone_numbers", "calls"} <= tags
    assert all(tag.isidentifier() for tag in tags)


# ── Requests ──


def test_the_guides_own_requests_are_accepted() -> None:
    assert said(SEND, body=MESSAGE) == []
    messages = GUIDE.operations["messages_list"]
    pairs = [("phoneNumberId", "PN123abc"), ("participants[]", " 15555555555"), ("maxResults", "100")]
    assert said(messages, query=messages.read_query(pairs)) == []
    update = GUIDE.operations["contacts_update"]
    assert said(update, {"contactId": "CT123abc"}, body={"defaultFields": {"company": "New Company"}}) == []


@pytest.mark.leans_on("all-complaints-at-once")
def test_everything_wrong_is_said_at_once_in_the_order_of_paths() -> None:
    assert said(SEND, body={"content": "", "from": "PN1", "to": ["+1555555555x", "+15555555555"]}) == [
        ("/content", "Expected string length greater or equal to 1"),
        ("/content", r"Expected string to match '.*\S.*'"),
        ("/to", "Expected array length to be less or equal to 1"),
        ("/to/0", r"Expected string to match '^\+[1-9]\d{1,14}$'"),
    ]


def test_an_empty_body_lacks_what_is_required() -> None:
    assert said(SEND, body={}) == [
        ("/content", "Expected required property"),
        ("/from", "Expected required property"),
        ("/to", "Expected required property"),
    ]


def test_a_missing_parameter_is_named_with_its_kind() -> None:
    complaints = GUIDE.operations["messages_list"].complaints({}, {"maxResults": 1}, None)
    assert [(complaint.path, complaint.schema["type"]) for complaint in complaints] == [
        ("/participants", "Array"),
        ("/phoneNumberId", "TemplateLiteral"),
    ]


def test_a_path_is_judged_too() -> None:
    operation = GUIDE.operations["messages_get"]
    assert said(operation, {"messageId": "abc123"}) == [("/messageId", "Expected string to match '^AC(.*)$'")]


def test_a_body_that_nobody_expects_is_not_looked_at() -> None:
    assert said(GUIDE.operations["contacts_delete"], {"contactId": "CT1"}, body={"a": 1}) == []


@pytest.mark.leans_on("too-many-results-is-400")
@pytest.mark.parametrize(
    ("name", "most"), [("users_list", 50), ("contacts_list", 50), ("conversations_list", 100)]
)
def test_a_page_has_a_largest_size(name: str, most: int) -> None:
    operation = GUIDE.operations[name]
    assert said(operation, query={"maxResults": most}) == []
    expected = [("/maxResults", f"Expected integer to be less or equal to {most}")]
    assert said(operation, query={"maxResults": most + 1}) == expected


BODIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["content", "to", "from", "defaultFields", "emails"]), inner)
    ),
)


@settings(deadline=None)
@given(st.sampled_from(sorted(GUIDE.operations)), BODIES)
def test_no_body_makes_judging_raise(name: str, body: Any) -> None:
    for complaint in GUIDE.operations[name].complaints({}, {}, body):
        json.dumps(complaint.as_json())


# ── Components ──


def test_a_document_can_be_judged_by_its_component() -> None:
    number = {"calling": {"CA": "unrestricted", "Intl": "restricted", "US": "unknown"}}
    assert [one.path for one in GUIDE.component_complaints("PhoneNumberRestrictions", number)] == [
        "/calling/US",
        "/messaging",
    ]


def test_a_component_that_does_not_exist_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        GUIDE.component_complaints("Massage", {})
