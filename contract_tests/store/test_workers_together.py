"""The workers of one server have one journal and one sum of all counts, whichever of them is asked."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from contract_tests.gateway.serving import PATIENCE, Served, serve

from .test_workers import HTTP, WORKERS, children, ok

TEXTS = 40
READS = 3 * WORKERS
"""So many questions reach more than one worker."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("together")
    options = ("--db", "quo.db", "--workers", str(WORKERS), "--seed", "empty", "--set", "rate_limit=0")
    running = serve(folder, *options)
    children(running)
    yield running
    running.kill()


def send(served: Served, number: int) -> int:
    """Send a text, and return how many of three answers, whoever gives them, know of it."""
    text = {"content": f"text {number}", "from": "PN123abc", "to": ["+12065550177"]}
    ok(served, "POST /quo/v1/messages", text)
    expected = {"operation": "messages_send", "body": {"content": f"text {number}"}, "count": 1}
    return sum(ok(served, "POST /_mock/api/journal/verify", expected)["data"]["holds"] for _ in range(3))


def scraped(served: Served) -> dict[str, float]:
    """The sums over all labels of what a worker tells Prometheus."""
    found: dict[str, float] = {}
    text = HTTP.get(f"{served.url}/_mock/api/metrics").text
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name] = found.get(sample.name, 0) + sample.value
    return found


def test_whoever_is_asked_knows_what_any_worker_has_answered(served: Served) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda number: send(served, number), range(TEXTS))) == {3}
    query = "GET /_mock/api/journal?operation=messages_send&limit=1000"
    journals = [ok(served, query)["data"] for _ in range(READS)]
    assert journals == journals[:1] * READS
    assert sorted(each["body"]["content"] for each in journals[0]) == sorted(
        f"text {n}" for n in range(TEXTS)
    )
    numbers = [each["number"] for each in journals[0]]
    assert numbers == sorted(set(numbers))
    assert all("mock_key" not in str(each) for each in journals[0])


def test_the_rate_limit_is_counted_together(served: Served) -> None:
    ok(served, "POST /_mock/api/clock", {"freeze": True})  # in a window that does not end
    ok(served, "PATCH /_mock/api/settings", {"rate_limit": READS})
    answers = [HTTP.get(f"{served.url}/quo/v1/users/US123abc") for _ in range(2 * READS)]
    left = [f'"per-second"; r={max(READS - number, 0)}; t=1' for number in range(1, 2 * READS + 1)]
    assert [answer.headers["ratelimit"] for answer in answers] == left
    assert [answer.status_code for answer in answers] == [200] * READS + [429] * READS
    ok(served, "PATCH /_mock/api/settings", {"rate_limit": 0})
    ok(served, "POST /_mock/api/clock", {"resume": True})


def test_what_one_worker_forgets_all_have_forgotten(served: Served) -> None:
    ok(served, "GET /quo/v1/users/US123abc")
    httpx.delete(f"{served.url}/_mock/api/journal").raise_for_status()
    assert [ok(served, "GET /_mock/api/journal")["data"] for _ in range(READS)] == [[]] * READS


def test_every_scrape_tells_of_all_workers_also_of_one_that_was_killed(served: Served) -> None:
    before = scraped(served)
    for _ in range(READS):
        ok(served, "GET /quo/v1/users/US123abc")
    for _ in range(READS):
        present = scraped(served)
        assert present["quo_mock_requests_total"] == before["quo_mock_requests_total"] + READS
        assert present["quo_mock_request_seconds_count"] == present["quo_mock_requests_total"]
        assert present["quo_mock_workers"] == WORKERS
        assert present["quo_mock_start_time_seconds"] == before["quo_mock_start_time_seconds"] < time.time()
    workers = children(served)
    os.kill(min(workers), signal.SIGKILL)
    while children(served) == workers:
        time.sleep(0.02)
    deadline = time.monotonic() + PATIENCE
    while (after := tried(served)).get("quo_mock_workers") != WORKERS:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert after["quo_mock_requests_total"] == present["quo_mock_requests_total"]
    assert [scraped(served)["quo_mock_workers"] for _ in range(READS)] == [WORKERS] * READS


def tried(served: Served) -> dict[str, float]:
    """A scrape, or nothing where the connection had come in for the dead one."""
    try:
        return scraped(served)
    except httpx.TransportError:
        return {}
