"""What the gateway keeps of tasks: their order, their workspace, and those that were deleted."""

from __future__ import annotations

import msgspec
import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.store.tables import TASKS

TASK = {"title": "Call back", "description": "", "phoneNumberId": "PN123abc"}


@pytest.mark.leans_on("order-of-contacts")
def test_tasks_made_while_the_clock_stands_still_are_listed_oldest_first(empty: Bench) -> None:
    made = [empty.ok("POST /quo/v1/tasks", TASK)["data"]["taskId"] for _ in range(12)]
    listed = empty.ok("GET /quo/v1/tasks?maxResults=50")["data"]
    assert [task["taskId"] for task in listed] == made


@pytest.mark.leans_on("deleted-task-is-404")
def test_a_deleted_task_is_kept_with_a_last_revision(bench: Bench) -> None:
    bench.ask("DELETE /quo/v1/tasks/TK123abc")
    [kept] = [msgspec.json.decode(text) for text in bench.state()["tasks"] if "TK123abc" in text]
    assert (kept["isDeleted"], kept["revision"]) == (True, "2")
    assert bench.ask("GET /quo/v1/tasks/TK123abc").status_code == 404
    assert bench.ok("GET /quo/v1/tasks?maxResults=50")["totalItems"] == 3


def test_a_task_names_its_workspace_after_a_reset_too(bench: Bench) -> None:
    workspace_id = bench.ok("POST /_mock/api/reset")["data"]["workspace_id"]
    made = bench.ok("POST /quo/v1/tasks", TASK)["data"]["taskId"]
    for id in ("TK123abc", made):
        assert bench.ok(f"GET /quo/v1/tasks/{id}")["data"]["orgId"] == workspace_id


def test_what_a_task_says_is_not_changed_by_a_copy(bench: Bench) -> None:
    facts = bench.gateway.accounts.workspace_of("quo_mock_key")
    assert facts is not None
    says = {**TASK, "title": facts.id, "description": f'"orgId":"{facts.id}"'}
    made = bench.ok("POST /quo/v1/tasks", says)["data"]["taskId"]
    bench.gateway.accounts.copy_documents(facts.id, "OR-elsewhere")
    copy = bench.gateway.workspace("OR-elsewhere").read(TASKS, made)
    assert copy is not None
    assert (copy["orgId"], copy["title"], copy["description"]) == (
        "OR-elsewhere",
        facts.id,
        f'"orgId":"{facts.id}"',
    )


@pytest.mark.leans_on("due-date-as-written")
@pytest.mark.parametrize("due", ["2026-03-06T09:30:00+02:00", "2016-12-31T23:59:60Z", "0000-01-01T00:00:00z"])
def test_a_due_date_is_kept_as_it_was_written(bench: Bench, due: str) -> None:
    bench.ok("POST /quo/v1/tasks/TK125abc/change-due-date", {"dueDate": due})
    assert bench.ok("GET /quo/v1/tasks/TK125abc")["data"]["dueDate"] == due


@pytest.mark.leans_on("verbs-take-any-body")
@pytest.mark.parametrize("verb", ["complete", "reopen", "remove-due-date"])
def test_a_verb_without_a_body_takes_any(bench: Bench, verb: str) -> None:
    assert bench.ask(f"POST /quo/v1/tasks/TK123abc/{verb}", {"nope": 1}).status_code == 200
    assert bench.ask(f"POST /quo/v1/tasks/TK123abc/{verb}", data=b"{").status_code == 200


def test_a_limit_that_is_lowered_takes_no_task_away(bench: Bench) -> None:
    bench.patch_settings(open_task_limit=1)
    answer = bench.ask("POST /quo/v1/tasks", TASK)
    assert (answer.status_code, answer.json["message"]) == (402, "3 tasks are open, and 1 may be")
    assert bench.ok("GET /quo/v1/tasks?maxResults=50")["totalItems"] == 4
    bench.patch_settings(open_task_limit=0)
    assert bench.ask("POST /quo/v1/tasks", TASK).status_code == 201
