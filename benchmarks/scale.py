"""A big workspace beside a small one, request by request, in this process: `make bench-scale`."""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.asking import Asking, requests
from benchmarks.timing import interleaved, microseconds

SMALL = (100, 1_000)
BIG = (100_000, 1_000_000)
QUICK = (10_000, 100_000)


def seed(size: tuple[int, int]) -> str:
    """The name of a seed with so many contacts and messages."""
    return f"large:contacts={size[0]},messages={size[1]}"


def filled(size: tuple[int, int], folder: Path) -> tuple[Path, dict[str, float]]:
    """A database of that size, made by a process of its own: rows a second, and its peak memory in MB."""
    database = folder / f"{size[1]}.db"
    command = [sys.executable, "-m", "benchmarks.scale", "--fill", str(database), seed(size)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    report: dict[str, float] = json.loads(answer.stdout)
    return database, report


def fill(database: str, name: str) -> dict[str, float]:
    """Fill a database here; what was loaded before counts for the memory, too, and not for the time."""
    from mock_gateway import create_app

    gateway = create_app(seed="empty").extensions["mock_gateway"]
    gateway.database.close()
    began = time.perf_counter()
    gateway = create_app(database, seed=name).extensions["mock_gateway"]
    taken = time.perf_counter() - began
    tables = ("contacts", "messages", "conversations")
    counts = (gateway.database.one(f"SELECT COUNT(*) FROM {table}")[0] for table in tables)  # noqa: S608
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"rate": sum(counts) / taken, "memory": peak}


def compare(small: Path, big: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """The median duration of each request on both, in seconds."""
    askers = [Asking(str(path)) for path in (small, big)]
    contenders: dict[str, Callable[[], object]] = {}
    for place, asking in zip(("small", "big"), askers, strict=True):
        for name, request in requests(asking).items():
            contenders[f"{place} {name}"] = request
    taken = interleaved(contenders, rounds=rounds)
    for asking in askers:
        asking.close()
    names = [name.partition(" ")[2] for name in taken if name.startswith("small")]
    return {name: (taken[f"small {name}"], taken[f"big {name}"]) for name in names}


def show(
    sizes: list[tuple[int, int]], reports: list[dict[str, float]], found: dict[str, tuple[float, float]]
) -> None:
    """The table, and how the databases were filled."""
    title = f"{platform.machine()}, Python {platform.python_version()}, SQLite files, in process"
    table = Table(title=title, box=box.SIMPLE_HEAD)
    for column in ("request", *(f"{size[1]:,} messages".replace(",", " ") for size in sizes), "ratio"):
        table.add_column(column, justify="left" if column == "request" else "right")
    for name, (small, big) in found.items():
        table.add_row(name, microseconds(small), microseconds(big), f"{big / small:.2f}")
    console = Console(width=110, highlight=False)
    console.print(table)
    for size, report in zip(sizes, reports, strict=True):
        console.print(
            f"{seed(size)}: filled at {report['rate']:,.0f} rows/s, peak memory {report['memory']:.0f} MB"
        )


def main() -> None:
    """Fill both databases in a temporary folder, measure, print, and remove them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=BIG[1], help="how many the big workspace has")
    parser.add_argument("--contacts", type=int, default=BIG[0], help="how many the big workspace has")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, and fewer rounds")
    parser.add_argument("--fill", nargs=2, metavar=("DATABASE", "SEED"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.fill:
        print(json.dumps(fill(*wanted.fill)))
        return
    sizes = [SMALL, QUICK if wanted.quick else (wanted.contacts, wanted.messages)]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        made = [filled(size, Path(folder)) for size in sizes]
        found = compare(made[0][0], made[1][0], 50 if wanted.quick else wanted.rounds)
    show(sizes, [report for _, report in made], found)


if __name__ == "__main__":
    main()
