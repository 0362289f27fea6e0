"""A webhook that is made through the API gets what happens from then on, if it may be called."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from contract_tests.gateway.conftest import NOON, Bench
from maton_quo import models, webhooks
from mock_gateway.cli import main
from mock_gateway.clock import SECOND

from .conftest import Post
from .receiver import Receiver

CREATE = "POST /quo/v1/webhooks/messages"


def test_what_comes_in_and_what_is_delivered_is_told_with_the_key_that_was_given(
    post: Post, receiver: Receiver
) -> None:
    post.change_webhook("WH1", None)
    body = {"url": receiver.url, "events": ["message.received", "message.delivered"]}
    key = post.bench.ok(CREATE, body)["data"]["key"]
    number = post.bench.ok("GET /quo/v1/phone-numbers")["data"][0]
    received = post.control.receive_text("Grüße", from_="+12065550100")
    text = {"content": "Hello", "from": number["id"], "to": ["+12065550100"]}
    sent = post.bench.ok("POST /quo/v1/messages", text)
    post.control.advance(60)
    events = [
        webhooks.verify(request.body, request.headers, key, now=NOON / SECOND)
        for request in receiver.received
    ]
    told = [(event.type, event.data.object.id) for event in events if isinstance(event, models.MessageEvent)]
    assert told == [("message.received", received["id"]), ("message.delivered", sent["id"])]


@pytest.mark.leans_on("webhook-hosts")
@pytest.mark.parametrize(
    "url",
    ["https://example.com/quo", "http://10.0.0.1/", "http://169.254.169.254/latest", "http://0.0.0.0:1/"],
)
def test_a_webhook_to_a_forbidden_host_is_not_made(either: Bench, url: str) -> None:
    before = either.state()
    answer = either.ask(CREATE, {"url": url, "events": ["message.received"]})
    assert answer.status_code == 400
    assert "--allow-webhook-host" in answer.text
    assert either.state() == before


def test_a_webhook_to_a_host_that_was_allowed_is_made() -> None:
    bench = Bench(seed="empty", webhook_hosts=["example.com"])
    bench.ok(CREATE, {"url": "https://example.com/quo", "events": ["message.received"]})


def test_the_command_takes_hosts_and_says_what_is_none() -> None:
    options = ["--allow-webhook-host", "a.example", "--allow-webhook-host", "https://b.example/quo"]
    result = CliRunner().invoke(main, ["serve", "--port", "0", *options])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "quo-mock: a webhook host is a name such as example.com or an address, and a port if only"
        " one is meant, not 'https://b.example/quo'\n"
    )
