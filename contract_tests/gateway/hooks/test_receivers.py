"""Receivers that hang, dribble, flood, break off or send elsewhere cost their own deliveries only."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from mock_gateway.hooks.delivery import LARGEST_ANSWER

from .conftest import Post
from .receiver import Answer, Receiver, status

HANG_SECONDS = 30


def hang(leave: Callable[[float], bool]) -> Answer:
    """Say nothing."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        leave(HANG_SECONDS)
        handler.close_connection = True

    return answer


def dribble(leave: Callable[[float], bool], before: bytes, again: bytes) -> Answer:
    """Say something, and then a little more now and again."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(before)
        for _ in range(HANG_SECONDS * 10):
            handler.wfile.write(again)
            if leave(0.1):
                return

    return answer


def break_off(before: bytes) -> Answer:
    """Say the beginning of something, and go."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(before)
        handler.close_connection = True

    return answer


@pytest.mark.parametrize(
    ("before", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"."),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"H"),
    ],
    ids=["headers", "body", "chunks", "continue", "status-line"],
)
def test_a_receiver_that_dribbles_runs_out_of_time(
    post: Post, receiver: Receiver, before: bytes, again: bytes
) -> None:
    receiver.answers = [dribble(receiver.leave.wait, before, again)]
    post.happen()
    post.control.deliver()
    [delivery] = post.log
    assert delivery.attempts[0].error
    assert delivery.status == "pending"
    post.control.advance(5)
    assert post.log[0].status == "delivered"


@pytest.mark.leans_on("delivery-timeout")
def test_a_receiver_that_hangs_is_given_up_in_words(post: Post, receiver: Receiver) -> None:
    receiver.answers = [hang(receiver.leave.wait)]
    post.happen()
    assert post.control.deliver() == 1
    [delivery] = post.log
    assert (delivery.status, delivery.attempts[0].status) == ("pending", None)
    assert delivery.attempts[0].error == "the receiver did not finish its answer within 1 s"


def test_while_one_receiver_hangs_others_get_theirs(post: Post, new_receiver: Callable[[], Receiver]) -> None:
    slow, prompt = new_receiver(), new_receiver()
    others_done = threading.Event()

    def wait_for_others(handler: BaseHTTPRequestHandler) -> None:
        status(200 if others_done.wait(HANG_SECONDS) else 500)(handler)

    def prompt_answer(handler: BaseHTTPRequestHandler) -> None:
        status(200)(handler)
        if len(prompt.received) == 3:
            others_done.set()

    slow.otherwise, prompt.otherwise = wait_for_others, prompt_answer
    post.gateway.dispatcher.timeout = HANG_SECONDS
    post.subscribe(slow.url, "WH1")
    post.subscribe(prompt.url, "WH2")
    for number in range(3):
        post.happen(f"AC{number}")
    assert post.control.deliver() == 6
    assert {delivery.status for delivery in post.log} == {"delivered"}


def test_what_a_receiver_asks_the_gateway_meanwhile_is_answered(post: Post, receiver: Receiver) -> None:
    def ask_first(handler: BaseHTTPRequestHandler) -> None:
        answer = post.bench.app.test_client().get(
            "/v1/phone-numbers", headers={"Authorization": "quo_mock_key"}
        )
        status(answer.status_code)(handler)

    receiver.otherwise = ask_first
    post.happen()
    post.control.deliver()
    assert post.log[0].status == "delivered"


@pytest.mark.leans_on("any-2xx-accepts")
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308, 300, 304])
def test_a_redirect_is_a_failure_and_not_followed(
    post: Post, new_receiver: Callable[[], Receiver], code: int
) -> None:
    sending, elsewhere = new_receiver(), new_receiver()
    sending.otherwise = status(code, Location=elsewhere.url)
    post.subscribe(sending.url)
    post.happen()
    post.control.deliver()
    [delivery] = post.log
    assert delivery.attempts[0].status == code
    assert delivery.attempts[0].error == f"the receiver answered {code}; redirects are not followed"
    assert (len(sending.received), elsewhere.received) == (1, [])


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_of_a_hundred_megabytes_only_the_beginning_is_read(
    post: Post, receiver: Receiver, encoding: str
) -> None:
    written = []

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Length", str(100 * 1024 * 1024))
        handler.send_header("Content-Encoding", encoding)
        handler.end_headers()
        for _ in range(1600):
            written.append(handler.wfile.write(b"." * 65536))

    receiver.answers = [flood]
    post.happen()
    post.control.deliver()
    assert post.log[0].status == "delivered"
    assert LARGEST_ANSWER <= sum(written) + 65536 < 100 * 1024 * 1024


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 999999 What\r\n\r\n",
        b"\x00\xff" * 100,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    ],
    ids=["nothing", "headers", "body", "chunk", "mail", "status", "binary", "long-header"],
)
def test_a_receiver_that_breaks_off_or_speaks_something_else_has_not_taken_it(
    post: Post, receiver: Receiver, before: bytes
) -> None:
    receiver.answers = [break_off(before)]
    post.happen()
    post.control.deliver()
    [delivery] = post.log
    assert delivery.status == "pending"
    assert (delivery.attempts[0].error or "").startswith("the receiver broke off: ")
    post.control.advance(5)
    assert post.log[0].status == "delivered"


def test_nobody_there_is_said_in_words(post: Post) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    post.subscribe(f"http://127.0.0.1:{port}/")
    post.happen()
    post.control.deliver()
    assert (post.log[0].attempts[0].error or "").startswith("the receiver could not be reached: ")


def test_a_receiver_without_a_certificate_that_fits_is_not_trusted(post: Post, receiver: Receiver) -> None:
    post.change_webhook("WH1", {"url": receiver.url.replace("http:", "https:")})
    post.happen()
    post.control.deliver()
    assert receiver.received == []
    assert "SSL" in (post.log[0].attempts[0].error or "")
