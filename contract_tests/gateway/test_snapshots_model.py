"""Any writes, a snapshot, any writes more: what is restored is what was seen when it was taken."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from mock_gateway.clock import SECOND

from .conftest import Bench

LINE = "/quo/v1/{}?phoneNumberId=PN123abc&participants[]=%2B{}&maxResults=100"
OTHERS = ("14155550198", "14155550199")
LISTS = [
    *(f"/quo/v1/{kind}?maxResults=50" for kind in ("contacts", "conversations", "users")),
    *("/quo/v1/phone-numbers", "/quo/v1/contact-custom-fields"),
    *(LINE.format(kind, other) for kind in ("messages", "calls") for other in OTHERS),
]
NAMES = st.sampled_from(["Ann", "Bob", "Zoë"])


def seen(bench: Bench) -> dict[str, Any]:
    """Everything that its callers see, and the plans behind it, by how long they wait."""
    lists = {url: bench.ok(f"GET {url}") for url in LISTS}
    lists["settings"] = bench.ok("GET /_mock/api/settings")
    for page in list(lists.values()):
        page.pop("nextPageToken", None)
    plans = {(entry.id, entry.due_at - bench.time) for entry in bench.state()["timeline"]}
    return {**lists, "plans": plans}


class Machine(RuleBasedStateMachine):
    """One workspace, and what was seen of it at each snapshot."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench(seed="empty")
        self.taken: dict[str, dict[str, Any]] = {}
        self.contacts: list[str] = []

    @rule(other=st.sampled_from(OTHERS), text=NAMES)
    def send(self, other: str, text: str) -> None:
        body = {"content": text, "from": "PN123abc", "to": [f"+{other}"]}
        self.bench.ask("POST /quo/v1/messages", body)

    @rule(name=NAMES)
    def add(self, name: str) -> None:
        made = self.bench.ok("POST /quo/v1/contacts", {"defaultFields": {"firstName": name}})
        self.contacts.append(made["data"]["id"])

    @rule(name=NAMES, index=st.integers(0, 9))
    def rename(self, name: str, index: int) -> None:
        if self.contacts:
            id = self.contacts[index % len(self.contacts)]
            self.bench.ask(f"PATCH /quo/v1/contacts/{id}", {"defaultFields": {"lastName": name}})

    @rule(index=st.integers(0, 9))
    def delete(self, index: int) -> None:
        if self.contacts:
            self.bench.ask(f"DELETE /quo/v1/contacts/{self.contacts[index % len(self.contacts)]}")

    @rule(balance=st.integers(0, 5), price=st.integers(0, 3))
    def set(self, balance: int, price: int) -> None:
        self.bench.patch_settings(balance_cents=balance, price_cents=price)

    @rule(seconds=st.integers(0, 4))
    def wait(self, seconds: int) -> None:
        self.bench.time += seconds * SECOND

    @rule()
    def reset(self) -> None:
        self.bench.ok("POST /_mock/api/reset")

    @rule()
    def take(self) -> None:
        taken = self.bench.ok("POST /_mock/api/snapshots")["data"]
        self.taken[taken["id"]] = seen(self.bench)

    @rule(index=st.integers(0, 9))
    def restore(self, index: int) -> None:
        if self.taken:
            id = list(self.taken)[index % len(self.taken)]
            self.bench.ok(f"POST /_mock/api/snapshots/{id}/restore")
            assert seen(self.bench) == self.taken[id]


TestSnapshots = Machine.TestCase
TestSnapshots.settings = settings(max_examples=25)
