"""Texts that come in, as if a customer had sent them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.targets import Account, Target

CUSTOMER = "+14155550177"
STOP = ["STOP", "stopall", "Unsubscribe", " cancel ", "END\n", "quit"]
START = ["START", "unstop"]


def receive(account: Account, text: str, *, sender: str = CUSTOMER, **more: Any) -> Any:
    """The message, in the workspace of the account."""
    body = {"from": sender, "text": text, "workspace_id": account.workspace_id, **more}
    return account.target.control("POST", "inbound/messages", body)


def refused(target: Target, **body: Any) -> httpx.Response:
    with target.http() as http:
        return http.post("/_mock/api/inbound/messages", json=body)


def send(account: Account, *to: str) -> httpx.Response:
    with account.http() as http:
        return http.post("/quo/v1/messages", json={"content": "Hello", "from": "PN123abc", "to": list(to)})


def test_a_text_comes_in_as_the_spec_says(account: Account) -> None:
    message = receive(account, "Is it still available?")
    assert account.target.contract.component_complaints("Message", message) == []
    told = {name: message[name] for name in ("from", "to", "text", "direction", "status", "userId")}
    assert told == {
        "from": CUSTOMER,
        "to": ["+15555555555"],
        "text": "Is it still available?",
        "direction": "incoming",
        "status": "received",
        "userId": None,
    }
    with account.client() as quo:
        assert quo.messages.get(message["id"]).text == "Is it still available?"
        listed = quo.messages.list(phone_number_id="PN123abc", participants=[CUSTOMER])
        assert [each.id for each in listed] == [message["id"]]
        [conversation] = [each for each in quo.conversations.list() if each.id == message["conversationId"]]
    assert conversation.participants == [CUSTOMER]
    assert conversation.last_activity_id == message["id"]


def test_it_brings_its_conversation_back_and_stays_in_it(account: Account) -> None:
    first = receive(account, "Hi")
    with account.http() as http:
        path = f"/quo/v1/conversations/{first['conversationId']}"
        assert http.post(f"{path}/mark-as-done").json()["snoozedUntil"] is not None
        assert receive(account, "Hello?")["conversationId"] == first["conversationId"]
        assert http.post(f"{path}/mark-as-open").json()["lastActivityId"] != first["id"]
        newest = http.get("/quo/v1/conversations?maxResults=1").json()["data"][0]
    assert (newest["id"], newest["snoozedUntil"]) == (first["conversationId"], None)


@pytest.mark.parametrize("to", ["PN124abc", "+14155550124"])
def test_any_number_of_the_workspace_can_be_reached(account: Account, to: str) -> None:
    message = receive(account, "Hi", to=to)
    assert (message["phoneNumberId"], message["to"]) == ("PN124abc", ["+14155550124"])
    assert message["conversationId"] != receive(account, "Hi")["conversationId"]


@pytest.mark.parametrize("word", STOP)
def test_who_says_stop_is_texted_no_more_until_start(account: Account, word: str) -> None:
    receive(account, word, to="PN124abc")
    answer = send(account, CUSTOMER)  # from another number of the same workspace
    assert (answer.status_code, answer.json()["code"]) == (400, "0200400")
    assert send(account, "+14155550178").status_code == 202
    assert send(account.target.account(), CUSTOMER).status_code == 202
    receive(account, "Please start again")
    assert send(account, CUSTOMER).status_code == 400
    receive(account, START[len(word) % 2])
    assert send(account, CUSTOMER).status_code == 202


def test_a_sentence_with_stop_in_it_is_only_a_sentence(account: Account) -> None:
    receive(account, "STOP PLEASE")
    assert send(account, CUSTOMER).status_code == 202


def test_one_who_opted_out_stops_a_group(account: Account) -> None:
    if int(account.target.profile["max_recipients"]) == 1:
        pytest.skip("the guide knows no groups")
    receive(account, "STOP")
    assert send(account, "+14155550178", CUSTOMER).status_code == 400


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"from": "14155550177"}, 400, "/from"),
        ({"from": "+14155550177\n"}, 400, "/from"),
        ({"from": "+0155"}, 400, "/from"),
        ({"text": ""}, 400, "/text"),
        ({"text": "x" * 1601}, 400, "/text"),
        ({"text": "\0"}, 400, "invalid"),
        ({"media": []}, 400, "/media"),
        ({"to": "PN404"}, 404, "The workspace has no phone number 'PN404'"),
        ({"to": "+14155550000"}, 404, "The workspace has no phone number '+14155550000'"),
        ({"workspace_id": "OR404"}, 404, "There is no workspace 'OR404'"),
    ],
)
def test_what_cannot_come_in_says_why(account: Account, change: Any, status: int, said: str) -> None:
    body = {"from": CUSTOMER, "text": "Hi", "workspace_id": account.workspace_id, **change}
    answer = refused(account.target, **body)
    assert (answer.status_code, said in answer.json()["message"]) == (status, True), answer.text
    with account.client() as quo:
        assert not list(quo.messages.list(phone_number_id="PN123abc", participants=[CUSTOMER]))


@pytest.mark.many_requests(postgresql=True)
@given(
    sender=st.from_regex(r"\+[1-9][0-9]{1,14}", fullmatch=True),
    text=st.text(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=1600
    ),
)
def test_any_text_of_anybody_comes_back_as_it_was(target: Target, sender: str, text: str) -> None:
    account = target.account("empty")
    message = receive(account, text, sender=sender)
    assert (message["from"], message["text"]) == (sender, text)
    with account.http() as http:
        query: dict[str, str | list[str]] = {"phoneNumberId": "PN123abc", "participants": [sender]}
        assert http.get("/quo/v1/messages", params={**query, "maxResults": "5"}).json()["data"] == [message]


@pytest.mark.many_requests
@given(
    body=st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(st.text(max_size=20), st.integers(), st.none(), st.just("+14155550177"))
            for name in ("from", "to", "text", "workspace_id", "scenario", "duration", "transcript")
        },
    ),
    kind=st.sampled_from(["messages", "calls"]),
)
def test_nothing_that_is_sent_breaks_it(target: Target, body: dict[str, Any], kind: str) -> None:
    target.spare("it sends what the control API may break on")
    with target.http() as http:
        answer = http.post(f"/_mock/api/inbound/{kind}", json=body)
    assert answer.status_code in (201, 400, 404, 409)
    assert answer.json().keys() & {"data", "message"}
