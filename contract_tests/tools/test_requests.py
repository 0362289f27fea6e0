"""The journal's page: what was asked is shown at once, found again, and can be pasted as curl and Python."""

from __future__ import annotations

import contextlib
import html
import io
import re
from functools import partial

import pytest

import maton_quo
from contract_tests.contract.transports import InProcess
from mock_gateway.inbox.feed import current

from .conftest import NASTY, Looker

SEND = {"content": "It's me", "from": "PN123abc", "to": ["+12065550100"]}


def block(page: str, id: str) -> str:
    """The text of something to paste."""
    found = re.search(rf'<pre id="{id}"[^>]*>(.*?)</pre>', page, re.DOTALL)
    assert found, page
    return html.unescape(found[1])


def test_what_was_asked_is_shown_with_what_was_answered(looker: Looker) -> None:
    looker.bench.ask("POST /quo/v1/messages", {**SEND, "content": NASTY})
    looker.bench.ask("GET /quo/v1/messages/AC404")
    page = looker.get("requests")
    assert page.index("request-2") < page.index("request-1")
    assert 'data-feed="journal"' in page
    assert f'data-since="{current(looker.bench.gateway, looker.id, journal=True)}"' in page
    page = looker.get("requests/1")
    assert "<script>alert" not in page
    assert NASTY in block(page, "sent").replace('\\"', '"')


def test_the_page_hears_of_a_request(looker: Looker) -> None:
    before = current(looker.bench.gateway, looker.id, journal=True)
    url = f"/_mock/changes?workspace={looker.id}&journal=1&since={before}"
    assert "event: changed" not in looker.bench.client.get(url).text
    looker.bench.ask("GET /quo/v1/users")
    assert "event: changed" in looker.bench.client.get(url).text


def test_requests_are_found_by_what_they_were(looker: Looker) -> None:
    looker.bench.ask("POST /quo/v1/messages", SEND)
    looker.bench.ask("GET /quo/v1/messages/AC404")
    looker.bench.ask("GET /quo/v1/users", headers={"Authorization": "Bearer wrong"})

    def numbers(query: str) -> list[int]:
        return sorted(int(n) for n in re.findall(r'id="request-(\d+)"', looker.get(f"requests?{query}")))

    assert numbers("") == [1, 2, 3]
    assert numbers("operation=messages_send") == [1]
    assert numbers("status=4xx") == [2, 3]
    assert numbers("status=404") == [2]
    assert numbers("method=POST") == [1]
    assert numbers("text=It%27s+me") == [1]
    assert numbers("scope=own") == [1, 2]
    assert numbers("before=2") == [1]
    assert numbers("before=x") == [1, 2, 3]
    assert "No request is like that" in looker.get("requests?operation=nothing")


def test_other_workspaces_are_not_shown(looker: Looker) -> None:
    other = looker.bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    looker.bench.ask("GET /quo/v1/users", headers={"Authorization": f"Bearer {other['api_key']}"})
    assert 'id="request-1"' not in looker.get("requests")
    looker.get("requests/1", 404)


def test_what_another_account_asks_of_its_connections_is_not_shown(looker: Looker) -> None:
    other = looker.bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    looker.bench.ask("GET /connections", headers={"Authorization": f"Bearer {other['api_key']}"})
    assert 'id="request-1"' not in looker.get("requests")
    looker.get("requests/1", 404)


ASKED = (
    ("POST /quo/v1/messages", SEND),
    ("GET /quo/v1/messages/AC123abc", None),
    ("GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B15555550123&maxResults=5", None),
    ("GET /quo/v1/calls?phoneNumberId=PN123abc&participants=%2B15555550123&maxResults=5"
     "&createdAfter=2025-01-01T00:00:00Z", None),
    ("GET /quo/v1/call-recordings/AC123abc", None),
    ("GET /quo/v1/phone-numbers", None),
    ("POST /quo/v1/contacts", {"defaultFields": {"firstName": "Ada", "lastName": None}, "externalId": "1"}),
    ("PATCH /quo/v1/contacts/CT123abc", {"defaultFields": {"role": "it's"}}),
    ("GET /quo/v1/contacts?maxResults=2&externalIds=a&externalIds=b", None),
    ("POST /quo/v1/webhooks/messages", {"url": "http://127.0.0.1:9/", "events": ["message.received"]}),
    ("GET /quo/v1/webhooks", None),
    (
        "POST /quo/v1/tasks",
        {"title": "t", "description": "d", "phoneNumberId": "PN123abc", "dueDate": "2027-01-01T00:00:00Z"},
    ),
    ("GET /connections?status=ACTIVE", None),
    ("POST /connections", {"app": "quo"}),
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0].partition("?")[0])
def test_what_is_pasted_asks_the_same(
    asked: tuple[str, object], monkeypatch: pytest.MonkeyPatch, looker: Looker
) -> None:
    """The Python that is shown is run, with the client, against the gateway that it was written by."""
    wired = looker.bench
    first = wired.ask(asked[0], asked[1])
    assert first.status_code < 300, first.text
    number = wired.gateway.journal.count
    page = looker.get(f"requests/{number}")
    assert "mock_key" not in page
    assert "$MATON_API_KEY" in block(page, "curl")
    monkeypatch.setenv("MATON_API_KEY", "maton_mock_key")
    monkeypatch.setattr(maton_quo, "Quo", partial(maton_quo.Quo, transport=InProcess(wired.app)))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(maton_quo.errors.Conflict):
        exec(block(page, "python"), {})  # noqa: S102 - it is what people paste
    again = looker.bench.ok("GET /_mock/api/journal?limit=1")["data"][0]
    once = looker.bench.ok("GET /_mock/api/journal")["data"][number - 1]
    same = ("method", "path", "operation", "body")
    assert {name: again.get(name) for name in same} == {name: once.get(name) for name in same}
    assert set(map(tuple, once["query"])) <= set(map(tuple, again["query"]))
    assert again["number"] > once["number"]


def test_what_no_method_does_is_said(looker: Looker) -> None:
    looker.bench.ask("GET /quo/v1/nonsense")
    assert block(looker.get("requests/1"), "python").startswith("# The client has no method for GET")


def test_forgetting_is_asked_for_by_a_form(looker: Looker) -> None:
    looker.bench.ask("GET /quo/v1/users")
    assert looker.post("requests/clear", csrf="guessed").status_code == 403
    assert 'id="request-1"' not in looker.done("requests/clear")
    looker.get("requests/1", 404)


def test_an_empty_journal_says_what_to_paste(looker: Looker) -> None:
    assert "quo/v1/phone-numbers" in block(looker.get("requests"), "paste-request")
