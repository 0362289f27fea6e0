"""The table of `make bench-servers`: requests as parts of the unit's, with what they are parts of."""

from __future__ import annotations

import statistics

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.filling import DEPTH
from benchmarks.results import Result, machine

REQUEST = ("×", "/s", "p50", "p99")
COLUMNS = ("", "start", *REQUEST, *REQUEST, "kB", "idle", "loaded")


def show(results: list[Result], unit: Result, left_out: dict[str, str]) -> None:
    """Print the table, how each contender is set up, and who is missing."""
    console = Console(width=120, highlight=False, soft_wrap=True)
    console.print(_table(results, unit), soft_wrap=False)
    console.print(
        "First the small GET, then the page of 100 messages: × the unit, requests a second, latencies in"
    )
    console.print("ms; start-up in s; the page's size; memory in MB. Sends are beside the small GET.\n")
    for result in results:
        console.print(f"{result.name} {result.version}: {result.setup}")
    for name, reason in left_out.items():
        console.print(f"left out: {name}, because {reason}")


def _table(results: list[Result], unit: Result) -> Table:
    here = machine()
    title = f"wrk, {here['connections']} connections, on {here['cores']} cores, {here['processor']}; "
    table = Table(title=f"{title}Python {here['python']}", box=box.SIMPLE_HEAD)
    for number, column in enumerate(COLUMNS):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for result in results:
        table.add_row(
            result.name,
            f"{statistics.median(result.starts):.2f}",
            *_cells(result, "small", unit, "small"),
            *_cells(result, "page", unit, "page"),
            _size(result.sizes.get("page")),
            _megabytes(result.idle),
            _megabytes(result.loaded),
        )
        if "send" in result.samples:
            sends, deep = (
                _cells(result, "send", unit, "small again"),
                _cells(result, "deep", unit, "page again"),
            )
            size = _size(result.sizes.get("deep"))
            table.add_row(f"  send; page at {DEPTH:,}".replace(",", " "), "", *sends, *deep, size, "", "")
    return table


def _cells(result: Result, request: str, unit: Result, unit_request: str) -> list[str]:
    """The ratio, the rate and two latencies of a request, or dashes."""
    if not result.samples.get(request):
        return ["–"] * 4
    ratio = result.ratio(request, unit, unit_request)
    rate = f"{result.median(request, 'rate'):,.0f}".replace(",", " ")
    latencies = (f"{result.median(request, what) * 1e3:.1f}" for what in ("p50", "p99"))
    return [f"{ratio:.2f}", rate, *latencies]


def _size(count: int | None) -> str:
    return "–" if count is None else f"{count / 1e3:.0f}"


def _megabytes(count: int | None) -> str:
    return "–" if count is None else f"{count / 1e6:.0f}"
