"""The good path of every operation on tasks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contract_tests.targets import Account, Target
from maton_quo import Quo, errors, models

FRIDAY = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)


def made(quo: Quo) -> str:
    """A new task of the test's own, about the main line."""
    return quo.tasks.create(title="Call back", description="", phone_number_id="PN123abc").task_id


def test_tasks_list(quo: Quo, target: Target) -> None:
    page = quo.tasks.list()
    assert [(task.task_id, task.phone_number_id, task.completed) for task in page.data] == [
        ("TK123abc", "PN123abc", False),
        ("TK124abc", "PN123abc", False),
        ("TK125abc", "PN124abc", False),
        ("TK126abc", "PN125abc", True),
    ]
    assert (page.total_items, page.next_page_token) == (4, None)
    assert [task.conversation_id for task in page.data[:2]] == [target.id("CV123abc"), None]
    assert [task.task_id for task in quo.tasks.list(max_results=3)][3:] == ["TK126abc"]


@pytest.mark.leans_on("tasks-last-page-has-no-token")
def test_tasks_list_leaves_the_token_of_the_last_page_out(account: Account) -> None:
    with account.http() as http:
        first = http.get("/quo/v1/tasks", params={"maxResults": 3}).json()
        query = {"maxResults": 3, "pageToken": first["nextPageToken"]}
        assert http.get("/quo/v1/tasks", params=query).json().keys() == {"data", "totalItems"}


def test_tasks_get(quo: Quo, account: Account) -> None:
    task = quo.tasks.get("TK124abc")
    assert (task.title, task.description) == ("Send a plumber", "The tap in the kitchen of unit 4 drips.")
    assert (task.activity_id, task.phone_number_id, task.phone_number_group_id) == (
        "AC123abc",
        "PN123abc",
        "GR123abc",
    )
    assert (task.assigned_to, task.assigned_by, task.created_by) == ("US124abc", "US123abc", "US123abc")
    assert (task.due_date, task.revision) == (datetime(2026, 2, 3, 10, tzinfo=UTC), "1")
    assert (task.org_id, task.is_deleted) == (account.workspace_id, False)


@pytest.mark.leans_on("first-revision-is-one", "key-acts-for-owner", "task-ids")
def test_tasks_create(quo: Quo, target: Target) -> None:
    conversation_id = target.id("CV123abc")
    created = quo.tasks.create(
        title="Confirm Friday",
        description="By text.",
        due_date=FRIDAY,
        assigned_to="US124abc",
        conversation_id=conversation_id,
    )
    assert (created.revision, created.phone_number_id) == ("1", "PN123abc")
    assert created.conversation_id == conversation_id
    task = quo.tasks.get(created.task_id)
    assert (task.title, task.description, task.due_date) == ("Confirm Friday", "By text.", FRIDAY)
    assert (task.assigned_to, task.assigned_by, task.completed) == ("US124abc", "US123abc", False)
    assert [each.task_id for each in quo.tasks.list()][-1] == created.task_id


@pytest.mark.leans_on("task-finds-its-number", "activity-brings-no-conversation")
@pytest.mark.parametrize("link", ["phone_number_id", "conversation_id", "activity_id"])
def test_tasks_create_finds_the_number_that_its_link_leads_to(quo: Quo, link: str) -> None:
    thread = next(each for each in quo.conversations.list() if each.phone_number_id == "PN125abc")
    ids = {
        "phone_number_id": thread.phone_number_id,
        "conversation_id": thread.id,
        "activity_id": str(thread.last_activity_id),
    }
    created = quo.tasks.create(title="", description="", **{link: ids[link]})  # type: ignore[arg-type]
    assert created == models.TaskCreated(
        task_id=created.task_id, revision="1", **{"phone_number_id": "PN125abc", link: ids[link]}
    )
    task = quo.tasks.get(created.task_id)
    assert task.phone_number_group_id == "GR125abc"
    assert (task.conversation_id, task.activity_id) == tuple(
        ids[name] if name == link else None for name in ("conversation_id", "activity_id")
    )


@pytest.mark.leans_on("exactly-one-of-text", "task-about-one-thing")
@pytest.mark.parametrize("links", [(), ("phone_number_id", "activity_id")])
def test_tasks_create_takes_exactly_one_link(quo: Quo, links: tuple[str, ...]) -> None:
    ids = {"phone_number_id": "PN123abc", "activity_id": "AC123abc"}
    with pytest.raises(errors.BadRequest) as caught:
        quo.tasks.create(title="", description="", **{link: ids[link] for link in links})  # type: ignore[arg-type]
    sentence = "Expected exactly one of phoneNumberId, conversationId, activityId"
    assert caught.value.complaints == [("", sentence)]
    assert quo.tasks.list().total_items == 4


@pytest.mark.leans_on("task-mutations-tell-revision")
def test_tasks_update(quo: Quo) -> None:
    id = made(quo)
    assert quo.tasks.update(id, title="Call Jane back", description="Today.").revision == "2"
    task = quo.tasks.get(id)
    assert (task.title, task.description, task.revision) == ("Call Jane back", "Today.", "2")


@pytest.mark.leans_on("deleted-task-is-404")
def test_tasks_delete(quo: Quo) -> None:
    id = made(quo)
    quo.tasks.delete(id)
    for again in (quo.tasks.get, quo.tasks.delete, quo.tasks.complete):
        with pytest.raises(errors.NotFound, match="Task not found"):
            again(id)
    assert quo.tasks.list().total_items == 4


@pytest.mark.leans_on("task-mutations-tell-revision", "completing-twice")
def test_tasks_complete(quo: Quo) -> None:
    id = made(quo)
    assert quo.tasks.complete(id) == models.TaskRevision(task_id=id, revision="2")
    assert quo.tasks.get(id).completed is True
    assert quo.tasks.complete(id).revision == "3"


def test_tasks_reopen(quo: Quo) -> None:
    assert quo.tasks.reopen("TK126abc").revision == "3"
    assert quo.tasks.get("TK126abc").completed is False


@pytest.mark.leans_on("key-acts-for-owner")
def test_tasks_assign(quo: Quo) -> None:
    id = made(quo)
    assert quo.tasks.assign(id, user_id="US125abc").revision == "2"
    assert quo.tasks.assign(id, user_id="US126abc").revision == "3"
    task = quo.tasks.get(id)
    assert (task.assigned_to, task.assigned_by) == ("US126abc", "US123abc")
    with pytest.raises(errors.NotFound, match="User not found"):
        quo.tasks.assign(id, user_id="USnobody")
    assert quo.tasks.get(id) == task


@pytest.mark.leans_on("unassign-nobody-is-404")
def test_tasks_unassign(quo: Quo) -> None:
    with pytest.raises(errors.NotFound, match="TK123abc is not assigned to US124abc"):
        quo.tasks.unassign("TK123abc", user_id="US124abc")
    assert quo.tasks.unassign("TK123abc", user_id="US123abc").revision == "2"
    task = quo.tasks.get("TK123abc")
    assert (task.assigned_to, task.assigned_by) == (None, None)


@pytest.mark.leans_on("link-brings-number")
def test_tasks_link_conversation(quo: Quo) -> None:
    thread = next(each for each in quo.conversations.list() if each.phone_number_id == "PN124abc")
    assert quo.tasks.link_conversation("TK124abc", conversation_id=thread.id).revision == "2"
    task = quo.tasks.get("TK124abc")
    assert (task.conversation_id, task.phone_number_id, task.phone_number_group_id) == (
        thread.id,
        "PN124abc",
        "GR124abc",
    )
    assert task.activity_id == "AC123abc"


@pytest.mark.leans_on("unlink-nothing-is-404")
def test_tasks_unlink_conversation(quo: Quo, target: Target) -> None:
    conversation_id = target.id("CV123abc")
    assert quo.tasks.unlink_conversation("TK123abc", conversation_id=conversation_id).revision == "2"
    task = quo.tasks.get("TK123abc")
    assert (task.conversation_id, task.phone_number_id) == (None, "PN123abc")
    with pytest.raises(errors.NotFound, match=f"TK123abc is not linked to {conversation_id}"):
        quo.tasks.unlink_conversation("TK123abc", conversation_id=conversation_id)


def test_tasks_change_due_date(quo: Quo) -> None:
    assert quo.tasks.change_due_date("TK125abc", due_date=FRIDAY).revision == "2"
    assert quo.tasks.get("TK125abc").due_date == FRIDAY


def test_tasks_remove_due_date(quo: Quo) -> None:
    assert quo.tasks.remove_due_date("TK123abc").revision == "2"
    assert quo.tasks.get("TK123abc").due_date is None


@pytest.mark.leans_on("open-task-limit")
def test_a_workspace_has_only_so_many_open_tasks(quo: Quo, account: Account) -> None:
    account.set(open_task_limit=4)
    id = made(quo)
    for one_too_many in (made, lambda quo: quo.tasks.reopen("TK126abc")):
        with pytest.raises(errors.PaymentRequired, match="4 tasks are open, and 4 may be") as caught:
            one_too_many(quo)
        assert (caught.value.code, caught.value.title) == ("0600402", "Open Tasks Limit Reached")
    assert (quo.tasks.get("TK126abc").revision, quo.tasks.list().total_items) == ("2", 5)
    assert quo.tasks.reopen(id).revision == "2"  # it was open before, so it is not one more
    quo.tasks.complete(id)
    assert quo.tasks.reopen("TK126abc").revision == "3"
    quo.tasks.delete("TK126abc")
    assert made(quo) != id
    account.set(open_task_limit=0)
    assert made(quo)
