"""A server as a process tree: started in a session of its own, weighed, and surely ended."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Request

HOST = "127.0.0.1"
PATIENCE = 30.0  # seconds until a server that does not answer is given up


class DidNotStart(Exception):
    """The server ended or stayed silent; the text is the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that has answered."""

    port: int
    session: int
    started_in: float

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    def memory(self) -> int | None:
        """The resident memory of all its processes, in bytes; None where there is no /proc."""
        try:
            pages = [_resident(process) for process in Path("/proc").iterdir() if process.name.isdigit()]
        except FileNotFoundError:
            return None
        return sum(count for session, count in pages if session == self.session) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(
    command: Sequence[str], port: int, first: Request, folder: Path, environment: Mapping[str, str]
) -> Iterator[Running]:
    """Start a server, wait for its first answer, whatever it says, and end it with all its children.

    Raises:
        DidNotStart: it ended, or did not answer in time.
    """
    log = folder / "server.log"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while not _answers(port, first):
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise DidNotStart(_last_line(log) or f"it ended with {process.returncode}")
                time.sleep(0.002)
            yield Running(port, process.pid, time.perf_counter() - began)
        finally:
            _end(process)


def _answers(port: int, request: Request) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    method = "GET" if request.body is None else "POST"
    try:
        connection.request(method, request.path, request.body, request.all_headers())
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole session to end, then make it; a child that outlives its parent is still in the group."""
    for kind, seconds in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            break
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline and _alive(process):
            time.sleep(0.01)
    process.wait()


def _alive(process: subprocess.Popen[bytes]) -> bool:
    """Whether anybody of the group is left; the parent is reaped, or it would count for ever."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _resident(process: Path) -> tuple[int, int]:
    """The session of a process, and its resident memory in pages."""
    try:
        fields = (process / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0
    return int(fields[3]), int(fields[21])


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""
