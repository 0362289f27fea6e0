"""The spec, compiled: operations that judge requests and answers, under every profile."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_gateway import document as spec
from mock_gateway.contract import Contract, compiled, load
from mock_gateway.operation import Operation
from mock_gateway.profile import DIVERGENCES, Profile

DOCUMENTED = Profile.named("documented")
OBSERVED = Profile.named("observed")
GUIDE = load(DOCUMENTED)
LIVE = load(OBSERVED)
SEND = GUIDE.operations["messages_send"]
MESSAGE = {"content": "Hello, world!", "from": "PN123abc", "to": ["+15555555555"]}


def said(
    operation: Operation, path: Any = None, query: Any = None, body: Any = None
) -> list[tuple[str, str]]:
    """Return the paths and texts of the complaints about a request."""
    complaints = operation.complaints(path or {}, query or {}, body)
    return [(complaint.path, complaint.message) for complaint in complaints]


# ── Operations ──


def test_there_are_the_27_operations_of_the_spec() -> None:
    assert len(GUIDE.operations) == 27
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


# ── Answers ──


def examples(contract: Contract) -> list[Any]:
    """Return each example of an answer in the spec, with its operation, status and content type."""
    found = []
    for operation in contract.operations.values():
        stated = contract.document["paths"][operation.path][operation.method.lower()]["responses"]
        for status, response in stated.items():
            response = spec.resolve(contract.document, response)
            number = int(status.replace("X", "1"))
            for media_type, media in response.get("content", {}).items():
                found.append(
                    pytest.param(
                        operation, number, media_type, media["example"], id=f"{operation.id}-{status}"
                    )
                )
    return found


@pytest.mark.parametrize(("operation", "status", "media_type", "example"), examples(GUIDE))
def test_every_example_in_the_spec_is_an_answer_it_allows(
    operation: Operation, status: int, media_type: str, example: Any
) -> None:
    assert operation.response_complaints(status, media_type, json.dumps(example).encode()) == []


def test_an_undocumented_status_is_a_complaint() -> None:
    [complaint] = SEND.response_complaints(200, "application/json", b"{}")
    assert complaint.message == "messages_send does not document the status 200"


def test_an_undocumented_content_type_is_a_complaint() -> None:
    [complaint] = SEND.response_complaints(202, "text/html", b"<p>")
    assert complaint.message == "messages_send does not document 'text/html' for 202"


def test_the_charset_of_a_content_type_does_not_count() -> None:
    answer = b'{"connection_id": "21fd90f9-5935-43cd-b6c8-bde9d915ca80"}'
    operation = GUIDE.operations["connections_create"]
    assert operation.response_complaints(200, "Application/JSON; charset=utf-8", answer) == []


def test_no_content_means_none() -> None:
    delete = GUIDE.operations["contacts_delete"]
    assert delete.response_complaints(204, "", b"") == []
    assert delete.response_complaints(204, "", b"{}") != []


@pytest.mark.parametrize("text", [b"", b"{", b"NaN", b"\xff", b'{"a": Infinity}', b"[" * 100_000])
def test_what_is_not_json_is_a_complaint(text: bytes) -> None:
    [complaint] = SEND.response_complaints(202, "application/json", text)
    assert "is not JSON" in complaint.message


def test_text_needs_only_to_be_documented() -> None:
    assert SEND.response_complaints(403, "text/plain", b"error code: 1010") == []


def test_a_status_falls_back_to_its_range() -> None:
    assert SEND.response_complaints(413, "application/json", b"{}") != []
    assert SEND.response_complaints(503, "text/html", b"") != []


# ── Codes ──


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("messages_send", 400, "0200400"),
        ("messages_send", 402, "0200402"),
        ("messages_send", 403, "0202403"),
        ("messages_send", 413, "0200413"),
        ("contacts_create", 409, "0800409"),
        ("calls_voicemail", 404, "1200404"),
        ("connections_get", 404, None),
    ],
)
def test_a_status_has_a_default_code(name: str, status: int, code: str | None) -> None:
    assert GUIDE.operations[name].code(status) == code


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("0200400", "Bad Request"),
        ("0206400", "A2P Registration Not Approved"),
        ("0200402", "Not Enough Credits"),
        ("0101400", "Too Many Participants"),
        ("0200418", "I'm a Teapot"),
    ],
)
def test_a_code_has_a_title(code: str, title: str) -> None:
    assert GUIDE.title(code).lower() == title.lower()


def test_only_named_codes_have_a_description() -> None:
    assert GUIDE.description("0200402")
    assert GUIDE.description("0200404") is None


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


# ── Profiles ──


def test_profiles_that_do_not_differ_for_the_spec_share_a_contract() -> None:
    assert load(DOCUMENTED) is GUIDE
    assert load(DOCUMENTED.set("unknown_route", "express")) is GUIDE
    assert load(DOCUMENTED.set("send_envelope", "data")) is not GUIDE


def test_no_switch_remains_in_the_document() -> None:
    assert list(spec.switches(GUIDE.document)) == []
    assert set(spec.switches(spec.read())) <= {row.name for row in DIVERGENCES}


def test_the_send_envelope_is_switched() -> None:
    message = spec.resolve(GUIDE.document, {"$ref": "#/paths/~1v1~1messages/post/responses/202"})
    bare = message["content"]["application/json"]["example"]
    wrapped = {"data": bare}
    for contract, right, wrong in ((GUIDE, bare, wrapped), (LIVE, wrapped, bare)):
        send = contract.operations["messages_send"]
        assert send.response_complaints(202, "application/json", json.dumps(right).encode()) == []
        assert send.response_complaints(202, "application/json", json.dumps(wrong).encode()) != []


def test_the_number_of_recipients_is_switched() -> None:
    send = load(DOCUMENTED.set("max_recipients", 10)).operations["messages_send"]
    assert said(send, body=MESSAGE | {"to": [f"+1555555555{i}" for i in range(10)]}) == []
    eleven = said(send, body=MESSAGE | {"to": [f"+155555555{i}" for i in range(10, 21)]})
    assert eleven == [("/to", "Expected array length to be less or equal to 10")]


def test_whether_a_page_size_is_required_is_switched() -> None:
    assert said(GUIDE.operations["contacts_list"]) == [("/maxResults", "Expected required property")]
    assert said(LIVE.operations["contacts_list"]) == []
    assert LIVE.operations["contacts_list"].defaults == {"maxResults": 10}


@pytest.mark.parametrize(("contract", "right", "wrong"), [(GUIDE, "CV1", "CN1"), (LIVE, "CN1", "CV1")])
def test_the_style_of_ids_is_switched(contract: Contract, right: str, wrong: str) -> None:
    operation = contract.operations["conversations_mark_as_read"]
    assert said(operation, {"conversationId": right}) == []
    assert said(operation, {"conversationId": wrong}) != []


# ── Any document ──

SAMPLE = """
paths:
  /v1/pets/{petId}:
    parameters:
      - {name: petId, in: path, required: true, schema: {type: string}}
      - {name: since, in: query, schema: {type: string, format: date-time}}
      - {$ref: '#/components/parameters/Trace'}
    get:
      operationId: pets_get
      tags: [Small Pets]
      parameters:
        - {name: since, in: query, required: true, schema: {type: integer, default: 3}}
      responses:
        200: {$ref: '#/components/responses/Pet'}
        default: {description: Anything else}
components:
  parameters:
    Trace: {name: trace, in: header, schema: {type: string}}
  responses:
    Pet:
      content:
        application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {born: 2022-01-01}}
  schemas:
    Pet:
      properties:
        name: {type: string, maxLength: 3, x-switch: {id_style: {live: {maxLength: null, minLength: 4}}}}
"""


def sample(profile: Profile, text: str = SAMPLE) -> Contract:
    return compiled(spec.parse(text), profile)


def test_an_operations_parameter_overrides_that_of_its_path() -> None:
    operation = sample(DOCUMENTED).operations["pets_get"]
    assert operation.read_query([("since", "7"), ("trace", "x")]) == {"since": 7}
    assert operation.defaults == {"since": 3}
    assert said(operation, {"petId": "1"}) == [("/since", "Expected required property")]


def test_a_status_that_is_not_documented_falls_to_the_default() -> None:
    operation = sample(DOCUMENTED).operations["pets_get"]
    assert operation.response_complaints(500, "", b"") == []
    assert operation.success == 200


def test_a_switch_replaces_adds_and_removes_keywords() -> None:
    assert sample(DOCUMENTED).component_complaints("Pet", {"name": "Rex"}) == []
    [complaint] = sample(OBSERVED).component_complaints("Pet", {"name": "Rex"})
    assert complaint.schema == {"type": "String", "minLength": 4}
    assert sample(OBSERVED).component_complaints("Pet", {"name": "Rexford"}) == []


@pytest.mark.parametrize(("old", "new"), [("id_style", "id_stile"), ("live", "alive")])
def test_a_switch_that_the_table_does_not_have_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=new):
        sample(DOCUMENTED, SAMPLE.replace(old, new))


@pytest.mark.parametrize("place", ["schemas/Pet", "responses/Pet", "parameters/Trace"])
def test_a_reference_to_nowhere_is_refused(place: str) -> None:
    with pytest.raises((ValueError, LookupError), match="Nowhere"):
        sample(DOCUMENTED, SAMPLE.replace(f"#/components/{place}", "#/components/schemas/Nowhere"))


def test_a_date_in_the_spec_is_the_text_it_is_in_json() -> None:
    pet = sample(DOCUMENTED).document["components"]["responses"]["Pet"]
    assert pet["content"]["application/json"]["example"] == {"born": "2022-01-01"}
    json.dumps(GUIDE.document)


def test_an_empty_spec_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no document"):
        spec.parse("")


def test_the_spec_is_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert spec.find().parts[-2:] == ("spec", "openapi.yaml")
    package = tmp_path / "site-packages" / "mock_gateway"
    package.mkdir(parents=True)
    shutil.copy(spec.find(), package / "openapi.yaml")
    monkeypatch.setattr(spec, "__file__", str(package / "document.py"))
    assert spec.find() == package / "openapi.yaml"
