"""`--workers N`: several processes over one database are one gateway, and one that dies is replaced."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.gateway.serving import PATIENCE, Served, run, serve

WORKERS, WRITERS, EACH = 4, 8, 20
HEADERS = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}
HTTP = httpx.Client(headers=HEADERS, timeout=20, limits=httpx.Limits(max_keepalive_connections=0))
"""Makes a connection for every request, so that all workers are asked."""
MESSAGES = "GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B12065550177&maxResults=100"


@pytest.fixture
def served(tmp_path: Path, address: str) -> Iterator[Served]:
    options = ("--db", address, "--workers", str(WORKERS), "--seed", "empty")
    running = serve(tmp_path, *options, "--set", "rate_limit=0")
    yield running
    running.kill()


def ok(served: Served, request: str, body: Any = None) -> Any:
    method, _, path = request.partition(" ")
    answer = HTTP.request(method, served.url + path, json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def listens(served: Served) -> bool:
    """Whether it takes connections just now."""
    try:
        HTTP.get(f"{served.url}/_mock/api/health")
    except httpx.TransportError:
        return False
    return True


def children(served: Served) -> set[int]:
    """The worker processes, once all of them are there."""
    pid, deadline = served.process.pid, time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if len(found) == WORKERS:
            return set(map(int, found))
        time.sleep(0.02)
    raise AssertionError(f"there are not {WORKERS} workers: {served.complained.read_text()}")


def kept(served: Served) -> list[dict[str, Any]]:
    """All texts, page by page from whichever worker is asked."""
    found: list[dict[str, Any]] = []
    token = ""
    while True:
        page = ok(served, MESSAGES + token)
        found += page["data"]
        if page["nextPageToken"] is None:
            assert page["totalItems"] == len(found)
            return found
        token = f"&pageToken={page['nextPageToken']}"


def test_workers_lose_nothing_double_nothing_and_agree(served: Served) -> None:
    children(served)
    ok(served, "PATCH /_mock/api/settings", {"balance_cents": 10_000, "price_cents": 3})

    def write(writer: int) -> list[str]:
        text: dict[str, Any] = {"from": "PN123abc", "to": ["+12065550177"]}
        sent = (
            ok(served, "POST /quo/v1/messages", {**text, "content": f"{writer}/{n}"}) for n in range(EACH)
        )
        return [message["id"] for message in sent]

    with ThreadPoolExecutor(WRITERS) as threads:
        acknowledged = [id for ids in threads.map(write, range(WRITERS)) for id in ids]
    assert sorted(message["id"] for message in kept(served)) == sorted(acknowledged)
    settings = [ok(served, "GET /_mock/api/settings")["data"] for _ in range(3 * WORKERS)]
    assert {each["balance_cents"] for each in settings} == {10_000 - 3 * WRITERS * EACH}
    moment = "2031-05-06T07:08:09.000000Z"
    ok(served, "POST /_mock/api/clock", {"freeze": True, "set": moment})
    clocks = [ok(served, "GET /_mock/api/clock")["data"] for _ in range(3 * WORKERS)]
    assert clocks == [{"now": moment, "frozen": True}] * len(clocks)
    assert {message["status"] for message in kept(served)} == {"delivered"}
    assert served.complained.read_text() == ""
    assert served.banner.count("listens at") == 1


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_worker_that_is_killed_is_replaced_and_all_end_when_told(served: Served) -> None:
    before = children(served)
    os.kill(min(before), signal.SIGKILL)
    while (after := children(served)) == before:
        time.sleep(0.02)
    assert len(after & before) == WORKERS - 1
    deadline = time.monotonic() + PATIENCE
    while not listens(served):  # what had come in for the dead one is refused
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert ok(served, "GET /quo/v1/users/US123abc")["data"]["id"] == "US123abc"
    assert "Traceback" not in served.complained.read_text()
    assert served.stop() == 0
    assert not served.has_processes()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_falls_due_happens_without_a_request(tmp_path: Path, workers: str) -> None:
    running = serve(tmp_path, "--db", "quo.db", "--workers", workers, "--seed", "empty")
    try:
        text = {"content": "Hi", "from": "PN123abc", "to": ["+12065550177"]}
        ok(running, "POST /quo/v1/messages", text)
        deadline = time.monotonic() + PATIENCE
        with closing(sqlite3.connect(tmp_path / "quo.db")) as beside:
            while beside.execute("SELECT COUNT(*) FROM timeline").fetchone() != (0,):
                assert time.monotonic() < deadline
                time.sleep(0.1)
            [[document]] = beside.execute("SELECT document FROM messages").fetchall()
    finally:
        running.kill()
    assert '"status":"delivered"' in document


def test_workers_without_a_database_to_share_are_refused_in_a_sentence() -> None:
    result = run("serve", "--port", "0", "--workers", "2")
    assert (result.returncode, result.stderr) == (
        2,
        "quo-mock: 2 workers need a database that they can share: name a file or a postgresql:// URL with"
        " --db, or serve with one worker\n",
    )
