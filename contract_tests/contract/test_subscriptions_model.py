"""Webhooks against a model of five lines: whatever is done in whatever order, both say the same."""

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
from contract_tests.contract.test_subscriptions import KINDS
from contract_tests.targets import Target

pytestmark = pytest.mark.many_requests(postgresql=True)

Strategy = st.SearchStrategy[Any]
OWNER = "US123abc"
USERS: Strategy = st.sampled_from([OWNER, "US124abc", "USnobody"])
NUMBERS: Strategy = st.sampled_from(["PN123abc", "PN124abc", "PN125abc", "PNnone"])
MORE: Strategy = st.fixed_dictionaries(
    {"url": st.sampled_from(["http://127.0.0.1:9/quo", "http://127.0.0.1:9/?a=b"])},
    optional={
        "resourceIds": st.just(["*"]) | st.lists(NUMBERS, max_size=10),
        "label": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
        "status": st.sampled_from(["enabled", "disabled"]),
        "userId": USERS,
    },
)
BLANK = {"resourceIds": ["*"], "label": None, "status": "enabled", "userId": OWNER, "deletedAt": None}


class Webhooks(RuleBasedStateMachine):
    """Everything that can be done to the webhooks of one account."""

    gateway: Target
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.account = self.gateway.account()
        self.http = self.account.http()
        self.webhooks: dict[str, dict[str, Any]] = {}

    def teardown(self) -> None:
        self.http.close()

    @rule(target=ids, kind=st.sampled_from(sorted(KINDS)), more=MORE, data=st.data())
    def create(self, kind: str, more: dict[str, Any], data: st.DataObject) -> Any:
        events = data.draw(st.lists(st.sampled_from(KINDS[kind]), min_size=1, max_size=3))
        response = self.http.post(f"/quo/v1/webhooks/{kind}", json={"events": events, **more})
        if more.get("userId") == "USnobody" or "PNnone" in more.get("resourceIds", ()):
            assert (response.status_code, response.json()["code"]) == (404, "0300404")
            return multiple()
        webhook = response.json()["data"]
        expected = {**BLANK, **more, "events": events, "orgId": self.account.workspace_id}
        assert webhook == {**webhook, **expected}
        assert webhook["key"] not in [each["key"] for each in self.webhooks.values()]
        self.webhooks[webhook["id"]] = webhook
        return webhook["id"]

    @rule(id=ids)
    def get(self, id: str) -> None:
        assert self.http.get(f"/quo/v1/webhooks/{id}").json() == {"data": self.webhooks[id]}

    @rule(id=consumes(ids))
    def delete(self, id: str) -> None:
        assert self.http.delete(f"/quo/v1/webhooks/{id}").status_code == 204
        for method in ("GET", "DELETE"):
            assert self.http.request(method, f"/quo/v1/webhooks/{id}").status_code == 404
        del self.webhooks[id]

    @rule(user_id=USERS)
    def list_of_one(self, user_id: str) -> None:
        listed = self.http.get("/quo/v1/webhooks", params={"userId": user_id}).json()["data"]
        assert listed == [each for each in self.webhooks.values() if each["userId"] == user_id]

    @invariant()
    def lists_the_owner_s(self) -> None:
        listed = self.http.get("/quo/v1/webhooks").json()["data"]
        assert listed == [each for each in self.webhooks.values() if each["userId"] == OWNER]


def test_webhooks_behave_like_the_model(target: Target) -> None:
    class OnTarget(Webhooks):
        gateway = target

    fewer = 8 if target.choice.database == "postgresql" else 3
    run_state_machine_as_test(OnTarget, settings=depths.part(fewer))
