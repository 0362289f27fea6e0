"""Metrics: what Prometheus reads, parsed by its own library."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from mock_gateway import create_app
from mock_gateway.control.client import Control
from mock_gateway.metrics import BUCKETS, Metrics

from .conftest import Bench

SEND = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}


def samples(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every value by its name and the values of its labels, in the order of their names."""
    return {
        (sample.name, tuple(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def scraped(bench: Bench) -> dict[tuple[str, tuple[str, ...]], float]:
    answer = bench.ask("GET /_mock/api/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    return samples(answer.text)


def test_requests_are_counted_by_operation_door_and_status(bench: Bench) -> None:
    for _ in range(3):
        bench.ask("GET /quo/v1/phone-numbers")
    bench.ask("GET /v1/phone-numbers", headers={"Authorization": "quo_mock_key"})
    bench.ask("GET /quo/v1/nothing")
    bench.ask("GET /_mock/api/health")
    found = scraped(bench)
    requests = {labels: value for (name, labels), value in found.items() if name == "quo_mock_requests_total"}
    assert requests == {
        ("gateway", "phone_numbers_list", "200"): 3,
        ("quo", "phone_numbers_list", "200"): 1,
        ("gateway", "unknown", "404"): 1,
    }
    assert found["quo_mock_request_seconds_count", ("phone_numbers_list",)] == 4
    assert found["quo_mock_request_seconds_sum", ("phone_numbers_list",)] > 0


def test_texts_and_faults_are_counted(bench: Bench) -> None:
    bench.ask("POST /quo/v1/messages", SEND)
    bench.ask("POST /quo/v1/messages", {**SEND, "content": ""})
    bench.ask("POST /quo/v1/messages", SEND, headers={"Mock-Fault": "503"})
    bench.ask("GET /quo/v1/phone-numbers", headers={"Mock-Fault": "slow=0"})
    with pytest.raises(ConnectionResetError):
        bench.ask("POST /quo/v1/messages", SEND, headers={"Mock-Fault": "reset"})
    with pytest.raises(ConnectionResetError):
        bench.ask("POST /quo/v1/messages", SEND, headers={"Mock-Fault": "reset=after"})
    found = scraped(bench)
    assert found["quo_mock_messages_total", ()] == 2  # whoever sent the second does not know
    assert found["quo_mock_faults_total", ("reset",)] == 2
    assert found["quo_mock_faults_total", ("status",)] == found["quo_mock_faults_total", ("slow",)] == 1


def test_a_text_whose_sender_was_told_of_an_error_is_accepted_all_the_same(bench: Bench) -> None:
    bench.ok("POST /_mock/api/faults", {"then": {"action": "status", "status": 500, "when": "after"}})
    assert bench.ask("POST /quo/v1/messages", SEND).status_code == 500
    assert scraped(bench)["quo_mock_messages_total", ()] == 1


def test_deliveries_are_counted_by_whoever_delivers(bench: Bench) -> None:
    bench.gateway.metrics.count_delivery("delivered")
    bench.gateway.metrics.count_delivery("timeout")
    bench.gateway.metrics.count_delivery("delivered")
    found = scraped(bench)
    assert found["quo_mock_deliveries_total", ("delivered",)] == 2
    assert found["quo_mock_deliveries_total", ("timeout",)] == 1


@given(st.lists(st.integers(0, 10**11), max_size=50))
def test_a_bucket_counts_all_that_took_no_longer(durations: list[int]) -> None:
    metrics = Metrics()
    for duration in durations:
        metrics.count_request("users_list", "gateway", 200, duration, done=200)
    found: dict[Any, float] = samples(metrics.text().decode())
    for bound in BUCKETS if durations else ():
        expected = sum(duration <= round(bound * 1e9) for duration in durations)
        assert found["quo_mock_request_seconds_bucket", (str(bound), "users_list")] == expected
    counted = found.get(("quo_mock_request_seconds_bucket", ("+Inf", "users_list")), 0)
    assert counted == len(durations)


def test_each_gateway_counts_for_itself() -> None:
    first, second = Bench(seed="empty"), Bench(seed="empty")
    first.ask("GET /quo/v1/phone-numbers")
    assert ("quo_mock_requests_total", ("gateway", "phone_numbers_list", "200")) in scraped(first)
    assert not any(name == "quo_mock_requests_total" for name, _ in scraped(second))


def test_the_client_reads_them() -> None:
    transport = httpx.WSGITransport(app=create_app(seed="empty"))
    with Control("http://mock", transport=transport) as control:
        assert samples(control.metrics())["quo_mock_messages_total", ()] == 0
