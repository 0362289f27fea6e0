"""Contacts against a model of ten lines: whatever is done in whatever order, both say the same."""

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
NAMES: Strategy = st.none() | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8
)
ITEM: Strategy = st.fixed_dictionaries({"name": st.sampled_from(["work", "home"]), "value": NAMES})
SCALARS: dict[str, Strategy] = dict.fromkeys(("lastName", "company", "role"), NAMES)
ARRAYS: dict[str, Strategy] = {name: st.lists(ITEM, max_size=2) for name in ("emails", "phoneNumbers")}
EXTERNAL_ID: dict[str, Strategy] = {"externalId": st.none() | st.sampled_from(["crm-1", "crm-2", "crm-3"])}
SOURCE: dict[str, Strategy] = {"source": st.sampled_from(["crm", "shop"])}
CREATED: Strategy = st.fixed_dictionaries(
    {"defaultFields": st.fixed_dictionaries({"firstName": NAMES}, optional={**SCALARS, **ARRAYS})},
    optional={**EXTERNAL_ID, **SOURCE},
)
FIELDS: dict[str, Strategy] = {"firstName": NAMES, **SCALARS, **ARRAYS}
UPDATED: Strategy = st.fixed_dictionaries(
    {},
    optional={
        "defaultFields": st.fixed_dictionaries({}, optional=FIELDS),
        "source": st.none() | SOURCE["source"],
        **EXTERNAL_ID,
    },
)


class Model:
    """What contacts are: fields that stay until they are changed, and an external id that none shares."""

    def __init__(self, *, clears_arrays: bool) -> None:
        self.contacts: dict[str, dict[str, Any]] = {}
        self.clears_arrays = clears_arrays

    def taken(self, external_id: str | None, by_another_than: str | None = None) -> bool:
        owners = [id for id, each in self.contacts.items() if each["externalId"] == external_id is not None]
        return bool(set(owners) - {by_another_than})

    def changed(self, contact: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        """The contact with what was given; null is a value, absence is none."""
        fields = dict(given.get("defaultFields", {}))
        if self.clears_arrays and "defaultFields" in given:
            fields = {"emails": [], "phoneNumbers": [], **fields}
        for name in ARRAYS.keys() & fields.keys():
            fields[name] = [item for item in fields[name] if item["value"] is not None]
        more = {name: given[name] for name in ("externalId", "source") if name in given}
        return {**contact, **fields, **more}


BLANK: dict[str, Any] = {
    **dict.fromkeys(("firstName", *SCALARS, "externalId")),
    **{name: [] for name in ARRAYS},
    "source": "public-api",
}


def seen(contact: dict[str, Any]) -> dict[str, Any]:
    """A contact as the model has it."""
    fields = dict(contact["defaultFields"])
    for name in ARRAYS:
        fields[name] = [{"name": item["name"], "value": item["value"]} for item in fields[name]]
    return {**fields, "externalId": contact["externalId"], "source": contact["source"]}


class Contacts(RuleBasedStateMachine):
    """Everything that can be done to the address book of one account."""

    gateway: Target
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.http = self.gateway.account("empty").http()
        self.model = Model(clears_arrays=self.gateway.profile["patch_arrays"] == "clear")

    def teardown(self) -> None:
        self.http.close()

    @rule(target=ids, body=CREATED)
    def create(self, body: dict[str, Any]) -> Any:
        response = self.http.post("/quo/v1/contacts", json=body)
        if self.model.taken(body.get("externalId")):
            assert response.status_code == 409
            return multiple()
        assert response.status_code == 201
        contact = response.json()["data"]
        self.model.contacts[contact["id"]] = self.model.changed(dict(BLANK), body)
        assert seen(contact) == self.model.contacts[contact["id"]]
        return contact["id"]

    @rule(id=ids, body=UPDATED)
    def update(self, id: str, body: dict[str, Any]) -> None:
        response = self.http.patch(f"/quo/v1/contacts/{id}", json=body)
        if self.model.taken(body.get("externalId"), id):
            assert response.status_code == 409
            return
        assert response.status_code == 200
        self.model.contacts[id] = self.model.changed(self.model.contacts[id], body)
        assert seen(response.json()["data"]) == self.model.contacts[id]

    @rule(id=ids)
    def get(self, id: str) -> None:
        assert seen(self.http.get(f"/quo/v1/contacts/{id}").json()["data"]) == self.model.contacts[id]

    @rule(id=consumes(ids))
    def delete(self, id: str) -> None:
        assert self.http.delete(f"/quo/v1/contacts/{id}").status_code == 204
        assert self.http.get(f"/quo/v1/contacts/{id}").status_code == 404
        del self.model.contacts[id]

    @rule(external_ids=st.lists(st.sampled_from(["crm-1", "crm-2", "crm-9"]), min_size=1, max_size=2))
    def find(self, external_ids: list[str]) -> None:
        found = walked(self.http, "/quo/v1/contacts", {"externalIds": external_ids}, 50)
        expected = {id for id, each in self.model.contacts.items() if each["externalId"] in external_ids}
        assert {contact["id"] for contact in found} == expected

    @invariant()
    def lists_what_there_is(self) -> None:
        listed = walked(self.http, "/quo/v1/contacts", {}, 50)
        assert {contact["id"]: seen(contact) for contact in listed} == self.model.contacts
        times = [contact["createdAt"] for contact in listed]
        assert times == sorted(times)


def test_contacts_behave_like_the_model(target: Target) -> None:
    class OnTarget(Contacts):
        gateway = target

    fewer = 8 if target.choice.database == "postgresql" else 3
    run_state_machine_as_test(OnTarget, settings=depths.part(fewer))
