"""The exact words for what is wrong with a request: each complaint by its path, all at once."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.contract.calls import Call
from contract_tests.targets import Account, Target

MISSING = "Expected required property"
UNION = "Expected union value"
E164 = r"Expected string to match '^\+[1-9]\d{1,14}$'"
NOT_BLANK = r"Expected string to match '.*\S.*'"
QUERIES: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("messages_list", {"maxResults": 1}, {"/participants": MISSING, "/phoneNumberId": MISSING}),
    (
        "messages_list",
        {"phoneNumberId": "x", "participants": ["+15555555555", "5"], "maxResults": 0},
        {
            "/maxResults": "Expected integer to be greater or equal to 1",
            "/participants/1": E164,
            "/phoneNumberId": "Expected string to match '^PN(.*)$'",
        },
    ),
    (
        "calls_list",
        {"phoneNumberId": "PN123abc", "participants": ["+15555555555", "+15555555556"], "maxResults": 101},
        {
            "/maxResults": "Expected integer to be less or equal to 100",
            "/participants": "Expected array length to be less or equal to 1",
        },
    ),
    ("users_list", {"maxResults": "many"}, {"/maxResults": "Expected integer"}),
    ("contacts_list", {"maxResults": 51}, {"/maxResults": "Expected integer to be less or equal to 50"}),
    (
        "contacts_list",
        {"maxResults": 1, "externalIds": ["x" * 76], "sources": [""]},
        {
            "/externalIds/0": "Expected string length less or equal to 75",
            "/sources/0": "Expected string length greater or equal to 1",
        },
    ),
    (
        "conversations_list",
        {"maxResults": 1, "excludeInactive": "yes", "updatedAfter": "2022-01-01", "phoneNumbers": ["x"]},
        {
            "/excludeInactive": "Expected boolean",
            "/phoneNumbers/0": UNION,
            "/updatedAfter": "Expected string to match 'date-time' format",
        },
    ),
    ("connections_list", {"status": "active"}, {"/status": UNION}),
]
BODIES: list[tuple[str, Any, dict[str, str]]] = [
    ("messages_send", {}, {"/content": MISSING, "/from": MISSING, "/to": MISSING}),
    (
        "messages_send",
        {"content": "", "from": "x", "to": []},
        {
            "/content": f"Expected string length greater or equal to 1 and {NOT_BLANK}",
            "/from": UNION,
            "/to": "Expected array length to be greater or equal to 1",
        },
    ),
    (
        "messages_send",
        {"content": "x" * 1601, "from": "PN123abc", "to": "+15555555555", "setInboxStatus": "open"},
        {
            "/content": "Expected string length less or equal to 1600",
            "/setInboxStatus": "Expected 'done'",
            "/to": "Expected array",
        },
    ),
    (
        "messages_send",
        {"content": " \n", "from": "PN123abc", "to": ["+15555555555"]},
        {"/content": NOT_BLANK},
    ),
    ("contacts_create", {}, {"/defaultFields": MISSING}),
    (
        "contacts_create",
        {"defaultFields": {"emails": [{"name": 1}]}, "source": "zapier", "sourceUrl": "no", "externalId": ""},
        {
            "/defaultFields/emails/0/name": "Expected string",
            "/defaultFields/emails/0/value": MISSING,
            "/defaultFields/firstName": MISSING,
            "/externalId": "Expected string length greater or equal to 1",
            "/source": "Value should not match",
            "/sourceUrl": "Expected string to match 'uri' format",
        },
    ),
    ("contacts_create", [], {"": "Expected object"}),
    (
        "contacts_update",
        {"defaultFields": {"firstName": 7}, "customFields": [{"value": {}}]},
        {"/customFields/0/value": UNION, "/defaultFields/firstName": "Expected string"},
    ),
    ("connections_create", {"app": None, "method": "OAUTH"}, {"/app": "Expected string", "/method": UNION}),
]


def complaints(account: Account, call: Call) -> dict[str, str]:
    with account.http() as http:
        response = call.send(http)
    body = response.json()
    assert (response.status_code, body["message"], body["title"]) == (
        400,
        "The input was invalid",
        "Bad Request",
    )
    found: dict[str, str] = {}
    for complaint in body["errors"]:
        before = [found[complaint["path"]]] if complaint["path"] in found else []
        found[complaint["path"]] = " and ".join([*before, complaint["message"]])
    return found


@pytest.mark.leans_on("input-was-invalid", "typebox-array-text", "too-many-results-is-400")
@pytest.mark.parametrize(("id", "query", "expected"), QUERIES)
def test_a_query(
    target: Target, account: Account, id: str, query: dict[str, Any], expected: dict[str, str]
) -> None:
    assert complaints(account, Call(target.contract.operations[id], query=query)) == expected


@pytest.mark.leans_on("input-was-invalid", "typebox-other-texts")
@pytest.mark.parametrize(("id", "body", "expected"), BODIES)
def test_a_body(target: Target, account: Account, id: str, body: Any, expected: dict[str, str]) -> None:
    operation = target.contract.operations[id]
    path = {"contactId": target.id("CT123abc")} if "{" in operation.path else {}
    assert complaints(account, Call(operation, path, body=body)) == expected


def test_a_path_and_a_body_at_once(target: Target, account: Account) -> None:
    call = Call(target.contract.operations["tasks_assign"], {"taskId": "CV123abc"}, body={"userId": "Ada"})
    assert complaints(account, call) == {
        "/taskId": "Expected string to match '^TK(.*)$'",
        "/userId": "Expected string to match '^US(.*)$'",
    }


@pytest.mark.leans_on("complaint-paths")
@pytest.mark.parametrize(
    ("id", "path", "prefix"),
    [
        ("phone_numbers_get", "phoneNumberId", "PN"),
        ("users_get", "userId", "US"),
        ("messages_get", "messageId", "AC"),
        ("calls_transcript", "callId", "AC"),
    ],
)
def test_an_id_of_another_kind(target: Target, account: Account, id: str, path: str, prefix: str) -> None:
    call = Call(target.contract.operations[id], {path: "XX123abc"})
    assert complaints(account, call) == {f"/{path}": f"Expected string to match '^{prefix}(.*)$'"}


@pytest.mark.leans_on("max-results")
def test_a_list_without_max_results(target: Target, account: Account) -> None:
    call = Call(target.contract.operations["users_list"])
    if target.profile["max_results"] == "required":
        assert complaints(account, call) == {"/maxResults": MISSING}
        return
    with account.http() as http:
        assert len(call.send(http).json()["data"]) == 4


@pytest.mark.leans_on("plus-in-query")
def test_a_plus_that_was_not_encoded(target: Target, account: Account) -> None:
    with account.http() as http:
        query = "phoneNumberId=PN123abc&participants[]=+15555555555&maxResults=1"
        response = http.get(f"/quo/v1/messages?{query}")
        encoded = http.get(f"/quo/v1/messages?{query.replace('+', '%2B')}")
    assert encoded.json()["data"][0]["conversationId"] == target.id("CV123abc")
    if target.profile["plus_in_query"] == "plus":
        assert response.json() == encoded.json()
        return
    assert [each["path"] for each in response.json()["errors"]] == ["/participants/0"]


@pytest.mark.leans_on("not-json-is-400")
def test_what_is_not_json_is_a_400(target: Target, account: Account) -> None:
    with account.http() as http:
        headers = {"Content-Type": "application/json"}
        response = http.post("/quo/v1/messages", content=b'{"content": ', headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "0200400")
    assert "not valid JSON" in response.json()["message"]
