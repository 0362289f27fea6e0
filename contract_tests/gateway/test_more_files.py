"""What else a file holds: tasks, webhooks, opt-outs and calls under way; and what it never holds."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.store.rows import rows
from mock_gateway.store.tables import WEBHOOKS

from .conftest import Bench
from .test_bad_files import refused
from .test_files import exported, imported, kept

TASK = {"title": "Call back", "description": "", "phoneNumberId": "PN123abc", "assignedTo": "US123abc"}
WEBHOOK = {"url": "http://127.0.0.1:9/hook", "events": ["message.received"]}


def workspace_id(bench: Bench) -> str:
    id: str = bench.state()["facts"].id
    return id


def without_keys(state: dict[str, Any]) -> dict[str, Any]:
    for row in state["webhooks"]:
        assert row["document"].pop("key")
    return state


def test_tasks_and_webhooks_come_back_as_they_were(bench: Bench) -> None:
    for title in ("One", "Two"):
        made = bench.ok("POST /quo/v1/tasks", {**TASK, "title": title})["data"]
    bench.ask(f"DELETE /quo/v1/tasks/{made['taskId']}")
    for label in ("One", None):
        bench.ok("POST /quo/v1/webhooks/messages", {**WEBHOOK, **({"label": label} if label else {})})
    before, file = without_keys(kept(bench)), exported(bench)
    imported(bench, file)
    assert without_keys(kept(bench)) == before
    assert exported(bench) == file


def test_no_file_holds_a_signing_key_and_each_import_makes_a_new_one(bench: Bench, empty: Bench) -> None:
    key = bench.ok("POST /quo/v1/webhooks/messages", WEBHOOK)["data"]["key"]
    file = exported(bench)
    assert key.encode() not in file
    keys = {key}
    for each in (empty, empty, bench):
        imported(each, file)
        [webhook] = each.ok("GET /quo/v1/webhooks")["data"]
        keys.add(webhook["key"])
    assert len(keys) == 4
    imported(bench, f"webhooks: [{{url: 'http://127.0.0.1:9/', events: [call.ringing], key: {key}}}]")
    assert bench.ok("GET /quo/v1/webhooks")["data"][0]["key"] == key


def test_what_is_imported_belongs_to_the_workspace_that_it_is_imported_into(
    bench: Bench, empty: Bench
) -> None:
    bench.ok("POST /quo/v1/webhooks/messages", WEBHOOK)
    file = exported(bench)
    assert workspace_id(bench).encode() not in file
    imported(empty, file)
    tasks = empty.ok("GET /quo/v1/tasks?maxResults=50")["data"]
    webhooks = empty.ok("GET /quo/v1/webhooks")["data"]
    assert {each["orgId"] for each in (*tasks, *webhooks)} == {workspace_id(empty)}


def test_a_task_and_a_webhook_can_be_written_by_hand(empty: Bench) -> None:
    imported(
        empty,
        "tasks: [{title: Order a tap, assigned_to: John, phone_number_id: PN123abc, due_date: null}]\n"
        "webhooks: [{url: 'http://127.0.0.1:9/hook', events: [message.received]}]\n",
    )
    [task] = empty.ok("GET /quo/v1/tasks?maxResults=9")["data"]
    assert (task["assignedTo"], task["completed"], task["createdBy"]) == ("US123abc", False, "US123abc")
    [row] = rows(empty.gateway.database, workspace_id(empty), WEBHOOKS)
    assert (row["user_id"], row["document"]["resourceIds"]) == ("US123abc", ["*"])
    imported(empty, "tasks: []\nwebhooks: []\n")
    assert empty.ok("GET /quo/v1/tasks?maxResults=9")["data"] == []


HOOK = "url: 'http://127.0.0.1:9/', events: [call.ringing]"
BAD = [
    ("tasks: [{task_id: TK1}]", "line 1, column 19, tasks[0].task_id: Unexpected field; there are "),
    ("tasks: [{title: A, created_at: null}]", "tasks[0].created_at: Expected a time such as"),
    ("tasks: [{title: A, completed: 3}]", "tasks[0].completed: Expected true or false"),
    ("tasks: [{title: A, created_at: 5}]", "tasks[0].created_at: Expected a time such as"),
    ("tasks: [{title: A, is_deleted: x}]", "tasks[0].is_deleted: Expected boolean"),
    ("tasks: [{title: A, org_id: OR1}]", "tasks[0].org_id: Unexpected field"),
    ("tasks: [{id: TK1}, {id: TK1}]", "tasks[1].id: Expected an id of its own"),
    ("tasks: [{document: {taskId: TK1}}]", "tasks[0].document: Unexpected field"),
    ("webhooks: [{events: [call.ringing]}]", "line 1, column 12, webhooks[0]: url: Expected required"),
    ("webhooks: [{url: 'http://127.0.0.1:9/', events: [x]}]", "webhooks[0].events: "),
    (f"webhooks: [{{{HOOK}, user_id: 5}}]", "webhooks[0].user_id: Expected the id, name or e-mail"),
    (f"webhooks: [{{{HOOK}, user_id: null}}]", "webhooks[0].user_id: Expected string"),
    ("webhooks: {}", "webhooks: Expected a list"),
    ("documents: {tasks: [{id: TK1}]}", "line 1, column 12, documents: Unexpected field"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "said"), BAD, ids=range(len(BAD)))
def test_what_is_wrong_with_them_is_told_in_its_line(empty: Bench, file: str, said: str) -> None:
    assert said in "\n".join(refused(empty, file))
