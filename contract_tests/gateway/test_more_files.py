"""What else a file holds: tasks, webhooks, opt-outs and calls under way; and what it never holds."""

from __future__ import annotations

import random
from copy import deepcopy
from functools import reduce
from itertools import count
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.clock import SECOND
from mock_gateway.ids import Ids
from mock_gateway.portable.text import read
from mock_gateway.store.rows import rows
from mock_gateway.store.tables import WEBHOOKS

from .conftest import Bench
from .test_bad_files import JUNK, places, refused
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


SCENARIOS = ["answered", "missed", "voicemail", "forwarded", "ai-handled"]


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("after", [0, 5, 21, 66, 75])
def test_a_call_under_way_goes_on_after_an_import(scenario: str, after: int) -> None:
    ends = []
    for moved in (False, True):
        bench = Bench(seed="empty", ids=Ids(random.Random(1), tick=count(1).__next__))
        bench.ok("POST /_mock/api/inbound/calls", {"from": "+14155550177", "scenario": scenario})
        bench.time += after * SECOND
        bench.ok("GET /quo/v1/users?maxResults=9")
        if moved:
            before, file = kept(bench), exported(bench)
            bench.ok("POST /_mock/api/reset")
            imported(bench, file)
            assert kept(bench) == before
            assert exported(bench) == file
        bench.time += 3600 * SECOND
        bench.ok("GET /quo/v1/users?maxResults=9")
        ends.append({**kept(bench), "facts": None, "connections": None})
        assert b"scripts:" not in exported(bench)
    assert ends[0] == ends[1]


def test_a_workspace_with_everything_moves_into_the_seed_of_a_gateway(bench: Bench, tmp_path: Path) -> None:
    call = bench.ok("POST /_mock/api/inbound/calls", {"from": "+14155550177"})["data"]
    bench.ok("POST /_mock/api/inbound/messages", {"from": "+14155550177", "text": "STOP"})
    bench.ok("POST /quo/v1/webhooks/messages", WEBHOOK)
    (tmp_path / "shop.yaml").write_bytes(exported(bench))
    seeded = Bench(seed=str(tmp_path / "shop.yaml"))
    assert exported(seeded) == exported(bench)
    seeded.time += 3600 * SECOND
    assert seeded.ok(f"GET /quo/v1/calls/{call['id']}")["data"]["status"] == "completed"
    seeded.ok("POST /_mock/api/reset")
    assert seeded.ok(f"GET /quo/v1/calls/{call['id']}")["data"]["status"] == "ringing"
    tasks = seeded.ok("GET /quo/v1/tasks?maxResults=50")["data"]
    webhooks = seeded.ok("GET /quo/v1/webhooks")["data"]
    assert {each["orgId"] for each in (*tasks, *webhooks)} == {workspace_id(seeded)}


def test_who_has_opted_out_stays_so(empty: Bench) -> None:
    empty.ok("POST /_mock/api/inbound/messages", {"from": "+14155550177", "text": "STOP"})
    file = exported(empty)
    for content in (file, "opt_outs: [+14155550177, +14155550177]"):
        empty.ok("POST /_mock/api/reset")
        imported(empty, content)
        body = {"content": "Hi", "from": "+15555555555", "to": ["+14155550177"]}
        assert empty.ask("POST /quo/v1/messages", body).status_code == 400
        assert b"opt_outs: [+14155550177]\n" in exported(empty)


TALK = """\
conversations:
  - with: +12065550111
    messages: [{in: Hi, id: AC1}, {out: Hi, id: AC2}]
    calls: [{in: ringing, id: AC3}]
"""
ENDS = "event: call.ended, due_at: 1"
SCRIPTS = [
    ("opt_outs: ['1']", "line 5, column 12, opt_outs[0]: Expected a number in E.164, such as +12065550111"),
    ("opt_outs: [1]", "opt_outs[0]: Expected a number in E.164"),
    ("opt_outs: {}", "opt_outs: Expected a list"),
    (
        "planned: [{event: message.sent, of: AC1}]",
        "planned[0].of: Expected the id of one of the file's outgoing",
    ),
    ("planned: [{event: message.sent, of: AC3}]", "outgoing messages, for message.sent"),
    ("planned: [{event: message.sent}]", "outgoing messages"),
    ("planned: [{event: call.ended, of: AC2}]", "calls that has call.ended among its scripts"),
    ("planned: [{event: call.ended, of: AC3}]", "calls that has call.ended among its scripts"),
    ("scripts: [{of: AC2}]", "scripts[0].of: Expected the id of one of the file's calls"),
    ("scripts: [{of: AC3, stages: []}, {of: AC3, stages: []}]", "scripts[1].of: Expected a call of its own"),
    ("scripts: [{of: AC3}]", "Expected stages as an export has them: Expected array, got null"),
    ("scripts: [{of: AC3, stages: [{event: 1}]}]", "scripts[0].stages: Expected stages as an export has"),
    *(
        (f"scripts: [{{of: AC3, stages: [{{{stage}}}]}}]", f"line 5, column 30, scripts[0].stages[0]: {said}")
        for stage, said in [
            ("event: party, due_at: 1, call: {}, parts: [], told: ''", "Expected event to be one of call."),
            (
                f"{ENDS}, call: {{id: AC9}}, parts: [], told: ''",
                "Expected nothing else of the call to change",
            ),
            (f"{ENDS}, call: {{status: x}}, parts: [], told: ''", "status of the call: Expected"),
            (f"{ENDS}, call: {{}}, parts: [[users, {{}}]], told: ''", "Expected parts of recordings, "),
            (f"{ENDS}, call: {{}}, parts: [[recordings, {{}}]], told: ''", "id of recordings: Expected"),
            (f"{ENDS}, call: {{}}, parts: [], told: call.ringing", "Expected told to be call.completed"),
            (
                "event: call.summary.completed, due_at: 1, call: {}, parts: [], told: call.summary.completed",
                "Expected its first part to be of summaries",
            ),
        ]
    ),
]


@pytest.mark.parametrize(("file", "said"), SCRIPTS, ids=range(len(SCRIPTS)))
def test_what_is_planned_must_be_able_to_happen(empty: Bench, file: str, said: str) -> None:
    assert said in "\n".join(refused(empty, TALK + file))


def _everything() -> Any:
    bench = Bench(seed="empty")
    bench.ok("POST /_mock/api/inbound/calls", {"from": "+14155550177"})
    bench.ok("POST /_mock/api/inbound/messages", {"from": "+14155550177", "text": "STOP"})
    bench.ok("POST /quo/v1/messages", {"content": "Hi", "from": "PN123abc", "to": ["+14155550199"]})
    bench.ok("POST /quo/v1/webhooks/messages", WEBHOOK)
    bench.ok("POST /quo/v1/tasks", TASK)
    return read(exported(bench))[1]


EVERYTHING = _everything()


@given(place=st.sampled_from(places(EVERYTHING)[1:]), junk=JUNK)
def test_whatever_is_understood_can_happen(place: tuple[Any, ...], junk: Any) -> None:
    value = deepcopy(EVERYTHING)
    reduce(getitem, place[:-1], value)[place[-1]] = junk
    bench = Bench(seed="empty")
    file = yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace")
    if bench.ask("POST /_mock/api/import", data=file).status_code == 400:
        return
    again = exported(bench)
    imported(bench, again)
    assert exported(bench) == again
    bench.time += 3600 * SECOND
    for url in ("users?maxResults=9", "webhooks", "tasks?maxResults=9", "conversations?maxResults=9"):
        bench.ok(f"GET /quo/v1/{url}")
