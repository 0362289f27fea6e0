"""What the client costs beside raw httpx, stock generated code, pydantic and msgspec: `make bench-client`."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks import page
from benchmarks.decoding import decode
from benchmarks.timing import interleaved, microseconds
from contract_tests.targets import Choice, opened
from maton_quo import Quo
from mock_gateway.demo import API_KEY

ROUNDS = 400


def call(transport: httpx.BaseTransport | None, url: str) -> tuple[float, float]:
    """A list of 100 messages through the client, and through httpx with `json.loads`, in seconds."""
    headers = {"Authorization": f"Bearer {API_KEY}", "User-Agent": "bench/1"}
    with Quo(api_key=API_KEY, base_url=url, transport=transport) as quo:
        raw = httpx.Client(base_url=url, headers=headers, transport=transport)
        with raw:
            taken = interleaved(
                {
                    "typed": lambda: (
                        quo.messages.list(
                            phone_number_id="PN124abc", participants=["+12065550101"], max_results=100
                        ).data
                    ),
                    "raw": lambda: json.loads(raw.get("/quo/v1/messages", params=_params()).content),
                },
                rounds=ROUNDS,
            )
    return taken["typed"], taken["raw"]


def _params() -> dict[str, Any]:
    return {"phoneNumberId": "PN124abc", "participants": ["+12065550101"], "maxResults": 100}


def imports(runs: int = 15) -> tuple[float, float]:
    """Starting Python and importing maton_quo, and httpx, each less the bare start, in seconds."""
    durations: dict[str, list[float]] = {"": [], "maton_quo": [], "httpx": []}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for run in range(runs + 1):
        for name, taken in durations.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", f"import {name or 'sys'}"], check=True, env=environment)
            if run:  # the first run writes the byte code
                taken.append(time.perf_counter() - began)
    bare, client, library = (statistics.median(taken) for taken in durations.values())
    return client - bare, library - bare


def construct() -> dict[str, float]:
    """A new client, in seconds: the first shares its TLS context with all others."""
    return interleaved(
        {
            "https": lambda: Quo(api_key="key").close(),
            "http": lambda: Quo(api_key="key", base_url="http://127.0.0.1:8787").close(),
            "httpx": lambda: httpx.Client().close(),
        },
        rounds=50,
    )


def memory(pages: int) -> int:
    """The peak of walking so many pages of 100 messages, in bytes."""
    with Quo(api_key="key", base_url="http://mock", transport=page.walking(pages)) as quo:
        tracemalloc.start()
        for _ in quo.messages.list(phone_number_id="PN1", participants=["+12065550119"], max_results=100):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def report(gateway_url: str) -> Table:
    """Everything, as a table of durations and ratios."""
    table = Table(title=f"maton_quo on {platform.machine()}, Python {platform.python_version()}")
    for column in ("what", "maton_quo", "beside", "ratio"):
        table.add_column(column, justify="left" if column == "what" else "right")

    def row(what: str, ours: float, other: str, theirs: float) -> None:
        table.add_row(what, microseconds(ours), f"{other} {microseconds(theirs)}", f"{ours / theirs:.2f}")

    row("list 100 messages, no socket", *_beside("raw", call(page.answering(page.body()), "http://mock")))
    row("list 100 messages, mock gateway", *_beside("raw", call(None, gateway_url)))
    decoded = decode()
    for name in ("msgspec", "json.loads", "pydantic", "stock"):
        row("decode 100 messages", decoded["maton_quo"], name, decoded[name])
    row("import, byte code written", *_beside("httpx", imports()))
    made = construct()
    row("new client, https", made["https"], "httpx.Client()", made["httpx"])
    row("new client, http", made["http"], "httpx.Client()", made["httpx"])
    few, many = memory(200) / 1e3, memory(1000) / 1e3
    table.add_row(
        "peak memory, 100 000 messages", f"{many:,.0f} kB", f"20 000 {few:,.0f} kB", f"{many / few:.2f}"
    )
    return table


def _beside(name: str, pair: tuple[float, float]) -> tuple[float, str, float]:
    return pair[0], name, pair[1]


def main() -> None:
    """Start a gateway, measure, print."""
    with opened(Choice("loopback", "documented")) as gateway:
        Console(width=100).print(report(gateway.base_url))


if __name__ == "__main__":
    main()
