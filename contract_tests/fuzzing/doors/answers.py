"""Answers, as the client reads their headers and errors: it waits a finite time, and never fails to read."""

from __future__ import annotations

import math

import httpx

from contract_tests.fuzzing.door import Attack, Door, parts_of, promised
from maton_quo._runtime import errors, problem, rate_limit, retry

_POLICY = retry.RetryPolicy(random=lambda: 0.5)


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """A status, three headers and a body."""
    status, after, limit, policy, kind, body = parts_of(data, 6)
    code = 400 + (int.from_bytes(status) % 200)
    headers = [
        (b"retry-after", after),
        (b"ratelimit", limit),
        (b"ratelimit-policy", policy),
        (b"content-type", kind),
    ]
    response = httpx.Response(code, headers=headers, content=body)
    told = retry.retry_after(response)
    promised(told is None or (math.isfinite(told) and told >= 0), "a wait is finite")
    for method in ("GET", "POST"):
        wait = _POLICY.wait(3, method, response)
        promised(wait is None or 0 <= wait <= 60, "and not long")
    state = rate_limit.read(response.headers)
    promised(state is None or state.remaining >= 0, "a limit is a number")
    found = problem.read(response)
    promised(isinstance(found.message, str), "an error has a message")
    response.request = httpx.Request("GET", "https://gateway.maton.ai/quo/v1/users")
    promised(str(errors.from_response(response)), "and is shown")


DOOR = Door(
    _ready,
    seeds=[
        b'\x1d\n1\n"per-second"; r=0; t=1\n"per-second"; q=10; w=1\napplication/json\n{}',
        b"\x1d\nFri, 31 Dec 9999 23:59:59 -2359\n\n\n\n",
        b"\x1d\nMon, 01 Jan 0001 00:00:00 +2359\n\n\n\nerror code: 1015",
        b"\x67\n1.5\nr=1,r=2\nq=1\ntext/html\n<title>502</title><pre>Cannot GET</pre>cf-error-code 1010",
        b'd\n\n\n\n\n{"error":{"message":"a","key":"b","trace":"c"}}',
        b'd\n\n\n\n\n{"message":"a","code":"0100400","errors":[{"path":"/to","message":"b"},1,{"path":1}]}',
    ],
    words=[
        b"r=",
        b"t=",
        b"q=",
        b";",
        b"GMT",
        b"+9999",
        b"-0000",
        b'"errors":',
        b'"message":',
        b"<title>",
        b"<pre>",
    ],
)
