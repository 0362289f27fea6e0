"""The good path of every operation on webhooks, and what they refuse."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from contract_tests.targets import Account
from maton_quo import Quo, errors, models

URL = "http://127.0.0.1:9/quo"
KINDS = {
    "messages": ["message.received", "message.delivered"],
    "calls": ["call.completed", "call.ringing", "call.recording.completed"],
    "call-summaries": ["call.summary.completed"],
    "call-transcripts": ["call.transcript.completed"],
}
"""What a webhook of each kind can be told of."""


@pytest.mark.leans_on("webhook-created-with-201", "no-resource-ids-is-all", "webhook-ids")
def test_webhooks_create_for_messages(quo: Quo, account: Account) -> None:
    webhook = quo.webhooks.create_for_messages(
        url=URL,
        events=["message.delivered"],
        resource_ids=["PN123abc", "PN125abc"],
        label="Orders",
        status="disabled",
        user_id="US125abc",
    )
    assert (webhook.url, webhook.events) == (URL, ["message.delivered"])
    assert (webhook.resource_ids, webhook.label) == (["PN123abc", "PN125abc"], "Orders")
    assert (webhook.status, webhook.user_id, webhook.deleted_at) == ("disabled", "US125abc", None)
    assert (webhook.org_id, webhook.created_at) == (account.workspace_id, webhook.updated_at)
    assert len(base64.b64decode(webhook.key, validate=True)) == 32
    assert quo.webhooks.get(webhook.id) == webhook


def is_plain(webhook: models.Webhook, events: list[str]) -> bool:
    """Whether nothing but a URL and events was asked for."""
    said = (webhook.events, webhook.resource_ids, webhook.label, webhook.status, webhook.user_id)
    return said == (events, ["*"], None, "enabled", "US123abc")


@pytest.mark.leans_on("webhook-created-with-201")
def test_webhooks_create_for_calls(quo: Quo) -> None:
    assert is_plain(
        quo.webhooks.create_for_calls(url=URL, events=["call.ringing", "call.completed"]),
        ["call.ringing", "call.completed"],
    )


def test_webhooks_create_for_call_summaries(quo: Quo) -> None:
    webhook = quo.webhooks.create_for_call_summaries(url=URL, events=["call.summary.completed"])
    assert is_plain(webhook, ["call.summary.completed"])


def test_webhooks_create_for_call_transcripts(quo: Quo) -> None:
    webhook = quo.webhooks.create_for_call_transcripts(url=URL, events=["call.transcript.completed"])
    assert is_plain(webhook, ["call.transcript.completed"])


@pytest.mark.leans_on("webhooks-of-the-owner")
def test_webhooks_list(quo: Quo) -> None:
    assert quo.webhooks.list() == []
    own = [quo.webhooks.create_for_messages(url=f"{URL}/{n}", events=["message.received"]) for n in range(3)]
    theirs = quo.webhooks.create_for_calls(url=URL, events=["call.ringing"], user_id="US124abc")
    assert quo.webhooks.list() == quo.webhooks.list(user_id="US123abc") == own
    assert quo.webhooks.list(user_id="US124abc") == [theirs]
    assert quo.webhooks.list(user_id="USnobody") == []
    assert len({webhook.key for webhook in [*own, theirs]}) == 4


def test_webhooks_get(quo: Quo) -> None:
    theirs = quo.webhooks.create_for_calls(url=URL, events=["call.ringing"], user_id="US124abc")
    assert quo.webhooks.get(theirs.id) == theirs


def test_webhooks_delete(quo: Quo) -> None:
    kept, gone = (quo.webhooks.create_for_calls(url=URL, events=["call.ringing"]) for _ in range(2))
    quo.webhooks.delete(gone.id)
    for again in (quo.webhooks.get, quo.webhooks.delete):
        with pytest.raises(errors.NotFound, match="Webhook not found"):
            again(gone.id)
    assert quo.webhooks.list() == [kept]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"url": "ftp://example.com/quo"}, "/url", "Expected string to match '^https?://[^/?#]'"),
    ({"url": "example.com"}, "/url", "Expected string to match 'uri' format"),
    ({"url": "https:///quo"}, "/url", "Expected string to match '^https?://[^/?#]'"),
    ({"resourceIds": ["*", "PN123abc"]}, "/resourceIds/1", "Expected '*'"),
    ({"resourceIds": ["CT123abc"]}, "/resourceIds/0", r"Expected string to match '^(PN(.*)|\*)$'"),
    (
        {"resourceIds": ["PN123abc"] * 11},
        "/resourceIds",
        "Expected array length to be less or equal to 10",
    ),
    ({"status": "paused"}, "/status", "Expected union value"),
    ({"userId": "PN123abc"}, "/userId", "Expected string to match '^US(.*)$'"),
    ({"label": None}, "/label", "Expected string"),
]


@pytest.mark.leans_on("ten-resource-ids", "webhook-hosts")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("change", "path", "message"), REFUSED)
def test_a_webhook_that_cannot_be_is_refused_by_name(
    account: Account, kind: str, change: dict[str, Any], path: str, message: str
) -> None:
    with account.http() as http:
        body = {"url": URL, "events": KINDS[kind], **change}
        response = http.post(f"/quo/v1/webhooks/{kind}", json=body)
        assert (response.status_code, response.json()["code"]) == (400, "0300400")
        said = [(each["path"], each["message"]) for each in response.json()["errors"]]
        assert (path, message) in said
        assert {path} == {where for where, _ in said}
        assert http.get("/quo/v1/webhooks").json() == {"data": []}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_a_webhook_is_told_of_its_own_kind_only(account: Account, kind: str, other: str) -> None:
    with account.http() as http:
        for event in KINDS[other]:
            body = {"url": URL, "events": [event]}
            status = http.post(f"/quo/v1/webhooks/{kind}", json=body).status_code
            assert status == (201 if kind == other else 400), event
        several = http.post(f"/quo/v1/webhooks/{kind}", json={"url": URL, "events": ["task.assigned"]})
        assert several.status_code == 400


@pytest.mark.parametrize(("kind", "status"), {"messages": 201, "call-summaries": 400}.items())
def test_a_webhook_for_nothing_is_as_the_document_has_it(account: Account, kind: str, status: int) -> None:
    with account.http() as http:
        body: dict[str, Any] = {"url": URL, "events": [], "resourceIds": []}
        assert http.post(f"/quo/v1/webhooks/{kind}", json=body).status_code == status
