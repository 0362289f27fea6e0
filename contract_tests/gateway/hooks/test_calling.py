"""Where an attempt goes: to the very address that was judged, and nowhere that was not allowed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .conftest import Post
from .receiver import Receiver


def test_a_forbidden_host_is_refused_at_the_delivery_and_the_log_says_why(post: Post) -> None:
    post.subscribe("http://10.0.0.1:9/")
    post.happen()
    post.control.deliver()
    [delivery] = post.log
    assert delivery.attempts[0].error == (
        "webhooks are sent to this machine only, and 10.0.0.1 is another:"
        " quo-mock serve --allow-webhook-host 10.0.0.1 allows it"
    )


def test_a_name_is_looked_up_once_and_that_address_is_called(
    new_receiver: object, receiver: Receiver
) -> None:
    post = Post(webhook_hosts=["hooks.example.com"])
    looked: list[str] = []

    def rebinding(name: str) -> Sequence[str]:
        looked.append(name)
        return ["127.0.0.1"] if len(looked) == 1 else ["169.254.169.254"]

    post.gateway.dispatcher.lookup = rebinding
    post.subscribe(f"http://hooks.example.com:{receiver.port}/hook")
    post.happen()
    post.control.deliver()
    assert (post.log[0].status, looked) == ("delivered", ["hooks.example.com"])
    assert receiver.received[0].headers["Host"] == f"hooks.example.com:{receiver.port}"
    post.happen("AC2")
    post.control.deliver()
    assert (
        post.log[1].attempts[0].error
        == "hooks.example.com leads to 169.254.169.254, where webhooks are not sent"
    )


def test_of_two_addresses_the_one_with_a_receiver_is_found(post: Post, receiver: Receiver) -> None:
    post.gateway.dispatcher.lookup = lambda name: ["::1", "127.0.0.1"]
    post.change_webhook("WH1", {"url": f"http://localhost:{receiver.port}/"})
    post.happen()
    post.control.deliver()
    assert post.log[0].status == "delivered"


def test_a_name_that_cannot_be_looked_up_is_said_so(post: Post) -> None:
    def failing(name: str) -> Sequence[str]:
        raise OSError("no such host")

    post.gateway.dispatcher.lookup = failing
    post.subscribe("http://localhost:1/")
    post.happen()
    post.control.deliver()
    assert post.log[0].attempts[0].error == "localhost could not be looked up"


def test_a_webhook_cannot_steer_the_gateway_itself(post: Post) -> None:
    signed = {"openphone-signature": "hmac;1;1;x"}
    answer = post.bench.ask("POST /_mock/api/reset", headers=signed)
    assert (answer.status_code, answer.json["message"]) == (403, "/_mock/ does not take webhooks")


def test_a_proxy_of_the_environment_is_not_used(
    post: Post, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    post.happen()
    post.control.deliver()
    assert post.log[0].status == "delivered"
