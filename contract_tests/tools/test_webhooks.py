"""Webhooks: made, read delivery by delivery, delivered again and deleted; their keys are never shown."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .conftest import NASTY, Looker

CUSTOMER = {"from": "+12065550100", "text": NASTY}


def made(looker: Looker, **form: Any) -> str:
    """The id of a webhook that a form has made."""
    answer = looker.post(
        "webhooks/new", {"url": "http://127.0.0.1:9/hook", "events": "message.received", **form}
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"].rpartition("/")[2])


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        (["message.received", "message.delivered"], "messages"),
        (["call.completed"], "calls"),
        (["call.summary.completed"], "call-summaries"),
        (["call.transcript.completed"], "call-transcripts"),
    ],
)
def test_a_webhook_is_made_of_each_kind(looker: Looker, events: list[str], kind: str) -> None:
    id = made(looker, events=events, label=NASTY, resourceIds=["PN123abc"])
    kept = looker.bench.ok(f"GET /quo/v1/webhooks/{id}")["data"]
    assert (kept["events"], kept["label"], kept["resourceIds"]) == (events, NASTY, ["PN123abc"]), kind
    for page in (looker.get("webhooks"), looker.get(f"webhooks/{id}")):
        assert kept["key"] not in page
        assert "<script>alert" not in page
    assert "Deleted" in looker.done(f"webhooks/{id}/delete")
    looker.get(f"webhooks/{id}", 404)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"events": []}, "at least one event"),
        ({"events": ["message.received", "call.completed"]}, "one kind of event"),
        ({"events": ["nonsense"]}, "one kind of event"),
        ({"events": "message.received", "url": "https://example.com/"}, "this machine only"),
        ({"events": "message.received", "url": ""}, "Url"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(looker: Looker, form: Any, said: str) -> None:
    form = {"url": "http://127.0.0.1:9/", "label": "mine", **form}
    sentence, page = looker.refused("webhooks/new", form)
    assert said in sentence
    assert 'value="mine"' in page
    assert looker.bench.ok("GET /quo/v1/webhooks")["data"] == []


def test_a_delivery_is_read_and_made_again(looker: Looker) -> None:
    id = made(looker)
    looker.bench.ok("POST /_mock/api/inbound/messages", CUSTOMER)
    looker.bench.ok("POST /_mock/api/deliveries/run")
    page = looker.get(f"webhooks/{id}")
    [delivery] = set(re.findall(r'id="delivery-(\w+)"', page))
    page = looker.get(f"webhooks/{id}/deliveries/{delivery}")
    assert "openphone-signature: hmac;1;" in page
    assert "message.received" in page
    assert "<script>alert" not in page
    assert page.count('class="attempt"') == 1
    page = looker.done(f"webhooks/{id}/deliveries/{delivery}")
    assert page.count('class="attempt"') == 2
    assert f"delivery-{delivery}" in looker.get(f"webhooks/{id}?status=pending")
    assert f"delivery-{delivery}" not in looker.get(f"webhooks/{id}?status=delivered")
    looker.get(f"webhooks/{id}?status=nonsense", 400)
    looker.get(f"webhooks/{id}/deliveries/nonsense", 404)
    other = made(looker)
    looker.get(f"webhooks/{other}/deliveries/{delivery}", 404)


def test_deliveries_come_in_windows(looker: Looker) -> None:
    id = made(looker)
    for _ in range(53):
        looker.bench.ok("POST /_mock/api/inbound/messages", CUSTOMER)
    page = looker.get(f"webhooks/{id}")
    assert page.count('id="delivery-') == 50
    older = re.search(r"before=(\w+)", page)
    assert older
    assert looker.get(f"webhooks/{id}?before={older[1]}").count('id="delivery-') == 3


def test_an_empty_list_says_what_to_paste(looker: Looker) -> None:
    assert "quo.webhooks.create_for_messages(" in looker.get("webhooks")
    assert "_mock/api/inbound/messages" in looker.get(f"webhooks/{made(looker)}")


def test_no_form_of_another_site_is_taken(looker: Looker) -> None:
    id = made(looker)
    assert looker.post(f"webhooks/{id}/delete", csrf="guessed").status_code == 403
    looker.get(f"webhooks/{id}")
