"""What the gateway keeps of webhooks: their order, their workspace, and a key that it tells nobody else."""

from __future__ import annotations

import base64
import logging
import random

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.ids import Ids

BODY = {"url": "http://127.0.0.1:9/quo", "events": ["message.received"]}
CREATE = "POST /quo/v1/webhooks/messages"


def test_webhooks_made_while_the_clock_stands_still_are_listed_oldest_first(empty: Bench) -> None:
    made = [empty.ok(CREATE, BODY)["data"] for _ in range(12)]
    assert empty.ok("GET /quo/v1/webhooks")["data"] == made


def test_a_key_is_32_random_bytes_of_the_randomness_that_is_passed_in() -> None:
    key = Ids(random.Random(7)).signing_key()
    assert base64.b64decode(key, validate=True) == random.Random(7).randbytes(32)
    assert Ids().signing_key() != Ids().signing_key()


def test_a_key_is_told_in_answers_and_nowhere_else(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    webhook = bench.ok(CREATE, BODY)["data"]
    bench.ok(f"GET /quo/v1/webhooks/{webhook['id']}")
    assert bench.ask("GET /quo/v1/webhooks", headers={"Mock-Fault": "500"}).status_code == 500
    assert webhook["key"] not in caplog.text


def test_webhooks_belong_to_the_workspace_and_end_with_its_reset(bench: Bench) -> None:
    webhook = bench.ok(CREATE, BODY)["data"]
    workspace_id = bench.ok("POST /_mock/api/reset")["data"]["workspace_id"]
    assert webhook["orgId"] == workspace_id
    assert bench.ask(f"GET /quo/v1/webhooks/{webhook['id']}").status_code == 404
    assert bench.ok("GET /quo/v1/webhooks") == {"data": []}


def test_a_webhook_outlives_the_process_with_the_same_key(tmp_path_factory: pytest.TempPathFactory) -> None:
    database = str(tmp_path_factory.mktemp("kept") / "quo.db")
    first = Bench(database=database)
    webhook = first.ok(CREATE, BODY)["data"]
    first.gateway.database.close()
    again = Bench(database=database)
    assert again.ok(f"GET /quo/v1/webhooks/{webhook['id']}") == {"data": webhook}
    again.gateway.database.close()


@pytest.mark.leans_on("old-webhook-route")
def test_maton_s_old_way_to_create_a_webhook_is_no_route(either: Bench) -> None:
    # Maton's reference of 2026-02 to -08 prints it; no document of Quo's has it
    answer = either.ask("POST /quo/v1/webhooks", {"url": "https://example.com", "resourceType": "message"})
    assert answer.status_code == (405 if either.gateway.profile["unknown_route"] == "json" else 404)
