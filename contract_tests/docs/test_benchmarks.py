"""The benchmarks read wrk's output as it means it; what it leaves out is never taken for zero."""

from __future__ import annotations

import pytest

from benchmarks.load import Request, parse

CLEAN = """Running 2s test @ http://127.0.0.1:8787/v1/messages
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.51ms    1.90ms  30.12ms   91.41%
    Req/Sec     6.99k     1.02k    8.21k    70.00%
  Latency Distribution
     50%  980.00us
     75%    2.90ms
     90%    4.11ms
     99%    1.02s 
  13912 requests in 2.00s, 6.91MB read
Requests/sec:   6950.12
Transfer/sec:      3.45MB
"""


def test_rate_and_latencies_are_read_in_seconds() -> None:
    sample = parse(CLEAN)
    assert (sample.rate, sample.failed) == (6950.12, 0)
    assert (sample.p50, sample.p99) == pytest.approx((0.00098, 1.02))


@pytest.mark.parametrize(
    ("line", "failed"),
    [
        ("  Non-2xx or 3xx responses: 15735\n", 15735),
        ("  Socket errors: connect 1, read 2, write 3, timeout 4\n", 10),
        ("  Socket errors: connect 0, read 7, write 0, timeout 0\n  Non-2xx or 3xx responses: 5\n", 12),
    ],
)
def test_refusals_and_socket_errors_are_counted(line: str, failed: int) -> None:
    assert parse(CLEAN.replace("Requests/sec", f"{line}Requests/sec")).failed == failed


@pytest.mark.parametrize("text", ["", "unable to connect to 127.0.0.1:8787", CLEAN.replace("99%", "98%")])
def test_anything_else_is_no_result(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


def test_only_what_the_command_line_cannot_say_is_scripted() -> None:
    assert Request("/").script() == ""
    assert 'wrk.body = [==[{"a": 1}]==]' in Request("/", body='{"a": 1}').script()
    assert '{"Basic a", "Basic b"}' in Request("/", authorizations=("Basic a", "Basic b")).script()
