"""Tasks against a model of ten lines: whatever is done in whatever order, both say the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from contract_tests import depths
from contract_tests.contract.calls import walked
from contract_tests.targets import Target

pytestmark = pytest.mark.many_requests(postgresql=True)

Strategy = st.SearchStrategy[Any]
WORDS: Strategy = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
DUE: Strategy = st.sampled_from(["2026-03-06T09:30:00.000Z", "2027-01-01T00:00:00+01:00"])
SAYS: Strategy = st.fixed_dictionaries({"title": WORDS, "description": WORDS})
USERS: Strategy = st.sampled_from(["US123abc", "US124abc", "US126abc", "USnobody"])
LINKS: Strategy = st.sampled_from(["phoneNumberId", "conversationId", "activityId"])
LIMIT = 3
"""How many tasks may be open: so few that it is reached in most runs."""


class Tasks(RuleBasedStateMachine):
    """Everything that can be done to the tasks of one account, one field at a time."""

    gateway: Target
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        account = self.gateway.account()
        account.set(open_task_limit=LIMIT)
        self.http = account.http()
        threads = walked(self.http, "/quo/v1/conversations", {}, 100)
        self.threads = {each["id"]: each for each in threads[:3]}
        self.tasks: dict[str, dict[str, Any]] = {}
        for task in walked(self.http, "/quo/v1/tasks", {}, 100):
            assert self.http.delete(f"/quo/v1/tasks/{task['taskId']}").status_code == 204

    def teardown(self) -> None:
        self.http.close()

    def full(self) -> bool:
        return sum(not task["completed"] for task in self.tasks.values()) >= LIMIT

    def links(self, kind: str, thread: dict[str, Any]) -> dict[str, Any]:
        """What a task says that is linked to a thread, to its number, or to the last that happened in it."""
        links = dict.fromkeys(("conversationId", "activityId"))
        links["phoneNumberId"] = thread["phoneNumberId"]
        ids = {"conversationId": thread["id"], "activityId": thread["lastActivityId"]}
        return links | {name: id for name, id in ids.items() if name == kind}

    @rule(target=ids, says=SAYS, kind=LINKS, turn=st.integers(0, 2), more=st.booleans(), due=DUE)
    def create(self, says: dict[str, str], kind: str, turn: int, more: bool, due: str) -> Any:
        links = self.links(kind, list(self.threads.values())[turn])
        given = {"dueDate": due, "assignedTo": "US124abc"} if more else {}
        response = self.http.post("/quo/v1/tasks", json={**says, **given, kind: links[kind]})
        if self.full():
            assert (response.status_code, response.json()["code"]) == (402, "0600402")
            return multiple()
        created = response.json()["data"]
        blank = {"dueDate": None, "assignedTo": None, "completed": False, "revision": 1}
        self.tasks[created["taskId"]] = {**blank, **says, **given, **links}
        told = {name: value for name, value in links.items() if value is not None}
        assert created == {"taskId": created["taskId"], "revision": "1", **told}
        return created["taskId"]

    def change(self, id: str, verb: str, body: dict[str, Any] | None, **changes: Any) -> None:
        """The next revision, with these changes."""
        method, path = ("PUT", "") if verb == "update" else ("POST", f"/{verb}")
        response = self.http.request(method, f"/quo/v1/tasks/{id}{path}", json=body)
        self.tasks[id] |= {**changes, "revision": self.tasks[id]["revision"] + 1}
        assert response.json() == {"data": {"taskId": id, "revision": str(self.tasks[id]["revision"])}}

    def refused(self, id: str, verb: str, body: dict[str, Any] | None, status: int) -> None:
        assert self.http.post(f"/quo/v1/tasks/{id}/{verb}", json=body).status_code == status

    @rule(id=ids, says=SAYS)
    def update(self, id: str, says: dict[str, str]) -> None:
        self.change(id, "update", says, **says)

    @rule(id=ids)
    def complete(self, id: str) -> None:
        self.change(id, "complete", None, completed=True)

    @rule(id=ids)
    def reopen(self, id: str) -> None:
        if self.tasks[id]["completed"] and self.full():
            self.refused(id, "reopen", None, 402)
        else:
            self.change(id, "reopen", None, completed=False)

    @rule(id=ids, user_id=USERS)
    def assign(self, id: str, user_id: str) -> None:
        if user_id == "USnobody":
            self.refused(id, "assign", {"userId": user_id}, 404)
        else:
            self.change(id, "assign", {"userId": user_id}, assignedTo=user_id)

    @rule(id=ids, user_id=USERS)
    def unassign(self, id: str, user_id: str) -> None:
        if self.tasks[id]["assignedTo"] == user_id:
            self.change(id, "unassign", {"userId": user_id}, assignedTo=None)
        else:
            self.refused(id, "unassign", {"userId": user_id}, 404)

    @rule(id=ids, turn=st.integers(0, 2))
    def link(self, id: str, turn: int) -> None:
        thread = list(self.threads.values())[turn]
        changes = {"conversationId": thread["id"], "phoneNumberId": thread["phoneNumberId"]}
        self.change(id, "link-conversation", {"conversationId": thread["id"]}, **changes)

    @rule(id=ids, turn=st.integers(0, 2))
    def unlink(self, id: str, turn: int) -> None:
        body = {"conversationId": list(self.threads)[turn]}
        if self.tasks[id]["conversationId"] == body["conversationId"]:
            self.change(id, "unlink-conversation", body, conversationId=None)
        else:
            self.refused(id, "unlink-conversation", body, 404)

    @rule(id=ids, due=st.none() | DUE)
    def due(self, id: str, due: str | None) -> None:
        if due is None:
            self.change(id, "remove-due-date", None, dueDate=None)
        else:
            self.change(id, "change-due-date", {"dueDate": due}, dueDate=due)

    @rule(id=consumes(ids))
    def delete(self, id: str) -> None:
        assert self.http.delete(f"/quo/v1/tasks/{id}").status_code == 204
        assert self.http.get(f"/quo/v1/tasks/{id}").status_code == 404
        self.refused(id, "complete", None, 404)
        del self.tasks[id]

    @invariant()
    def lists_what_there_is(self) -> None:
        listed = walked(self.http, "/quo/v1/tasks", {}, 100)
        assert [task["taskId"] for task in listed] == list(self.tasks)  # oldest first
        for task in listed:
            expected = self.tasks[task["taskId"]]
            assert {**task, "revision": int(task["revision"])} == {**task, **expected}
            assert (task["assignedBy"] is None) == (task["assignedTo"] is None)
            assert task["isDeleted"] is False


def test_tasks_behave_like_the_model(target: Target) -> None:
    class OnTarget(Tasks):
        gateway = target

    fewer = 8 if target.choice.database == "postgresql" else 3
    run_state_machine_as_test(OnTarget, settings=depths.part(fewer))
