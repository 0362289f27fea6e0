"""What this process has done, counted for Prometheus."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client.core import Metric

BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)
"""The upper bounds of the histogram of latencies, in seconds; what is over the last is counted beside it."""
_BOUNDS = tuple(round(bound * 1e9) for bound in BUCKETS)

NOWHERE = "unknown"
"""The operation of a request that found none."""


class Metrics:
    """The counts of one process, from its start on: a scraper asks each process, and adds them up itself.

    Counting is done by hand and the client library only asked to write: its own counters cost more than all
    the rest of a request's bookkeeping.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._latencies: dict[str, list[int]] = {}
        self._faults: Counter[str] = Counter()
        self._messages = 0
        self._deliveries: Counter[str] = Counter()

    # ── Counting ──

    def count_request(
        self,
        operation: str | None,
        door: str,
        status: int,
        duration: int,
        *,
        done: int,
        faults: Iterable[str] = (),
    ) -> None:
        """Count an answer that took so many nanoseconds.

        Args:
            done: the status before any fault: a text whose sender was told of an error may be sent.
            faults: what struck it.
        """
        name = operation or NOWHERE
        with self._lock:
            self._requests[name, door, status] += 1
            latencies = self._latencies.get(name)
            if latencies is None:
                latencies = self._latencies[name] = [0] * (len(_BOUNDS) + 2)
            latencies[bisect_left(_BOUNDS, duration)] += 1
            latencies[-1] += duration
            for fault in faults:
                self._faults[fault] += 1
            if name == "messages_send" and done < 300:
                self._messages += 1

    def count_delivery(self, outcome: str) -> None:
        """Count an attempt to deliver a webhook by what came of it, such as `delivered`."""
        with self._lock:
            self._deliveries[outcome] += 1

    # ── Telling ──

    def collect(self) -> Iterator[Metric]:
        """All counts as the client library wants them."""
        from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily

        with self._lock:
            requests, faults = self._requests.copy(), self._faults.copy()
            latencies = {name: list(counts) for name, counts in self._latencies.items()}
            messages, deliveries = self._messages, self._deliveries.copy()
        family = CounterMetricFamily(
            "quo_mock_requests", "Requests at the operations' doors.", labels=("operation", "door", "status")
        )
        for (operation, door, status), count in sorted(requests.items()):
            family.add_metric((operation, door, str(status)), count)
        yield family
        histogram = HistogramMetricFamily(
            "quo_mock_request_seconds", "How long answers took, in real seconds.", labels=("operation",)
        )
        for operation, counts in sorted(latencies.items()):
            histogram.add_metric((operation,), _buckets(counts[:-1]), counts[-1] / 1e9)
        yield histogram
        yield _counted("quo_mock_faults", "Faults that struck, by action.", "action", faults)
        yield CounterMetricFamily("quo_mock_messages", "Texts that were accepted.", value=messages)
        yield _counted("quo_mock_deliveries", "Attempts to deliver a webhook.", "outcome", deliveries)

    def text(self) -> bytes:
        """All counts in Prometheus' text format."""
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry()
        registry.register(self)  # whatever has collect() is a collector
        return generate_latest(registry)


def _buckets(counts: list[int]) -> list[tuple[str, float]]:
    """The counts of durations up to each bound, the last of which is infinite."""
    found, total = [], 0
    for bound, count in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
        total += count
        found.append((bound, float(total)))
    return found


def _counted(name: str, about: str, label: str, counts: Counter[str]) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily(name, about, labels=(label,))
    for value, count in sorted(counts.items()):
        family.add_metric((value,), count)
    return family
