"""Connections against a model of ten lines: allowed, denied, expired, deleted; and the one that is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from contract_tests import depths
from contract_tests.targets import Account, Target

pytestmark = pytest.mark.many_requests

LASTS = 100
"""Seconds until a connection to the account's first workspace expires; one to another never does."""
CONTACTS = "/quo/v1/contacts?maxResults=50"
NAMES = {200: "works", 400: "missing", 500: "expired"}


@dataclass
class Connection:
    """One connection of the model; its age counts from when it was allowed."""

    status: str
    workspace: str = ""
    age: float = 0


class Connections(RuleBasedStateMachine):
    """Everything that can be done to the connections of an account; each that is allowed leaves a contact."""

    gateway: Target

    def __init__(self) -> None:
        super().__init__()
        self.account: Account = self.gateway.account("empty")
        self.account.set(oauth_expires_seconds=LASTS)
        self.http = self.account.http()
        self.model = {self.account.connection_id: Connection("ACTIVE", "first")}
        self.contacts: dict[str, set[str]] = {"first": set()}
        self.leave(self.account.connection_id)

    def teardown(self) -> None:
        self.http.close()

    def through(self, id: str | None) -> httpx.Response:
        return self.http.get(CONTACTS, headers={"Maton-Connection": id} if id else {})

    def leave(self, id: str) -> None:
        """A contact in the workspace that a connection leads to, by which it is known again."""
        body = {"defaultFields": {"firstName": None}, "externalId": id}
        response = self.http.post("/quo/v1/contacts", json=body, headers={"Maton-Connection": id})
        assert response.status_code == 201
        self.contacts[self.model[id].workspace].add(id)

    def expected(self, id: str | None) -> tuple[str, set[str]]:
        """What a request gets that goes through this connection, and whose contacts it sees."""
        connection = self.model.get(id or "")
        if connection is None or connection.status != "ACTIVE":
            return "missing", set()
        if connection.workspace == "first" and connection.age >= LASTS:
            return "expired", set()
        return "works", self.contacts[connection.workspace]

    def seen(self, response: httpx.Response) -> tuple[str, set[str]]:
        found = response.json().get("data", ()) if response.status_code == 200 else ()
        return NAMES[response.status_code], {contact["externalId"] for contact in found}

    def wait(self, seconds: float) -> None:
        self.gateway.control("POST", "clock", {"advance": seconds})
        for connection in self.model.values():
            connection.age += seconds

    def pending(self) -> str:
        """The id of a new connection, a second younger than the one before."""
        self.wait(1)
        id: str = self.http.post("/connections", json={"app": "quo"}).json()["connection_id"]
        self.model[id] = Connection("PENDING")
        return id

    @rule()
    def create(self) -> None:
        self.pending()

    @rule(allow=st.booleans(), new=st.booleans())
    def connect(self, allow: bool, new: bool) -> None:
        self.answer(self.pending(), allow=allow, new=new)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), allow=st.booleans(), new=st.booleans())
    def consent(self, data: st.DataObject, allow: bool, new: bool) -> None:
        self.answer(data.draw(st.sampled_from(list(self.model))), allow=allow, new=new)

    def answer(self, id: str, *, allow: bool, new: bool) -> None:
        """What a person says on the page; only the first word counts."""
        connection = self.model[id]
        url = self.http.get(f"/connections/{id}").json()["connection"]["url"]
        given = {"answer": "allow" if allow else "deny"} | ({"workspace": "new"} if new else {})
        page = self.http.post(httpx.URL(url).raw_path.decode(), data=given)
        if connection.status != "PENDING":
            assert page.status_code == 409
            return
        assert page.status_code == 200
        connection.status, connection.age = "ACTIVE" if allow else "FAILED", 0
        if allow:
            connection.workspace = id if new else "first"
            self.contacts.setdefault(connection.workspace, set())
            self.leave(id)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), oldest=st.booleans())
    def delete(self, data: st.DataObject, oldest: bool) -> None:
        ids = list(self.model)
        id = ids[0] if oldest else data.draw(st.sampled_from(ids))
        assert self.http.delete(f"/connections/{id}").status_code == 200
        for method in ("GET", "DELETE"):
            assert self.http.request(method, f"/connections/{id}").status_code == 404
        del self.model[id]
        assert self.seen(self.through(id)) == ("missing", set())

    @rule()
    def grow_old(self) -> None:
        self.wait(60)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def name_one(self, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from(list(self.model)))
        assert self.seen(self.through(id)) == self.expected(id)

    @invariant()
    def the_oldest_active_one_is_used(self) -> None:
        active = [id for id, connection in self.model.items() if connection.status == "ACTIVE"]
        assert self.seen(self.through(None)) == self.expected(next(iter(active), None))

    @rule(status=st.sampled_from([None, "ACTIVE", "PENDING", "FAILED"]))
    def find(self, status: str | None) -> None:
        query: dict[str, Any] = {"status": status} if status else {}
        listed = self.http.get("/connections", params=query).json()["connections"]
        expected = [(id, each.status) for id, each in self.model.items() if status in (None, each.status)]
        assert [(each["connection_id"], each["status"]) for each in listed] == expected  # oldest first


def test_connections_behave_like_the_model(target: Target) -> None:
    with target.private() as private:
        private.control("POST", "clock", {"freeze": True})

        class OnTarget(Connections):
            gateway = private

        run_state_machine_as_test(OnTarget, settings=depths.part(3))
