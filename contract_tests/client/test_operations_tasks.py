"""Tasks: what each operation sends and gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from maton_quo import models

from .case import GATEWAY, Case, check
from .conftest import Both

TASK = {
    "taskId": "TK123abc",
    "phoneNumberId": "PN123abc",
    "conversationId": "CN123abc",
    "activityId": None,
    "phoneNumberGroupId": None,
    "orgId": "OR123abc",
    "title": "Send a plumber",
    "description": None,
    "dueDate": "2026-03-06T09:30:00.000Z",
    "assignedTo": "SYU123abc",
    "assignedBy": None,
    "createdAt": "2022-01-01T00:00:00Z",
    "createdBy": "US123abc",
    "completed": False,
    "isDeleted": False,
    "revision": "7",
}
DUE = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)
REVISION = (200, {"data": {"taskId": "TK123abc", "revision": "8"}})


def is_revision(answer: models.TaskRevision) -> bool:
    return answer == models.TaskRevision(task_id="TK123abc", revision="8")


CASES = {
    "tasks_list": Case(
        lambda quo: quo.tasks.list(page_token="t"),
        f"GET {GATEWAY}/tasks?maxResults=50&pageToken=t",
        b"",
        (200, {"data": [TASK], "totalItems": 1}),
        lambda found: (found.data[0].due_date, found.next_page_token) == (DUE, None),
    ),
    "tasks_create": Case(
        lambda quo: quo.tasks.create(
            title="Send a plumber", description="", due_date=DUE, conversation_id="CN123abc"
        ),
        f"POST {GATEWAY}/tasks",
        b'{"title":"Send a plumber","description":"","dueDate":"2026-03-06T09:30:00Z",'
        b'"conversationId":"CN123abc"}',
        (201, {"data": {"taskId": "TK1", "revision": "1", "phoneNumberId": "PN1"}}),
        lambda created: created == models.TaskCreated(task_id="TK1", revision="1", phone_number_id="PN1"),
    ),
    "tasks_get": Case(
        lambda quo: quo.tasks.get("TK123abc"),
        f"GET {GATEWAY}/tasks/TK123abc",
        b"",
        (200, {"data": TASK}),
        lambda task: (task.assigned_to, task.description, task.completed) == ("SYU123abc", None, False),
    ),
    "tasks_update": Case(
        lambda quo: quo.tasks.update("TK123abc", title="Call", description="Today"),
        f"PUT {GATEWAY}/tasks/TK123abc",
        b'{"title":"Call","description":"Today"}',
        REVISION,
        is_revision,
    ),
    "tasks_delete": Case(
        lambda quo: quo.tasks.delete("TK123abc"),
        f"DELETE {GATEWAY}/tasks/TK123abc",
        b"",
        (204, None),
        lambda nothing: nothing is None,
    ),
    "tasks_complete": Case(
        lambda quo: quo.tasks.complete("TK123abc"),
        f"POST {GATEWAY}/tasks/TK123abc/complete",
        b"",
        REVISION,
        is_revision,
    ),
    "tasks_reopen": Case(
        lambda quo: quo.tasks.reopen("TK123abc"),
        f"POST {GATEWAY}/tasks/TK123abc/reopen",
        b"",
        REVISION,
        is_revision,
    ),
    "tasks_assign": Case(
        lambda quo: quo.tasks.assign("TK123abc", user_id="US1"),
        f"POST {GATEWAY}/tasks/TK123abc/assign",
        b'{"userId":"US1"}',
        REVISION,
        is_revision,
    ),
    "tasks_unassign": Case(
        lambda quo: quo.tasks.unassign("TK123abc", user_id="US1"),
        f"POST {GATEWAY}/tasks/TK123abc/unassign",
        b'{"userId":"US1"}',
        REVISION,
        is_revision,
    ),
    "tasks_link_conversation": Case(
        lambda quo: quo.tasks.link_conversation("TK123abc", conversation_id="CN1"),
        f"POST {GATEWAY}/tasks/TK123abc/link-conversation",
        b'{"conversationId":"CN1"}',
        REVISION,
        is_revision,
    ),
    "tasks_unlink_conversation": Case(
        lambda quo: quo.tasks.unlink_conversation("TK123abc", conversation_id="CN1"),
        f"POST {GATEWAY}/tasks/TK123abc/unlink-conversation",
        b'{"conversationId":"CN1"}',
        REVISION,
        is_revision,
    ),
    "tasks_change_due_date": Case(
        lambda quo: quo.tasks.change_due_date("TK123abc", due_date=DUE),
        f"POST {GATEWAY}/tasks/TK123abc/change-due-date",
        b'{"dueDate":"2026-03-06T09:30:00Z"}',
        REVISION,
        is_revision,
    ),
    "tasks_remove_due_date": Case(
        lambda quo: quo.tasks.remove_due_date("TK123abc"),
        f"POST {GATEWAY}/tasks/TK123abc/remove-due-date",
        b"",
        REVISION,
        is_revision,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_operation_sends_and_gives_what_the_contract_says(both: Both, name: str) -> None:
    check(both, CASES[name])


def test_the_help_of_a_task_s_method_names_the_limit() -> None:
    from maton_quo.api.tasks import Tasks

    said = " ".join((Tasks.create.__doc__ or "").split())
    assert "Open Tasks Limit Reached (0600402)" in said
    assert "exactly one of a phone number, a conversation, or a message or call" in said
