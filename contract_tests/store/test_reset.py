"""A reset costs what was changed, and yet leaves nothing of it: everything is as in a fresh workspace."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from contract_tests.gateway.conftest import HEADERS, Bench
from mock_gateway.account import Account
from mock_gateway.clock import SECOND
from mock_gateway.store.tables import COLUMNS, WORKSPACE_COLUMNS

LISTS = (
    "contacts?maxResults=50",
    "contacts?sources=crm&sources=public-api&sources=zap&maxResults=50",
    "contacts?externalIds=crm-1&externalIds=crm-7&maxResults=50",
    "conversations?maxResults=100",
    "conversations?excludeInactive=true&phoneNumbers=PN123abc&phoneNumbers=PN125abc&maxResults=100",
    "conversations?userId=US124abc&createdAfter=2026-01-10T00:00:00Z&maxResults=100",
    "conversations?updatedAfter=2026-01-20T00:00:00Z&maxResults=100",
    "messages?phoneNumberId=PN124abc&participants=%2B12065550101&maxResults=100",
    "messages?phoneNumberId=PN124abc&participants=%2B12065550101&userId=US124abc&maxResults=100",
    "messages?phoneNumberId=PN124abc&participants=%2B12065550101&createdAfter=2026-01-28T00:00:00Z&maxResults=9",
    "calls?phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=10",
    "users?maxResults=10",
    "phone-numbers",
    "contact-custom-fields",
)
NAMES = st.sampled_from([None, "Ada", "Zoë"])


class Changes(RuleBasedStateMachine):
    """Whatever the API can change, in a workspace of its own."""

    bench: Bench
    fresh: dict[str, Any]
    """Everything that a workspace shows which nobody has touched."""

    def __init__(self) -> None:
        super().__init__()
        self.mine = self.bench.gateway.open_account("demo")
        self.contacts = self.ids("contacts?maxResults=5", self.mine.api_key)
        self.conversations = self.ids("conversations?maxResults=5", self.mine.api_key)

    def ids(self, url: str, key: str) -> list[str]:
        return [document["id"] for document in self.asked(f"GET /quo/v1/{url}", key)["data"]]

    def asked(self, request: str, key: str, body: Any = None) -> Any:
        answer = self.bench.ask(request, body, headers={**HEADERS, "Authorization": f"Bearer {key}"})
        assert answer.status_code < 300 or answer.status_code in (402, 404, 409), answer.text
        return answer.json

    def do(self, request: str, body: Any = None) -> Any:
        return self.asked(request, self.mine.api_key, body)

    @rule(to=st.sampled_from(["+12065550101", "+12065550102", "+13105550177"]), done=st.booleans())
    def send(self, to: str, done: bool) -> None:
        body = {"content": "Hello", "from": "PN124abc", "to": [to]}
        self.do("POST /quo/v1/messages", {**body, "setInboxStatus": "done"} if done else body)

    @rule(
        name=NAMES, source=st.sampled_from(["crm", "zap"]), external=st.sampled_from(["crm-7", "new", None])
    )
    def create(self, name: str | None, source: str, external: str | None) -> None:
        body = {"defaultFields": {"firstName": name}, "source": source}
        made = self.do(
            "POST /quo/v1/contacts", body if external is None else {**body, "externalId": external}
        )
        self.contacts += [made["data"]["id"]] if "data" in made else []

    @rule(data=st.data(), name=NAMES, source=st.sampled_from(["crm", "zap"]))
    def update(self, data: st.DataObject, name: str | None, source: str) -> None:
        id = data.draw(st.sampled_from(self.contacts))
        self.do(f"PATCH /quo/v1/contacts/{id}", {"defaultFields": {"firstName": name}, "source": source})

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.do(f"DELETE /quo/v1/contacts/{data.draw(st.sampled_from(self.contacts))}")

    @rule(data=st.data(), mark=st.sampled_from(["read", "done", "open"]))
    def mark(self, data: st.DataObject, mark: str) -> None:
        self.do(f"POST /quo/v1/conversations/{data.draw(st.sampled_from(self.conversations))}/mark-as-{mark}")

    @rule(seconds=st.sampled_from([1, 5, 40 * 86_400]))
    def wait(self, seconds: int) -> None:
        self.bench.time += seconds * SECOND
        self.bench.gateway.catch_up()

    @rule(cents=st.integers(0, 500))
    def settle(self, cents: int) -> None:
        url = f"PATCH /_mock/api/settings?workspace_id={self.mine.workspace_id}"
        self.bench.ok(url, {"balance_cents": cents, "price_cents": 2})

    @rule()
    def reset(self) -> None:
        self.bench.ok(f"POST /_mock/api/reset?workspace_id={self.mine.workspace_id}")
        assert self.everything(self.mine) == self.fresh

    def teardown(self) -> None:
        self.reset()

    def listed(self, url: str, key: str) -> tuple[Any, Any]:
        page = self.asked(f"GET /quo/v1/{url}", key)
        return page["data"], page.get("totalItems")

    def everything(self, account: Account) -> dict[str, Any]:
        """Every list, every row of the workspace, and the facts beside them."""
        workspace_id = account.workspace_id
        database, facts = self.bench.gateway.database, self.bench.gateway.accounts.workspace(workspace_id)
        assert facts is not None

        def rows(id: str, table: str) -> list[Any]:
            columns = ", ".join(WORKSPACE_COLUMNS[table])
            sql = f"SELECT {columns} FROM {table} WHERE workspace_id = :id"  # noqa: S608 - own names
            found = (repr(row).replace(workspace_id, "OR…") for row in database.all(sql, {"id": id}))
            return sorted(found)

        return {
            **{url: self.listed(url, account.api_key) for url in LISTS},
            **{table: rows(workspace_id, table) for table in WORKSPACE_COLUMNS},
            "before": [rows(f"before:{workspace_id}", table) for table in COLUMNS],
            "balance": facts.balance_cents,
            "settings": facts.settings,
        }


def test_a_reset_leaves_nothing_of_what_was_done(address: str) -> None:
    class OnThis(Changes):
        bench = Bench(database=address)

    OnThis.fresh = OnThis().everything(OnThis.bench.gateway.open_account("demo"))
    run_state_machine_as_test(OnThis)
    OnThis.bench.gateway.database.close()
