"""What is set for a workspace does what its description says."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.settings import Settings

from .conftest import Bench

US, FRANCE = "+14155550199", "+33155550199"


def send(bench: Bench, to: str) -> Any:
    return bench.ask("POST /quo/v1/messages", {"content": "Hello", "from": "PN123abc", "to": [to]})


def patch(bench: Bench, **changes: str) -> None:
    bench.ok("PATCH /_mock/api/settings", changes)


@pytest.mark.leans_on("a2p-text")
def test_while_the_registration_is_pending_texts_to_the_us_and_canada_are_refused(empty: Bench) -> None:
    patch(empty, a2p="pending")
    before = empty.state()
    refused = send(empty, US)
    assert (refused.status_code, refused.json["code"]) == (400, "0206400")
    assert refused.json["message"] == "The organization is not approved for A2P"
    assert refused.json["description"] == refused.json["title"] == "A2P Registration Not Approved"
    assert empty.state() == before
    assert send(empty, FRANCE).status_code == 202
    patch(empty, a2p="approved")
    assert send(empty, US).status_code == 202


@pytest.mark.leans_on("international-off-is-403", "international-code")
def test_without_international_texts_only_the_us_and_canada_are_reached(empty: Bench) -> None:
    assert send(empty, FRANCE).status_code == 202
    patch(empty, international="off")
    refused = send(empty, FRANCE)
    assert (refused.status_code, refused.json["title"]) == (403, "Forbidden")
    assert refused.json["message"] == "International messaging is not enabled for this workspace"
    assert send(empty, US).status_code == 202


@pytest.mark.leans_on("no-plan-is-404")
@pytest.mark.parametrize("kind", ["summary", "transcript"])
def test_the_starter_plan_has_no_summaries_and_transcripts(bench: Bench, kind: str) -> None:
    path = {"summary": "call-summaries", "transcript": "call-transcripts"}[kind]
    assert bench.ask(f"GET /quo/v1/{path}/AC123abc").status_code == 200
    patch(bench, plan="starter")
    missing = bench.ask(f"GET /quo/v1/{path}/AC123abc")
    assert (missing.status_code, missing.json["message"]) == (404, f"Call {kind} not found")
    patch(bench, without_plan="forbidden")
    forbidden = bench.ask(f"GET /quo/v1/{path}/AC123abc")
    assert (forbidden.status_code, forbidden.json["title"]) == (403, "Forbidden")
    assert bench.ask(f"GET /quo/v1/{path}/AC404").json["message"] == "Call not found"
    assert bench.ask("GET /quo/v1/call-recordings/AC123abc").status_code == 200
    assert bench.ask("GET /quo/v1/call-voicemails/AC123abc").status_code == 200
    patch(bench, plan="business")
    assert bench.ask(f"GET /quo/v1/{path}/AC123abc").status_code == 200


@pytest.mark.parametrize("name", ["a2p", "international", "plan", "without_plan"])
def test_a_value_that_there_is_not_changes_nothing(empty: Bench, name: str) -> None:
    before = empty.state()
    answer = empty.ask("PATCH /_mock/api/settings", {"price_cents": 9, name: "perhaps"})
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (400, f"/{name}")
    assert empty.state() == before


def test_another_workspace_keeps_its_own() -> None:
    bench = Bench(seed="empty", settings=Settings(rate_limit=0, a2p="pending"))
    assert send(bench, US).status_code == 400
    account = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    bench.ok(f"PATCH /_mock/api/settings?workspace_id={account['workspace_id']}", {"a2p": "approved"})
    key = {"Authorization": f"Bearer {account['api_key']}"}
    body = {"content": "Hello", "from": "PN123abc", "to": [US]}
    assert bench.ask("POST /quo/v1/messages", body, headers=key).status_code == 202
    assert send(bench, US).status_code == 400
