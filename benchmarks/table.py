"""The table of `make bench-servers`: requests as parts of the unit's, with what they are parts of."""

from __future__ import annotations

import statistics

from rich.console import Console
from rich.table import Table

from benchmarks.filling import DEPTH
from benchmarks.results import Result, machine

COLUMNS = ("", "start", "small GET", "a second", "p50", "p99", "page of 100", "a second", "p50", "p99", "kB")


def show(results: list[Result], unit: Result, left_out: dict[str, str]) -> None:
    """Print the table, how each contender is set up, and who is missing."""
    console = Console(width=132, highlight=False)
    console.print(_table(results, unit))
    for result in results:
        console.print(f"{result.name} {result.version}: {result.setup}")
    for name, reason in left_out.items():
        console.print(f"left out: {name}, because {reason}")


def _table(results: list[Result], unit: Result) -> Table:
    here = machine()
    title = f"wrk, {here['connections']} connections, on {here['cores']} cores, {here['processor']}; "
    table = Table(title=f"{title}Python {here['python']}")
    for number, column in enumerate((*COLUMNS, "MB idle", "MB loaded")):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for result in results:
        table.add_row(
            result.name,
            f"{statistics.median(result.starts):.2f} s",
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
    latencies = (f"{result.median(request, what) * 1e3:.1f} ms" for what in ("p50", "p99"))
    return [f"{ratio:.2f} ×", rate, *latencies]


def _size(count: int | None) -> str:
    return "–" if count is None else f"{count / 1e3:.0f}"


def _megabytes(count: int | None) -> str:
    return "–" if count is None else f"{count / 1e6:.0f}"
