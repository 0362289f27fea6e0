"""What this gateway has done, counted for Prometheus."""

from __future__ import annotations

import mmap
import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .counts import Counts, Name, summed

if TYPE_CHECKING:
    from prometheus_client.core import Metric

    from .together.memory import Memory

BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)
"""The upper bounds of the histogram of latencies, in seconds; what is over the last is counted beside it."""
_BOUNDS = tuple(round(bound * 1e9) for bound in BUCKETS)

_REQUEST = ("operation", "door", "status")
_MESSAGES = ("messages",)
_ALONE_BYTES = 512 * 1024
"""As much as a worker has; nothing of it is taken from the machine before something is counted there."""

NOWHERE = "unknown"
"""The operation of a request that found none."""


class Metrics:
    """What the processes behind one port have done, from the start of their server on.

    A scraper asks each replica, and adds them up itself; which of a replica's workers answers it is all one.
    Counting is done by hand and the client library only asked to write: its own counters cost more than all
    the rest of a request's bookkeeping.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        """Over the memory that the workers of a server share; None in a process that serves alone."""
        self._lock = threading.Lock()
        self._memory = memory
        self._began = time.time() if memory is None else memory.began
        place = memoryview(mmap.mmap(-1, _ALONE_BYTES)) if memory is None else memory.take_place()
        self._counts = Counts(place)
        self._others = [Counts(each) for each in memory.places if each is not place] if memory else []

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
            self._add(("requests", name, door, str(status)))
            place = self._counts.row(("latencies", name), len(_BOUNDS) + 2)
            if place is not None:
                values = self._counts.values
                values[place + bisect_left(_BOUNDS, duration)] += 1
                values[place + len(_BOUNDS) + 1] += duration
            for fault in faults:
                self._add(("faults", fault))
            if name == "messages_send" and done < 300:
                self._add(_MESSAGES)

    def count_delivery(self, outcome: str) -> None:
        """Count an attempt to deliver a webhook by what came of it, such as `delivered`."""
        with self._lock:
            self._add(("deliveries", outcome))

    def _add(self, name: Name) -> None:
        place = self._counts.row(name, 1)
        if place is not None:
            self._counts.values[place] += 1

    # ── Telling ──

    def collect(self) -> Iterator[Metric]:
        """All counts as the client library wants them."""
        from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily

        with self._lock:
            found = sorted(summed([self._counts, *self._others]).items())
        yield _counted("quo_mock_requests", "Requests at the operations' doors.", _REQUEST, found)
        histogram = HistogramMetricFamily(
            "quo_mock_request_seconds", "How long answers took, in real seconds.", labels=("operation",)
        )
        for (kind, *labels), counts in found:
            if kind == "latencies":
                histogram.add_metric(labels, _buckets(counts[:-1]), counts[-1] / 1e9)
        yield histogram
        yield _counted("quo_mock_faults", "Faults that struck, by action.", ("action",), found)
        yield _counted("quo_mock_messages", "Texts that were accepted.", (), found)
        yield _counted("quo_mock_deliveries", "Attempts to deliver a webhook.", ("outcome",), found)
        workers = 1 if self._memory is None else self._memory.workers
        yield GaugeMetricFamily("quo_mock_workers", "Processes that serve behind this port.", value=workers)
        yield GaugeMetricFamily(
            "quo_mock_start_time_seconds", "When the server started, since 1970.", value=self._began
        )

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


def _counted(name: str, about: str, labels: Sequence[str], found: list[tuple[Name, list[int]]]) -> Metric:
    """The counter whose rows have the name's last word; one without labels is there from the start."""
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily(name, about, labels=labels)
    own = [(values, counts) for (kind, *values), counts in found if kind == name.rpartition("_")[2]]
    for values, counts in own or ([] if labels else [([], [0])]):
        family.add_metric(values, counts[0])
    return family
