"""A race: contenders are started in turn, loaded in interleaved rounds, and out if they fail."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.installing import CannotInstall
from benchmarks.load import LoadFailed, Request, press
from benchmarks.peers import UNIT, Contender
from benchmarks.process import DidNotStart, Running, running
from benchmarks.results import Result
from mock_gateway.ports import free_port

LIMIT = 240  # seconds; on a slow machine there are fewer rounds rather than a longer run
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


def say(text: str) -> None:
    """Show on one line what is being done, where somebody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)
