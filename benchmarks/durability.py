"""Texts a second on a file at each durability, by turns: `python -m benchmarks.durability`."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from benchmarks import filling
from benchmarks.load import Request, Sample, press
from benchmarks.process import Running, running
from mock_gateway.ports import free_port

CONTENDERS = {"full": "quo.db?durability=full", "normal": "quo.db?durability=normal", "memory": ":memory:"}
UNIT = "full"
"""The default, which the others are measured in."""
_FIRST = Request("/quo/v1/phone-numbers", filling.KEY)


def measure(rounds: int, seconds: int) -> dict[str, list[Sample]]:
    """Load one gateway of each kind, a round each in turn, so that a slow moment of the disk hits all.

    Raises:
        LoadFailed: wrk gave no result.
        DidNotStart: a gateway did not answer.
    """
    found: dict[str, list[Sample]] = {name: [] for name in CONTENDERS}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        gateways = {name: stack.enter_context(_served(Path(folder) / name, name)) for name in CONTENDERS}
        for gateway in gateways.values():
            filling.rich(gateway.url)
        for _ in range(rounds):
            for name, gateway in gateways.items():
                found[name].append(press(gateway.url, filling.SEND, seconds=seconds))
    return found


def _served(folder: Path, name: str) -> AbstractContextManager[Running]:
    folder.mkdir()
    port = free_port("127.0.0.1")
    command = [sys.executable, "-m", "mock_gateway", "serve", "--port", str(port), "--db", CONTENDERS[name]]
    return running([*command, "--set", "rate_limit=0"], port, _FIRST, folder, {})


def table(found: dict[str, list[Sample]]) -> str:
    """The medians, beside the default's."""
    rates = {name: statistics.median(sample.rate for sample in samples) for name, samples in found.items()}
    lines = [f"{'durability':<12}{'texts/s':>9}{'×':>7}{'p50 ms':>9}{'p99 ms':>9}{'failed':>8}"]
    for name, samples in found.items():
        p50, p99 = (
            statistics.median(getattr(each, what) for each in samples) * 1e3 for what in ("p50", "p99")
        )
        failed = sum(sample.failed for sample in samples)
        ratio = rates[name] / rates[UNIT]
        lines.append(f"{name:<12}{rates[name]:>9,.0f}{ratio:>7.2f}{p50:>9.1f}{p99:>9.1f}{failed:>8}")
    return "\n".join(lines)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.durability", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="how long a round is")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("this needs wrk, which Debian and Homebrew have by that name")
    print(table(measure(options.rounds, options.seconds)))


if __name__ == "__main__":
    main()
