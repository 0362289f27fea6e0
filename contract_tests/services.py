"""A real PostgreSQL and a real Redis, from Debian's packages, started for the run and gone after it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

PATIENCE = 30.0
"""Seconds after which a server that does not start or end is given up."""

_FAST = ["-cfsync=off", "-cfull_page_writes=off"]
"""Safe as long as the machine itself stays up: what is committed outlives a server that is killed."""

_numbers = count(1)


class Missing(Exception):
    """A server is not installed; the text says what to install."""


class Service:
    """A server in a folder of its own, on a socket in it."""

    def __init__(self, command: list[str], folder: Path, user: str | None) -> None:
        self.folder = folder
        self._command, self._user = command, user
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, is_ready: Callable[[], bool]) -> None:
        """Start it, and return when it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, cwd=self.folder, user=self._user
            )
        deadline = time.monotonic() + PATIENCE
        while not is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"it did not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.02)

    def stop(self, how: int = signal.SIGINT) -> None:
        """End it, and return when it has ended; it can be started again."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None


class Postgres(Service):
    """A PostgreSQL whose superuser needs no password."""

    def __init__(self, folder: Path) -> None:
        binaries, user = _binaries(), _user_for_postgres()
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        subprocess.run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "quo",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
                "-N",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            user=user,
        )
        command = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), "-clisten_addresses="]
        super().__init__([*command, "-cmax_connections=200", *_FAST], folder, user)

    def launch(self) -> None:
        """Start it, and return when it takes connections."""
        self.start(self._answers)

    def url(self, database: str) -> str:
        """The URL of a database in it."""
        return f"postgresql://quo@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement as the superuser."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self, options: str = "") -> Iterator[str]:
        """The URL of a new, empty database, which is removed afterwards."""
        name = f"quo_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


class Redis(Service):
    """A Redis that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise Missing("there is no redis-server: apt-get install redis-server")
        self.socket = folder / "redis.sock"
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(folder)]
        super().__init__([program, *options], folder, None)
        self.url = f"redis+unix://{self.socket}"

    def launch(self) -> None:
        """Start it, and return when it takes connections."""
        self.start(self.socket.exists)


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise Missing("there is no PostgreSQL: apt-get install postgresql")
    return found[-1].parent if found else Path(on_path or "").parent


def _user_for_postgres() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package has made a user for it."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's, and with a path short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="quo-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of one's own; raises `Missing`."""
    with folder() as place:
        server = Postgres(place)
        try:
            server.launch()
            yield server
        finally:
            server.stop()


@contextmanager
def redis() -> Iterator[Redis]:
    """A Redis of one's own; raises `Missing`."""
    with folder() as place:
        server = Redis(place)
        try:
            server.launch()
            yield server
        finally:
            server.stop()


_shared = cache(lambda: (context := postgres(), context.__enter__()))


def shared_postgres() -> Postgres:
    """The PostgreSQL of this test run, started when it is first asked for; raises `Missing`."""
    return _shared()[1]


def stop_shared() -> None:
    """End the PostgreSQL of this test run, if it was started."""
    if _shared.cache_info().currsize:
        _shared()[0].__exit__(None, None, None)
        _shared.cache_clear()
