"""This gateway beside other mocks, with a bare Flask view as the unit: `make bench-servers`."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks import filling, results, table
from benchmarks.installing import CannotInstall
from benchmarks.load import LoadFailed, Request, press
from benchmarks.peers import GATEWAY, UNIT, Contender, contenders
from benchmarks.process import DidNotStart, Running, running
from benchmarks.results import Result
from mock_gateway.server import free_port

LIMIT = 240  # seconds; on a slow machine there are fewer rounds rather than a longer run
DELIVERED = 4  # seconds until the gateway has nothing left to do for a message that it has sent
FAILURES = (CannotInstall, DidNotStart, LoadFailed, httpx.HTTPError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Pace:
    """How thorough a run is."""

    starts: int
    rounds: int
    seconds: int


@dataclass(slots=True)
class Race:
    """The contenders that are still in it, and why others are not."""

    folder: Path
    pace: Pace
    entries: dict[str, tuple[Contender, Result]] = field(default_factory=dict)
    servers: dict[str, Running] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Do something with one contender, which is out if it fails; without the unit nothing is left."""
        try:
            yield
        except FAILURES as error:
            self.left_out[name] = str(error) or type(error).__name__
            self.entries.pop(name, None)
            self.servers.pop(name, None)
            if name == UNIT:
                sys.exit(f"bench-servers: {UNIT} is what all else is measured in: {self.left_out[name]}")

    def enter(self, contender: Contender) -> None:
        """Install a contender and write its files."""
        with self.attempt(contender.name):
            contender.command(0)  # says whether the program that runs it is here
            for package in contender.packages:
                say(f"installing {package.name} {package.version}")
                package.install()
            for name, text in contender.files().items():
                path = self.folder / contender.name / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            (self.folder / contender.name).mkdir(exist_ok=True)
            result = Result(contender.name, contender.version, contender.setup)
            self.entries[contender.name] = contender, result

    def start(self, stack: ExitStack) -> None:
        """Start all of them several times in turn, the last time to stay, and weigh and fill them."""
        for turn in range(self.pace.starts):
            for name, (contender, result) in list(self.entries.items()):
                say(f"starting {name}")
                with self.attempt(name), ExitStack() as briefly:
                    stays = turn == self.pace.starts - 1
                    command, port = contender.command, free_port("127.0.0.1")
                    server = (stack if stays else briefly).enter_context(
                        running(
                            command(port),
                            port,
                            contender.small,
                            self.folder / name,
                            contender.environment,
                        )
                    )
                    result.starts.append(server.started_in)
                    if stays:
                        self.settle(server, contender, result)

    def settle(self, server: Running, contender: Contender, result: Result) -> None:
        """Weigh a new server, give it its data, and see that both requests are answered as they should."""
        time.sleep(1)
        result.idle = server.memory()
        contender.fill(server.url)
        for what, request in asked(contender).items():
            result.sizes[what] = size(server.url, request)
            press(server.url, request, seconds=1)
        self.servers[contender.name] = server

    def run(self, requests: Mapping[str, Mapping[str, Request]]) -> None:
        """Load every contender with each of its requests in turn, round after round."""
        began = time.monotonic()
        for number in range(self.pace.rounds):
            if time.monotonic() - began > LIMIT:
                say(f"stopping after {number} of {self.pace.rounds} rounds: {LIMIT} s are over\n")
                break
            for name, wanted in requests.items():
                if name in self.servers:
                    with self.attempt(name):
                        say(f"round {number + 1} of {self.pace.rounds}: {name}")
                        self.load(self.servers[name], wanted, self.entries[name][1])

    def load(self, server: Running, wanted: Mapping[str, Request], result: Result) -> None:
        """One round of one contender; it is out if it refuses anything, for then it did not do the work."""
        for what, request in wanted.items():
            sample = press(server.url, request, seconds=self.pace.seconds)
            if sample.failed:
                raise LoadFailed(f"{sample.failed} requests failed under load ({what})")
            result.samples.setdefault(what, []).append(sample)


def asked(contender: Contender) -> dict[str, Request]:
    """The requests that a contender can answer."""
    return {"small": contender.small, **({"page": contender.page} if contender.page else {})}


def size(url: str, request: Request) -> int:
    """The length of an answer's body; raises `httpx.HTTPStatusError` if it is a refusal."""
    method = "GET" if request.body is None else "POST"
    headers = request.all_headers()
    answer = httpx.request(method, f"{url}{request.path}", headers=headers, content=request.body, timeout=30)
    return len(answer.raise_for_status().content)


def race(workers: int | None, only: list[str], pace: Pace) -> None:
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


def say(text: str) -> None:
    """Show on one line what is being done, where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)


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
    race(options.workers, options.only, Pace(1, 2, 1) if options.quick else Pace(3, 5, 2))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
