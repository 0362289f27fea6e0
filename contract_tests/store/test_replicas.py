"""Two gateways on one PostgreSQL and one Redis, behind a balancer, are one gateway to those who ask."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.gateway.serving import Served, serve
from contract_tests.services import Redis

from .balancer import balanced

WRITERS = 8
EACH = 40
"""Texts that every writer gets acknowledged at least; it goes on until the killed replica is back."""
HEADERS = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
PARTICIPANT = "+12065550177"
HTTP = httpx.Client(headers=HEADERS, timeout=20, limits=httpx.Limits(max_keepalive_connections=0))
"""Makes a connection for every request, so that the balancer is asked each time."""


class Replicas:
    """Two gateways and the balancer before them."""

    def __init__(self, folder: Path, database: str, redis: str, stack: ExitStack) -> None:
        self._options = ("--db", database, "--redis", redis, "--set", "rate_limit=0", "--seed", "empty")
        self._folder, self._stack = folder, stack
        self.served = [self._start(name) for name in ("one", "two")]
        self.urls = [each.url for each in self.served]
        self.front = stack.enter_context(balanced([each.port for each in self.served]))

    def _start(self, name: str, *options: str) -> Served:
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        served = serve(folder, *self._options, *options)
        self._stack.callback(served.kill)
        return served

    def kill_and_restart_one(self) -> None:
        """End the first with all its workers, at once, and start it anew on its port."""
        port = self.served[0].port
        self.served[0].kill()
        self.served[0] = self._start("one", "--port", str(port))


@pytest.fixture
def replicas(tmp_path: Path, url: str, redis: Redis) -> Iterator[Replicas]:
    with ExitStack() as stack:
        yield Replicas(tmp_path, url, redis.url, stack)


def ask(url: str, request: str, body: Any = None) -> httpx.Response:
    method, _, path = request.partition(" ")
    return HTTP.request(method, url + path, json=body)


def ok(url: str, request: str, body: Any = None) -> Any:
    answer = ask(url, request, body)
    assert answer.status_code < 300, answer.text
    return answer.json()


@dataclass
class Sent:
    """What the writers were told."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    """The text by the id of its message."""
    unanswered: int = 0
    back: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)


def write(front: str, writer: int, sent: Sent) -> None:
    """Send until enough is acknowledged; what is not answered is not repeated, as a text may be out."""
    done = 0
    for number in count():
        text: dict[str, Any] = {"content": f"{writer}/{number}", "from": "PN123abc", "to": [PARTICIPANT]}
        try:
            answer = ask(front, "POST /quo/v1/messages", text)
        except httpx.TransportError:
            with sent.lock:
                sent.unanswered += 1
            continue
        assert answer.status_code == 202, answer.text
        with sent.lock:
            sent.acknowledged[answer.json()["id"]] = text["content"]
        done += 1
        if done >= EACH and sent.back.is_set():
            return


def kept(replicas: Replicas) -> list[dict[str, Any]]:
    """All messages, each page from the replica that did not give the token."""
    found: list[dict[str, Any]] = []
    query = f"phoneNumberId=PN123abc&participants=%2B{PARTICIPANT[1:]}&maxResults=7"
    token = ""
    for number in count():
        page = ok(replicas.urls[number % 2], f"GET /quo/v1/messages?{query}{token}")
        found += page["data"]
        if page["nextPageToken"] is None:
            assert page["totalItems"] == len(found)
            return found
        token = f"&pageToken={page['nextPageToken']}"
    return found


def balance(replicas: Replicas) -> int:
    cents: int = ok(replicas.front, "GET /_mock/api/settings")["data"]["balance_cents"]
    return cents


def test_nothing_acknowledged_is_lost_or_doubled_when_a_replica_is_killed(replicas: Replicas) -> None:
    ok(replicas.front, "PATCH /_mock/api/settings", {"balance_cents": 1_000_000, "price_cents": 3})
    sent = Sent()
    with ThreadPoolExecutor(WRITERS) as threads:
        writers = [threads.submit(write, replicas.front, number, sent) for number in range(WRITERS)]
        try:
            while len(sent.acknowledged) < WRITERS * EACH // 4:
                sent.back.wait(0.01)
            replicas.kill_and_restart_one()
        finally:
            sent.back.set()
        for writer in writers:
            writer.result()
    messages = kept(replicas)
    by_id = {message["id"]: message["text"] for message in messages}
    assert len(sent.acknowledged) >= WRITERS * EACH
    assert len(by_id) == len(messages) == len(set(by_id.values()))
    assert sent.acknowledged.items() <= by_id.items()
    assert len(messages) - len(sent.acknowledged) <= sent.unanswered
    assert balance(replicas) == 1_000_000 - 3 * len(messages)
    conversations = ok(replicas.front, "GET /quo/v1/conversations?maxResults=10")
    assert [each["participants"] for each in conversations["data"]] == [[PARTICIPANT]]
    first, second = replicas.served
    assert "Traceback" not in first.complained.read_text() + second.complained.read_text()


def test_a_connection_made_at_one_is_allowed_at_the_other(replicas: Replicas) -> None:
    one, other = replicas.urls
    id = ok(one, "POST /connections", {"app": "quo"})["connection_id"]
    page = ok(other, f"GET /connections/{id}")["connection"]["url"].partition("/connect/")[2]
    assert ask(other, f"GET /connect/{page}&auto=allow").status_code == 200
    assert ok(one, f"GET /connections/{id}")["connection"]["status"] == "ACTIVE"
    headers = {**HEADERS, "Maton-Connection": id}
    assert HTTP.get(f"{one}/quo/v1/users/US123abc", headers=headers).status_code == 200
    assert HTTP.get(f"{other}/quo/v1/users/US123abc", headers=headers).status_code == 200


def test_the_rate_limit_is_counted_together(replicas: Replicas) -> None:
    ok(replicas.front, "PATCH /_mock/api/settings", {"rate_limit": 6})
    answers: list[tuple[int, str]] = []
    with ExitStack() as stack:
        clients = [stack.enter_context(httpx.Client(base_url=url, headers=HEADERS)) for url in replicas.urls]
        for client in clients * 100:  # in turn; a second that ends too soon is followed by another
            answer = client.get("/quo/v1/users/US123abc")
            answers.append((answer.status_code, answer.headers["ratelimit"]))
    falling = [(200, f'"per-second"; r={left}; t=1') for left in (5, 4, 3, 2, 1, 0)]
    wanted = [*falling, (429, falling[-1][1])]
    assert any(answers[n : n + 7] == wanted for n in range(len(answers)))
