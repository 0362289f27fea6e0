"""Assertions on the journal: whether a call came, and if not, what was nearest to it."""

from __future__ import annotations

from typing import Any

import httpx
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway import create_app
from mock_gateway.control.client import Control
from mock_gateway.journal.verifying import _compared

from .conftest import Bench

SEND = {"content": "Your code is 1234", "from": "PN123abc", "to": ["+14155550199"]}


def verify(bench: Bench, **expected: Any) -> dict[str, Any]:
    verdict: dict[str, Any] = bench.ok("POST /_mock/api/journal/verify", expected)["data"]
    return verdict


def test_a_call_that_came_is_found_by_a_part_of_it(bench: Bench) -> None:
    bench.ask("POST /quo/v1/messages", SEND)
    bench.ask("GET /quo/v1/contacts?maxResults=5&externalIds=a&externalIds=b")
    assert verify(bench, operation="messages_send", body={"to": ["+14155550199"]}, count=1)["holds"]
    assert verify(bench, operation="messages_send", status=202)["message"] == (
        "messages_send was expected at least once, and came once."
    )
    assert verify(bench, operation="contacts_list", query={"externalIds": "b", "maxResults": "5"})["holds"]
    assert verify(bench, operation="calls_list", count=0)["holds"]


def test_the_nearest_call_is_named_with_each_difference(bench: Bench) -> None:
    bench.ask("GET /quo/v1/phone-numbers")
    bench.ask("POST /quo/v1/messages", {**SEND, "to": ["+14155550100"], "content": "Hello"})
    bench.ask("POST /quo/v1/messages", {**SEND, "to": ["+14155550100"]})
    verdict = verify(bench, operation="messages_send", body={**SEND, "userId": "US123abc"})
    assert (verdict["holds"], verdict["came"], verdict["nearest"]["number"]) == (False, 0, 3)
    assert verdict["differences"] == [
        {"path": "/body/to/0", "expected": '"+14155550199"', "found": '"+14155550100"'},
        {"path": "/body/userId", "expected": '"US123abc"', "found": "nothing"},
    ]
    assert verdict["message"] == (
        "messages_send was expected at least once, and came never. The nearest was POST /quo/v1/messages at"
        ' 2026-03-01T12:00:00.000000Z (number 3): /body/to/0: expected "+14155550199", found "+14155550100";'
        ' /body/userId: expected "US123abc", found nothing.'
    )


def test_a_call_of_the_same_operation_is_nearer_than_any_other(bench: Bench) -> None:
    bench.ask("GET /quo/v1/contacts?maxResults=7&source=x")
    bench.ask("GET /quo/v1/users?maxResults=5")
    verdict = verify(bench, operation="contacts_list", query={"maxResults": "5", "source": "y"})
    assert verdict["nearest"]["number"] == 1
    assert [each["path"] for each in verdict["differences"]] == ["/query/maxResults", "/query/source"]


def test_too_many_calls_are_no_nearer_to_anything(bench: Bench) -> None:
    bench.ask("GET /quo/v1/phone-numbers")
    bench.ask("GET /quo/v1/phone-numbers")
    verdict = verify(bench, operation="phone_numbers_list", count=1)
    assert (verdict["holds"], verdict["nearest"]) == (False, None)
    assert verdict["message"] == "phone_numbers_list was expected once, and came 2 times."


def test_without_any_call_there_is_no_nearest(bench: Bench) -> None:
    verdict = verify(bench, operation="users_list")
    assert (verdict["holds"], verdict["came"], verdict["nearest"]) == (False, 0, None)


def test_an_unknown_operation_is_refused(bench: Bench) -> None:
    answer = bench.ask("POST /_mock/api/journal/verify", {"operation": "message_send"})
    assert (answer.status_code, answer.json["message"]) == (404, "There is no operation 'message_send'")


def test_one_workspace_sees_its_own_calls_only(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    bench.ask("GET /quo/v1/phone-numbers")
    own = {"operation": "phone_numbers_list", "workspace_id": other["workspace_id"], "count": 0}
    assert verify(bench, **own)["holds"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, JSON)
def test_a_value_matches_itself_and_differs_where_it_differs(left: Any, right: Any) -> None:
    assert _compared("", left, left) == []
    if not isinstance(left, dict | list):
        same = left == right and isinstance(left, bool) == isinstance(right, bool)
        assert (_compared("", left, right) == []) == same
    if isinstance(left, dict) and isinstance(right, dict):
        assert _compared("", left, {**right, **left}) == []  # objects may have more


def test_the_client_reads_and_verifies() -> None:
    transport = httpx.WSGITransport(app=create_app(seed="empty"))
    with Control("http://mock", transport=transport) as control:
        headers = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests"}
        with httpx.Client(base_url="http://mock", transport=transport, headers=headers) as http:
            http.get("/quo/v1/phone-numbers")
        [entry] = control.journal(operation="phone_numbers_list", limit=5)
        assert (entry.status, entry.items) == (200, 1)
        assert control.verify("phone_numbers_list", count=1).holds
        assert "came never" in control.verify("messages_send", body={"content": "Hi"}).message
        control.clear_journal()
        assert control.journal() == []
