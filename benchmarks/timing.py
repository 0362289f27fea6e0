"""Measuring contenders side by side: interleaved rounds, so that a noisy moment hits all of them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping


def interleaved(contenders: Mapping[str, Callable[[], object]], *, rounds: int) -> dict[str, float]:
    """The median duration of each contender, in seconds, after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    gc.collect()
    gc.disable()
    try:
        for round_number in range(rounds + 1):
            for name, contender in contenders.items():
                began = time.perf_counter()
                contender()
                if round_number:
                    taken[name].append(time.perf_counter() - began)
    finally:
        gc.enable()
    return {name: statistics.median(durations) for name, durations in taken.items()}


def microseconds(seconds: float) -> str:
    """A duration as people read it."""
    return f"{seconds * 1e6:,.0f} µs"
