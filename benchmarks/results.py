"""What a run has measured, and how it is kept as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.load import CONNECTIONS, Sample

FILE = Path(__file__).parent / "results" / "servers.json"


@dataclass(slots=True)
class Result:
    """All that is known of one contender; samples by request, one per round."""

    name: str
    version: str
    setup: str
    starts: list[float] = field(default_factory=list)
    idle: int | None = None
    loaded: int | None = None
    sizes: dict[str, int] = field(default_factory=dict)
    samples: dict[str, list[Sample]] = field(default_factory=dict)

    def median(self, request: str, what: str) -> float:
        """The median over the rounds of `rate`, `p50` or `p99`."""
        values: list[float] = [getattr(sample, what) for sample in self.samples[request]]
        return statistics.median(values)

    def ratio(self, request: str, unit: Result, unit_request: str) -> float:
        """The median of the rates as parts of the unit's, round by round."""
        pairs = zip(
            self.samples[request], unit.samples[unit_request], strict=False
        )  # one may have failed late
        return statistics.median(ours.rate / theirs.rate for ours, theirs in pairs)


def machine() -> dict[str, Any]:
    """What the ratios depend on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "connections": CONNECTIONS,
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def keep(results: list[Result], left_out: dict[str, str]) -> None:
    """Write everything to `results/servers.json`, where the next run overwrites it."""
    FILE.parent.mkdir(exist_ok=True)
    contents = {
        "machine": machine(),
        "contenders": [asdict(result) for result in results],
        "left_out": left_out,
    }
    FILE.write_text(json.dumps(contents, indent=2) + "\n")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except FileNotFoundError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
