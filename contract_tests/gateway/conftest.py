"""A gateway in this process, with its clock in the test's hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from contract_tests.contract.transports import operation_of
from contract_tests.matrix.cells import REACHED
from mock_gateway import create_app
from mock_gateway.clock import LATEST, SECOND, Clock
from mock_gateway.gateway import Gateway
from mock_gateway.settings import Settings
from mock_gateway.store import agenda
from mock_gateway.store.tables import DOCUMENT_TABLES

NOON = 1_772_366_400 * SECOND
"""2026-03-01T12:00:00Z, a month after the demo data ends."""

HEADERS = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
NOBODY = "00000000-0000-4000-8000-000000000000"


class Bench:
    """One gateway, and a caller who may ask it anything.

    Attributes:
        time: The real time as the gateway's clock sees it, in microseconds; it stands still.
    """

    def __init__(self, **options: Any) -> None:
        self.time = NOON
        options = {
            "check_responses": True,
            "settings": Settings(rate_limit=0),
            "clock": Clock(lambda: self.time),
            **options,
        }
        self.app = create_app(**options)
        self.client = self.app.test_client()
        self.client.environ_base = {"REMOTE_ADDR": "127.0.0.1"}  # else it names a User-Agent of its own
        self.gateway: Gateway = self.app.extensions["mock_gateway"]

    def ask(
        self, request: str, body: Any = None, *, headers: Mapping[str, str | None] | None = None, **more: Any
    ) -> Any:
        """The answer to a request such as `GET /quo/v1/users`; a header of None is left out.

        It is werkzeug's TestResponse, whose `json` may be None: Any spares the tests to say that it is not.
        """
        method, _, url = request.partition(" ")
        sent = {**HEADERS, **(headers or {})}
        if body is not None:
            more["json"] = body
        answer = self.client.open(
            url,
            method=method,
            headers={name: value for name, value in sent.items() if value is not None},
            **more,
        )
        operation = operation_of(self.gateway.contract, method, answer.request.path)
        if operation is not None:
            REACHED.note(operation.id, answer.status_code)
        return answer

    def ok(self, request: str, body: Any = None, **more: Any) -> Any:
        """The JSON of an answer that must be a good one."""
        answer = self.ask(request, body, **more)
        assert answer.status_code < 300, answer.text
        return answer.json

    def patch_settings(self, **changes: int) -> None:
        """Change the demo workspace's settings or balance."""
        self.ok("PATCH /_mock/api/settings", changes)

    @property
    def balance(self) -> int:
        """The demo workspace's credits, in cents."""
        balance: int = self.ok("GET /_mock/api/settings")["data"]["balance_cents"]
        return balance

    def state(self) -> dict[str, Any]:
        """Everything that is kept, to show that nothing was changed."""
        gateway = self.gateway
        facts = gateway.accounts.workspace_of("quo_mock_key")
        assert facts is not None
        workspace = gateway.workspace(facts.id)
        planned = agenda.due(gateway.database, LATEST, limit=10_000)
        return {
            **{table.name: workspace.every(table) for table in DOCUMENT_TABLES},
            "facts": facts,
            "connections": gateway.accounts.connections(facts.account_id),
            "timeline": [entry for entry in planned if entry.workspace_id == facts.id],
        }


@pytest.fixture
def bench() -> Bench:
    """The demo data, as the guide has it."""
    return Bench()


@pytest.fixture
def observed() -> Bench:
    """The demo data, as the live service has it."""
    return Bench(profile="observed")


@pytest.fixture
def empty() -> Bench:
    """A workspace with one user and one number."""
    return Bench(seed="empty")


@pytest.fixture(params=["documented", "observed"])
def either(request: pytest.FixtureRequest) -> Bench:
    """Both profiles, one after the other."""
    return Bench(profile=request.param)
