"""Webhooks: what each operation sends and gives, and that their keys are not shown."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from maton_quo import models

from .case import GATEWAY, Case, check
from .conftest import Both

KEY = "4Tz1mWYQ0bHcX2vJ7sNfKp9eRgLuDaVo3iB6yCxE8wM="
WEBHOOK: dict[str, Any] = {
    "id": "WH123abc",
    "userId": "US123abc",
    "orgId": "OR123abc",
    "label": None,
    "status": "enabled",
    "url": "https://example.com/quo",
    "key": KEY,
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
    "deletedAt": None,
    "events": ["message.received", "message.eaten"],
    "resourceIds": ["*"],
}
URL = "https://example.com/quo"


def is_webhook(webhook: models.Webhook) -> bool:
    return (webhook.id, webhook.key, webhook.resource_ids) == ("WH123abc", KEY, ["*"])


CASES = {
    "webhooks_list": Case(
        lambda quo: quo.webhooks.list(user_id="US123abc"),
        f"GET {GATEWAY}/webhooks?userId=US123abc",
        b"",
        (200, {"data": [WEBHOOK]}),
        lambda found: found[0].events == ["message.received", "message.eaten"],
    ),
    "webhooks_get": Case(
        lambda quo: quo.webhooks.get("WH123abc"),
        f"GET {GATEWAY}/webhooks/WH123abc",
        b"",
        (200, {"data": WEBHOOK}),
        is_webhook,
    ),
    "webhooks_delete": Case(
        lambda quo: quo.webhooks.delete("WH123abc"),
        f"DELETE {GATEWAY}/webhooks/WH123abc",
        b"",
        (204, None),
        lambda nothing: nothing is None,
    ),
    "webhooks_create_for_messages": Case(
        lambda quo: quo.webhooks.create_for_messages(
            url=URL, events=["message.received"], resource_ids=["PN1", "PN2"], label="Orders", user_id="US1"
        ),
        f"POST {GATEWAY}/webhooks/messages",
        b'{"url":"https://example.com/quo","events":["message.received"],"resourceIds":["PN1","PN2"],'
        b'"label":"Orders","userId":"US1"}',
        (201, {"data": WEBHOOK}),
        is_webhook,
    ),
    "webhooks_create_for_calls": Case(
        lambda quo: quo.webhooks.create_for_calls(url=URL, events=["call.ringing"], status="disabled"),
        f"POST {GATEWAY}/webhooks/calls",
        b'{"url":"https://example.com/quo","events":["call.ringing"],"status":"disabled"}',
        (201, {"data": WEBHOOK}),
        is_webhook,
    ),
    "webhooks_create_for_call_summaries": Case(
        lambda quo: quo.webhooks.create_for_call_summaries(url=URL, events=["call.summary.completed"]),
        f"POST {GATEWAY}/webhooks/call-summaries",
        b'{"url":"https://example.com/quo","events":["call.summary.completed"]}',
        (201, {"data": WEBHOOK}),
        is_webhook,
    ),
    "webhooks_create_for_call_transcripts": Case(
        lambda quo: quo.webhooks.create_for_call_transcripts(url=URL, events=["call.transcript.completed"]),
        f"POST {GATEWAY}/webhooks/call-transcripts",
        b'{"url":"https://example.com/quo","events":["call.transcript.completed"]}',
        (201, {"data": WEBHOOK}),
        is_webhook,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_operation_sends_and_gives_what_the_contract_says(both: Both, name: str) -> None:
    check(both, CASES[name])


def test_the_key_of_a_webhook_is_not_shown(both: Both) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [WEBHOOK]})

    [webhook] = both(answer, lambda quo: quo.webhooks.list())
    shown = repr([webhook])
    assert KEY not in shown + str(webhook) + f"{webhook!r}"
    assert "Webhook(id='WH123abc'" in shown
    assert "key='…'" in shown
    assert webhook.key == KEY


def test_the_resource_and_the_module_of_the_same_name_are_two_things() -> None:
    from maton_quo import Quo, webhooks

    with Quo(api_key="key") as quo:
        assert not hasattr(webhooks, "list")
        assert not hasattr(quo.webhooks, "verify")
