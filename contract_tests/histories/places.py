"""Where histories are recorded: every engine and every way to serve it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from contract_tests import services
from contract_tests.gateway.serving import serve
from contract_tests.replicas.fleet import Fleet
from contract_tests.store.balancer import balanced
from mock_gateway import create_app
from mock_gateway.threaded import Loopback

PAUSE_SECONDS = 0.3
"""Before and after a replica is killed, and while it is away."""


@dataclass(frozen=True, slots=True)
class Place:
    """A running gateway."""

    url: str
    replicated: bool = False
    """Whether a balancer is before several."""
    trouble: Callable[[], None] | None = None
    """Kills one of several processes after the other, while the others go on; each is started anew."""


@contextmanager
def threads(database: str) -> Iterator[str]:
    """The URL of one gateway in threads of this process."""
    app = create_app(database, seed="empty")
    gateway = app.extensions["mock_gateway"]
    serving = Loopback(app, gateway)
    try:
        yield serving.url
    finally:
        serving.close()
        gateway.database.close()


@contextmanager
def two_in_threads(database: str) -> Iterator[Place]:
    """Two gateways in this process, each with connections of its own, behind a balancer."""
    with ExitStack() as stack:
        urls = [stack.enter_context(threads(database)) for _ in range(2)]
        front = stack.enter_context(balanced([int(url.rpartition(":")[2]) for url in urls]))
        yield Place(front, replicated=True)


@contextmanager
def process(database: str, *options: str) -> Iterator[Place]:
    """One gateway as people serve it; of several workers each may be killed, and is replaced."""
    with services.folder() as folder:
        served = serve(folder, "--db", database, "--seed", "empty", "--set", "rate_limit=0", *options)
        pid = served.process.pid

        def trouble() -> None:
            for worker in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
                time.sleep(PAUSE_SECONDS)
                os.kill(int(worker), signal.SIGKILL)
            time.sleep(PAUSE_SECONDS)

        try:
            yield Place(served.url, replicated=True, trouble=trouble) if options else Place(served.url)
        finally:
            served.kill()


@contextmanager
def replicas(database: str) -> Iterator[Place]:
    """Three gateways behind a balancer, which may be killed in turn."""
    with services.folder() as folder, Fleet(folder, database) as fleet:

        def trouble() -> None:
            for index in range(len(fleet.served)):
                time.sleep(PAUSE_SECONDS)
                fleet.kill(index)
                time.sleep(PAUSE_SECONDS)
                fleet.restart(index)

        yield Place(fleet.front, replicated=True, trouble=trouble)


SHORT = ("sqlite in threads", "sqlite, two in threads", "postgresql, two in threads")
"""Those that are had in a moment."""

PLACES = (
    *SHORT,
    "sqlite",
    "sqlite, three workers",
    "postgresql",
    "postgresql, three replicas",
)


@contextmanager
def place(name: str) -> Iterator[Place]:
    """One of `PLACES`, on a new database; raises `services.Missing` where there is no PostgreSQL."""
    with ExitStack() as stack:
        if name.startswith("sqlite"):
            database = str(stack.enter_context(services.folder()) / "quo.db")
        else:
            database = stack.enter_context(services.shared_postgres().database())
        if name.endswith("two in threads"):
            yield stack.enter_context(two_in_threads(database))
        elif name.endswith("in threads"):
            yield Place(stack.enter_context(threads(database)))
        elif name.endswith("replicas"):
            yield stack.enter_context(replicas(database))
        else:
            options = ("--workers", "3") if name.endswith("workers") else ()
            yield stack.enter_context(process(database, *options))
