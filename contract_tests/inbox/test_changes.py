"""The feed: each answer says at once what is new since the last, over workers and restarts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.clock import SECOND

from .conftest import Visitor

CONTACT = {"defaultFields": {"firstName": "Ann"}}
SENT = {"from": "PN123abc", "to": ["+12065550101"], "content": "hi"}
HOOK = {"url": "http://127.0.0.1:9/hook", "events": ["message.received"]}
FAULT = {"match": {"operation": "messages_send"}, "then": {"action": "status", "status": 503}}
HAPPENS: dict[str, Callable[[Bench], Any]] = {
    "a text is sent": lambda bench: bench.ok("POST /quo/v1/messages", SENT),
    "a text comes in": lambda bench: bench.ok(
        "POST /_mock/api/inbound/messages", {"from": "+12065550101", "text": "hi"}
    ),
    "a contact is made": lambda bench: bench.ok("POST /quo/v1/contacts", CONTACT),
    "a contact is changed": lambda bench: bench.ok("PATCH /quo/v1/contacts/CT123abc", CONTACT),
    "a webhook is made": lambda bench: bench.ok("POST /quo/v1/webhooks/messages", HOOK),
    "a conversation is done": lambda bench: bench.ok("POST /quo/v1/conversations/CV123abc/mark-as-done"),
    "settings change": lambda bench: bench.patch_settings(balance_cents=5),
    "it is reset": lambda bench: bench.ok("POST /_mock/api/reset"),
    "the clock moves": lambda bench: bench.ok("POST /_mock/api/clock", {"advance": 5}),
    "a fault is turned on": lambda bench: bench.ok("POST /_mock/api/faults", FAULT),
    "a snapshot is taken": lambda bench: bench.ok("POST /_mock/api/snapshots", {}),
}


def test_who_has_seen_everything_hears_only_when_to_ask_again(visitor: Visitor) -> None:
    present = visitor.revision()
    answer = visitor.get(
        f"/_mock/changes?workspace={visitor.workspace_id}", headers={"Last-Event-ID": present}
    )
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text == "retry: 400\n\n"
    assert visitor.changes(since=present) == visitor.changes(**{"since": present})


def test_a_page_begins_with_what_it_has_shown(visitor: Visitor) -> None:
    [body] = visitor.page("/inbox").find("body")
    assert visitor.changes(since=body.attributes["data-since"]) == "retry: 400\n\n"


@pytest.mark.parametrize("happens", HAPPENS)
def test_whatever_happens_is_heard_of_once(bench: Bench, visitor: Visitor, happens: str) -> None:
    before = visitor.revision()
    HAPPENS[happens](bench)
    heard = visitor.changes(since=before)
    after = visitor.revision()
    assert heard == f"retry: 400\nevent: changed\nid: {after}\ndata: {after}\n\n"
    assert visitor.changes(since=after) == "retry: 400\n\n"


def test_what_happens_as_time_goes_by_is_heard_of(bench: Bench, visitor: Visitor) -> None:
    HAPPENS["a text is sent"](bench)
    before = visitor.revision()
    bench.time += 60 * SECOND  # delivered by now
    assert "event: changed" in visitor.changes(since=before)


def test_what_only_reads_or_fails_changes_nothing(bench: Bench, visitor: Visitor) -> None:
    before = visitor.revision()
    bench.ok("GET /quo/v1/conversations?maxResults=10")
    assert bench.ask("POST /quo/v1/messages", {**SENT, "from": "PNnone"}).status_code == 404
    assert bench.ask("POST /quo/v1/messages", {**SENT, "content": ""}).status_code == 400
    assert visitor.revision() == before


def test_another_workspace_is_not_heard_of(bench: Bench, visitor: Visitor) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "demo"})["data"]
    before = visitor.revision()
    bench.ok("POST /quo/v1/messages", SENT, headers={"Authorization": f"Bearer {other['api_key']}"})
    assert visitor.revision() == before
    HAPPENS["a text is sent"](bench)
    assert visitor.revision() != before


def test_requests_are_heard_of_only_where_they_are_shown(bench: Bench, visitor: Visitor) -> None:
    plain, counting = visitor.revision(), visitor.revision(journal="1")
    bench.ok("GET /quo/v1/users?maxResults=1")
    assert visitor.revision() == plain
    assert visitor.revision(journal="1") != counting


def test_replicas_and_restarts_say_the_same(tmp_path: Path) -> None:
    file = str(tmp_path / "quo.db")
    one, other = Bench(database=file), Bench(database=file)
    before = Visitor(one).revision()
    assert Visitor(other).revision() == before
    HAPPENS["a text is sent"](other)
    after = Visitor(one).revision()
    assert after == Visitor(other).revision() != before
    for bench in (one, other):
        bench.gateway.database.close()
    restarted = Visitor(Bench(database=file)).revision()  # which is heard of, too
    assert restarted != after
    assert restarted.partition("-")[0] == after.partition("-")[0]


def test_a_gateway_that_has_forgotten_everything_says_something_else() -> None:
    assert Visitor(Bench(seed="empty")).revision() != Visitor(Bench(seed="empty")).revision()


def test_what_was_counted_of_a_workspace_goes_with_it(bench: Bench) -> None:
    def counted() -> list[Any]:
        return bench.gateway.database.all("SELECT workspace_id FROM revisions ORDER BY 1")

    before = counted()
    taken = bench.ok("POST /_mock/api/snapshots", {})["data"]
    during = {row[0] for row in counted()}
    bench.ask(f"DELETE /_mock/api/snapshots/{taken['id']}")
    after = {row[0] for row in counted()}
    assert any("snapshot" in id for id in during)
    assert not any("snapshot" in id for id in after)
    assert {row[0] for row in before} <= after
