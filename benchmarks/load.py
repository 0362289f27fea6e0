"""Load from wrk: one request over and over on a few connections, and what wrk says of the answers."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field

CONNECTIONS = 16
_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_SOCKET_ERRORS = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")
_IN_TURN = """
local who, requests, turn = {%s}, {}, 0
function init()
  for number, value in ipairs(who) do
    wrk.headers["Authorization"] = value
    requests[number] = wrk.format()
  end
end
function request()
  turn = turn %% #requests + 1
  return requests[turn]
end
"""
_REFUSALS = re.compile(r"Non-2xx or 3xx responses: (\d+)")


@dataclass(frozen=True, slots=True)
class Request:
    """One request, the same each time but for who asks, by turns, if there are several; a body is posted."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    authorizations: tuple[str, ...] = ()

    def all_headers(self) -> dict[str, str]:
        """Its headers, with the User-Agent that wrk does not send by itself."""
        who = {"Authorization": self.authorizations[0]} if self.authorizations else {}
        return {"User-Agent": "bench/1", "Accept": "application/json", **who, **self.headers}

    def script(self) -> str:
        """What wrk cannot be told on its command line, in Lua."""
        if not self.authorizations:
            return "" if self.body is None else f'wrk.method = "POST"\nwrk.body = [==[{self.body}]==]\n'
        return _IN_TURN % ", ".join(f'"{who}"' for who in self.authorizations)


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run of wrk measured: answers a second, latencies in seconds, and what went wrong."""

    rate: float
    p50: float
    p99: float
    failed: int


class LoadFailed(Exception):
    """wrk gave no result; the text says what it printed."""


def press(url: str, request: Request, *, seconds: int) -> Sample:
    """Send the request for so many seconds, the next as soon as a connection has its answer.

    Raises:
        LoadFailed: wrk could not connect, did not end, or printed something else than a result.
    """
    headers = [part for name, value in request.all_headers().items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "5s", *headers]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if text := request.script():
            script.write(text)
            script.flush()
            command += ["-s", script.name]
        try:
            done = subprocess.run(
                [*command, f"{url}{request.path}"],
                capture_output=True,
                text=True,
                timeout=seconds + 15,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LoadFailed(f"wrk did not end within {seconds + 15} s") from None
    try:
        return parse(done.stdout)
    except ValueError:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise LoadFailed(f"wrk gave no result, but said: {said[0]}") from None


def parse(text: str) -> Sample:
    """Read what wrk printed.

    Raises:
        ValueError: this is not the result of `wrk --latency`.
    """
    socket_errors, refusals = _SOCKET_ERRORS.search(text), _REFUSALS.search(text)
    failed = sum(map(int, socket_errors.groups())) if socket_errors else 0
    return Sample(
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", text)[0]),
        p50=_seconds(*_found(r"^\s+50%\s+([\d.]+)(\w+)\s*$", text)),
        p99=_seconds(*_found(r"^\s+99%\s+([\d.]+)(\w+)\s*$", text)),
        failed=failed + (int(refusals.group(1)) if refusals else 0),
    )


def _found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text, re.MULTILINE)
    if match is None:
        raise ValueError(f"wrk printed nothing like {pattern}")
    return match.groups()


def _seconds(number: str, unit: str) -> float:
    if unit not in _UNITS:
        raise ValueError(f"wrk measured in {unit!r}")
    return float(number) * _UNITS[unit]
