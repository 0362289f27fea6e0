"""The spec against the facts: what Quo and Maton publish, in figures."""

from __future__ import annotations

import pytest

from mock_gateway.profile import BY_NAME
from mock_gateway.spec import switches

from .conftest import DOCUMENT, OPERATIONS, SCHEMAS, deref, walk
from .facts import DEFAULT_SIZES, FACTS, QUERIES

ENUMS = {
    "ConnectionStatus": "ACTIVE PENDING FAILED",
    "ConnectionMethod": "API_KEY BASIC JWT OAUTH1 OAUTH2 MCP",
    "Role": "owner admin member",
    "Restriction": "restricted unrestricted",
    "Direction": "incoming outgoing",
    "MessageStatus": "queued sent delivered undelivered received",
    "InboxStatus": "done",
    "CallStatus": "queued initiated ringing in-progress completed busy failed no-answer canceled missed"
    " answered forwarded abandoned",
    "RecordingStatus": "absent completed deleted failed in-progress paused processing stopped stopping",
    "ArtefactStatus": "absent in-progress completed failed",
    "VoicemailStatus": "completed in-progress",
    "WebhookStatus": "enabled disabled",
    "WebhookEvent": "message.received message.delivered call.completed call.ringing call.recording.completed"
    " call.summary.completed call.transcript.completed contact.updated contact.deleted task.assigned",
    "MessageWebhookEvent": "message.received message.delivered",
    "CallWebhookEvent": "call.completed call.ringing call.recording.completed",
    "CallSummaryWebhookEvent": "call.summary.completed",
    "CallTranscriptWebhookEvent": "call.transcript.completed",
    "CustomFieldType": "address boolean date multi-select number string url",
}
PATTERNS = {
    "PhoneNumberId": "^PN(.*)$",
    "UserId": "^US(.*)$",
    "ActivityId": "^AC(.*)$",
    "ConversationId": "^CV(.*)$",
    "ContactId": "^CT(.*)$",
    "E164": r"^\+[1-9]\d{1,14}$",
    "TaskId": "^TK(.*)$",
    "WebhookId": "^WH(.*)$",
    "OrgId": "^OR(.*)$",
    "Recipient": r"^\+[1-9]\d{1,14}$",
}
NAMED = {
    "0101400": "Too Many Participants",
    "0206400": "A2P Registration Not Approved",
    "0801400": "Invalid Custom Field Item",
    "0200402": "Not Enough Credits",
    "0201402": "Subscription Expired",
    "0303400": "Invalid Id",
    "0304400": "Invalid Input Format",
    "0305400": "Invalid Version",
    "0600402": "Open Tasks Limit Reached",
    "0101403": "Not Phone Number User",
    "0202403": "Not Phone Number User",
    "0801403": "Not Phone Number User",
    "1001403": "Not Phone Number User",
    "0204403": "A2P 10DLC Daily Message Cap Reached",
}


def codes(short: str) -> list[str]:
    resource, _, rest = short.partition(": ")
    return [f"{resource}{code.zfill(5)}" for code in rest.split()]


def test_there_are_these_operations_and_no_others() -> None:
    assert FACTS.keys() == OPERATIONS.keys()
    assert len(FACTS) == 47


@pytest.mark.parametrize("id", FACTS)
def test_an_operation_is_where_quo_has_it_and_may_fail_as_quo_s_does(id: str) -> None:
    place, success, most, short = FACTS[id]
    operation = OPERATIONS[id]
    assert f"{operation.method.upper()} {operation.path}" == place
    assert operation.success[0] == str(success)
    assert sorted(operation.stated.get("x-codes", [])) == sorted(codes(short))
    sizes = [deref(p)["schema"] for p in operation.parameters if deref(p)["name"] == "maxResults"]
    assert [(size["minimum"], size["maximum"], size["default"]) for size in sizes] == (
        [] if most is None else [(1, most, DEFAULT_SIZES.get(id, 10))]
    )


@pytest.mark.parametrize("id", OPERATIONS)
def test_an_operation_takes_these_parameters(id: str) -> None:
    stated = [p for p in map(deref, OPERATIONS[id].parameters) if p["in"] == "query"]
    found = " ".join(p["name"] + "!" * p.get("required", False) for p in stated)
    assert sorted(found.split()) == sorted(QUERIES.get(id, "").split())
    deprecated = {p["name"] for p in stated if p.get("deprecated")}
    assert deprecated == {"since", "phoneNumber"} & {p["name"] for p in stated}


def test_enums_have_these_values() -> None:
    assert {name: " ".join(SCHEMAS[name]["enum"]) for name in ENUMS} == ENUMS


def test_ids_and_numbers_look_like_this() -> None:
    assert {name: SCHEMAS[name]["pattern"] for name in PATTERNS} == PATTERNS


def test_a_text_and_a_contact_have_these_limits() -> None:
    send, contact = SCHEMAS["MessageSend"]["properties"], SCHEMAS["ContactCreate"]["properties"]
    assert (send["content"]["minLength"], send["content"]["maxLength"]) == (1, 1600)
    assert (send["to"]["minItems"], send["to"]["maxItems"]) == (1, 1)
    assert SCHEMAS["MessageSend"]["required"] == ["content", "from", "to"]
    assert (contact["externalId"]["maxLength"], contact["sourceUrl"]["maxLength"]) == (75, 200)
    assert SCHEMAS["ContactCreateFields"]["required"] == ["firstName"]


@pytest.mark.parametrize("kind", ["Message", "Call", "CallSummary", "CallTranscript"])
def test_a_webhook_has_these_limits(kind: str) -> None:
    create = SCHEMAS[f"{kind}WebhookCreate"]
    assert create["required"] == ["url", "events"]
    assert create["properties"]["resourceIds"]["maxItems"] == 10
    assert create["properties"]["events"].get("minItems", 0) == int(kind in ("CallSummary", "CallTranscript"))


def test_a_task_says_exactly_one_thing_that_it_is_about() -> None:
    links = [{"required": [name]} for name in ("phoneNumberId", "conversationId", "activityId")]
    assert SCHEMAS["TaskCreate"]["oneOf"] == links
    for name in ("TaskCreate", "TaskUpdate", "TaskAssignee", "TaskDueDate"):
        assert SCHEMAS[name]["additionalProperties"] is False


# ── Errors ──


def test_a_code_is_resource_variant_and_a_status_with_a_title() -> None:
    for operation in OPERATIONS.values():
        for code in operation.stated.get("x-codes", []):
            assert code[-3:] in DOCUMENT["x-titles"], code
            documented = operation.stated["responses"]
            assert code[-3:] in documented or f"{code[-3]}XX" in documented, f"{operation.id}: {code}"


def test_these_errors_have_a_name_of_their_own_and_each_is_used() -> None:
    assert {code: problem["title"] for code, problem in DOCUMENT["x-problems"].items()} == NAMED
    used = {code for operation in OPERATIONS.values() for code in operation.stated.get("x-codes", [])}
    assert used >= NAMED.keys()


def test_the_first_code_of_400_and_404_is_the_plain_one() -> None:
    for operation in OPERATIONS.values():
        for status in ("400", "404"):
            matching = [code for code in operation.stated.get("x-codes", []) if code.endswith(status)]
            assert not matching or matching[0][2:4] == "00", operation.id


# ── Divergences ──


def test_a_switch_of_the_spec_is_in_the_table_with_its_values() -> None:
    for place, node in walk(DOCUMENT):
        for name, sides in node.get("x-switch", {}).items():
            assert name in BY_NAME, place
            assert set(sides) <= set(BY_NAME[name].values), place


def test_these_divergences_change_the_spec_and_the_others_only_what_is_done() -> None:
    changing = {"send_envelope", "max_recipients", "max_results", "id_style", "recording_type"}
    assert set(switches(DOCUMENT)) == changing
    assert BY_NAME.keys() - changing == {
        "patch_arrays",
        "auth_error_shape",
        "unknown_route",
        "plus_in_query",
    }
