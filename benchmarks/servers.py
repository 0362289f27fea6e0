"""This gateway beside other mocks, with a bare Flask view as the unit: `make bench-servers`."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks import filling, results, table
from benchmarks.peers import GATEWAY, UNIT, contenders
from benchmarks.race import Pace, Race, asked, say, size

DELIVERED = 4  # seconds until the gateway has nothing left to do for a message that it has sent


def measure(workers: int | None, only: list[str], pace: Pace) -> None:
    """Measure everything, print the table, and keep the numbers."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        run = Race(Path(folder), pace)
        for contender in contenders(workers):
            if not only or contender.name in (UNIT, *only):
                run.enter(contender)
        run.start(stack)
        run.run({name: asked(run.entries[name][0]) for name in run.servers})
        for name, server in run.servers.items():
            run.entries[name][1].loaded = server.memory()
        finished = [result for _, result in run.entries.values()]
        if GATEWAY in run.servers:
            with run.attempt(GATEWAY):
                write(run)
        say("")
        table.show(finished, run.entries[UNIT][1], run.left_out)
        results.keep(finished, run.left_out)


def write(run: Race) -> None:
    """What only this gateway is asked for, sends and a page deep in them, beside the unit once more."""
    say(f"sending {filling.DEPTH} messages")
    url, unit = run.servers[GATEWAY].url, run.entries[UNIT][0]
    filling.rich(url)
    deep = filling.deep(url)
    run.entries[GATEWAY][1].sizes["deep"] = size(url, deep)
    time.sleep(DELIVERED)
    run.run({UNIT: {"page again": asked(unit)["page"]}, GATEWAY: {"deep": deep}})
    run.run({UNIT: {"small again": unit.small}, GATEWAY: {"send": filling.SEND}})


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="bench-servers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds, less than 90 s")
    parser.add_argument(
        "--workers", type=int, metavar="N", help="worker processes of this gateway, on one file"
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="only these, and the unit"
    )
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("bench-servers needs wrk, which Debian and Homebrew have by that name")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended as on Ctrl-C
    measure(options.workers, options.only, Pace(1, 2, 1) if options.quick else Pace(3, 5, 2))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
