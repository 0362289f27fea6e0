"""Programs written from the guide to Quo work here with only the host changed, User-Agent rules and all."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from mock_gateway.demo import API_KEY, CONNECTION_ID

UNNAMED: dict[str, str] = {}
NAMED = {"User-Agent": "Maton/1.0"}


def ask(url: str, headers: dict[str, str], *, method: str = "GET", body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method)  # noqa: S310 - http to this machine
    request.add_header("Authorization", f"Bearer {API_KEY}")
    if data:
        request.add_header("Content-Type", "application/json")
    for name, value in headers.items():
        request.add_header(name, value)
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - http to this machine
        return json.load(answer)


@pytest.mark.parametrize(
    "path",
    [
        "phone-numbers",
        "users?maxResults=50",
        "users/US123abc",
        "messages?phoneNumberId=PN123abc&participants[]=+15555555555&maxResults=100",
        "messages/AC123abc",
        "calls?phoneNumberId=PN123abc&participants[]=+15555555555&maxResults=100",
        "calls/AC123abc",
        "call-recordings/AC123abc",
        "call-summaries/AC123abc",
        "call-transcripts/AC123abc",
        "call-voicemails/AC123abc",
        "contacts?maxResults=50",
        "contacts/CT123abc",
        "contact-custom-fields",
        "conversations?maxResults=100",
    ],
)
def test_every_path_that_the_guide_prints_is_answered(gateway_url: str, path: str) -> None:
    answer = ask(f"{gateway_url}/quo/v1/{path}", NAMED)
    assert answer["data"]


def test_urllib_without_a_name_of_its_own_is_blocked_at_the_gateway_and_only_there(gateway_url: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        ask(f"{gateway_url}/quo/v1/phone-numbers", UNNAMED)
    assert refused.value.read() == b"error code: 1010"
    refused.value.close()
    assert ask(f"{gateway_url}/connections?app=quo&status=ACTIVE", UNNAMED)["connections"]


def test_a_named_connection_is_used(gateway_url: str) -> None:
    headers = {**NAMED, "Maton-Connection": CONNECTION_ID}
    assert ask(f"{gateway_url}/quo/v1/phone-numbers", headers)["data"][0]["id"] == "PN123abc"


def test_a_text_is_sent_and_answered_bare(gateway_url: str) -> None:
    body = {"content": "Hello from Quo!", "from": "PN123abc", "to": ["+15555555555"]}
    answer = ask(f"{gateway_url}/quo/v1/messages", NAMED, method="POST", body=body)
    assert (answer["text"], answer["status"], answer["from"]) == ("Hello from Quo!", "queued", "+15555555555")


def test_a_connection_is_created_read_and_deleted(gateway_url: str) -> None:
    created = ask(f"{gateway_url}/connections", UNNAMED, method="POST", body={"app": "quo"})
    where = f"{gateway_url}/connections/{created['connection_id']}"
    assert ask(where, UNNAMED)["connection"]["status"] == "PENDING"
    assert ask(where, UNNAMED, method="DELETE") == {}


def test_a_contact_is_created_changed_and_deleted(gateway_url: str) -> None:
    phone = {"name": "mobile", "value": "+15555555555"}
    fields = {"firstName": "Jane", "lastName": "Doe", "company": "Acme Corp", "phoneNumbers": [phone]}
    contacts = f"{gateway_url}/quo/v1/contacts"
    made = ask(contacts, NAMED, method="POST", body={"defaultFields": fields})["data"]
    change = {"defaultFields": {"company": "New Company"}}
    changed = ask(f"{contacts}/{made['id']}", NAMED, method="PATCH", body=change)["data"]
    assert changed["defaultFields"] == {**made["defaultFields"], "company": "New Company"}
    gone = urllib.request.Request(  # noqa: S310 - http to this machine
        f"{contacts}/{made['id']}", method="DELETE", headers={**NAMED, "Authorization": f"Bearer {API_KEY}"}
    )
    with urllib.request.urlopen(gone) as answer:  # noqa: S310 - http to this machine
        assert (answer.status, answer.read()) == (204, b"")
