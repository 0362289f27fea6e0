"""Contacts and tasks in somebody's own account, against a model: only what carries the mark is touched."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from contract_tests import depths
from contract_tests.contract.calls import walked
from contract_tests.contract.listing import items_of, listing
from contract_tests.targets import Account

pytestmark = pytest.mark.many_requests

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
FIELDS = st.fixed_dictionaries(
    {}, optional={name: st.none() | WORDS for name in ("firstName", "lastName", "company", "role")}
)


class Marked(RuleBasedStateMachine):
    """What both machines share: an account, its mark, and to leave nothing behind."""

    account: Account
    path: str

    def __init__(self) -> None:
        super().__init__()
        self.mark, self.http = self.account.mark, self.account.http()
        self.made: dict[str, dict[str, Any]] = {}
        self.count = 0

    def teardown(self) -> None:
        for id in self.made:
            assert self.http.delete(f"{self.path}/{id}").status_code == 204
        self.http.close()

    def got(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.http.get(f"{self.path}/{id}").json()["data"]
        return found

    def remove(self, id: str) -> None:
        del self.made[id]
        assert self.http.delete(f"{self.path}/{id}").status_code == 204
        assert self.http.get(f"{self.path}/{id}").status_code == 404


class Contacts(Marked):
    """Marked contacts: fields stay until they are changed, and the mark finds them all."""

    path = "/quo/v1/contacts"
    ids = Bundle("ids")

    @rule(target=ids, first=WORDS, fields=FIELDS)
    def create(self, first: str, fields: dict[str, Any]) -> str:
        self.count += 1
        given = {"firstName": first, **fields}
        marked = {"source": self.mark, "externalId": f"{self.mark}-{self.count}"}
        made = self.http.post(self.path, json={"defaultFields": given, **marked}).json()["data"]
        blank = dict.fromkeys(("firstName", "lastName", "company", "role"))
        self.made[made["id"]] = {**blank, **given}
        return str(made["id"])

    @rule(id=ids, fields=FIELDS)
    def update(self, id: str, fields: dict[str, Any]) -> None:
        assert self.http.patch(f"{self.path}/{id}", json={"defaultFields": fields}).status_code == 200
        self.made[id] |= fields

    @rule(id=ids)
    def get(self, id: str) -> None:
        fields = self.got(id)["defaultFields"]
        assert {name: fields[name] for name in self.made[id]} == self.made[id]

    @rule(id=consumes(ids))
    def delete(self, id: str) -> None:
        self.remove(id)

    @invariant()
    def the_mark_finds_them_all(self) -> None:
        found = walked(self.http, self.path, {"sources": [self.mark]}, 50)
        assert {contact["id"] for contact in found} == set(self.made)


class Tasks(Marked):
    """Marked tasks: each change is the next revision, and shows at once."""

    path = "/quo/v1/tasks"
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.number = items_of(listing(self.account, self.http, "phone_numbers_list").page(1))[0]["id"]

    @rule(target=ids, words=WORDS)
    def create(self, words: str) -> str:
        says = {"title": f"{self.mark} {words}", "description": words}
        made = self.http.post(self.path, json={**says, "phoneNumberId": self.number}).json()["data"]
        self.made[made["taskId"]] = {**says, "completed": False, "revision": made["revision"]}
        return str(made["taskId"])

    def change(self, id: str, method: str, verb: str, body: Any, **changes: Any) -> None:
        answer = self.http.request(method, f"{self.path}/{id}{verb}", json=body).json()["data"]
        assert int(answer["revision"]) > int(self.made[id]["revision"])
        self.made[id] |= {**changes, "revision": answer["revision"]}

    @rule(id=ids, words=WORDS)
    def update(self, id: str, words: str) -> None:
        says = {"title": f"{self.mark} {words}", "description": words}
        self.change(id, "PUT", "", says, **says)

    @rule(id=ids, completed=st.booleans())
    def settle(self, id: str, completed: bool) -> None:
        self.change(id, "POST", "/complete" if completed else "/reopen", None, completed=completed)

    @rule(id=ids)
    def get(self, id: str) -> None:
        found = self.got(id)
        assert {name: found[name] for name in self.made[id]} == self.made[id]

    @rule(id=consumes(ids))
    def delete(self, id: str) -> None:
        self.remove(id)


@pytest.mark.parametrize("machine", [Contacts, Tasks])
def test_what_carries_the_mark_behaves_like_the_model(writer: Account, machine: type[Marked]) -> None:
    class OfWriter(machine):  # type: ignore[misc, valid-type]
        account = writer

    run_state_machine_as_test(OfWriter, settings=depths.part(5))
