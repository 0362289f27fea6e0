"""The one sentence that each failure is told in; it never holds the API key, the query or message texts."""

from __future__ import annotations

import math

import httpx

from .problem import Problem
from .retry import NEVER_SENT, retry_after

BLOCKED_AGENT = "1010"
MOST = 8  # complaints in a sentence; `complaints` has them all


def of_status(response: httpx.Response, problem: Problem) -> str:
    """What was asked, what was answered, which fields are wrong, what to do, and what to tell support."""
    status = f"{response.status_code} {problem.title or response.reason_phrase}".rstrip()
    said = [problem.message] if problem.message not in ("", problem.title) else []
    said += [f"{complaint.path or '/'}: {complaint.message}" for complaint in problem.complaints[:MOST]]
    if (more := len(problem.complaints) - MOST) > 0:
        said.append(f"and {more} more")
    if advice := _advice(response, problem):
        said.append(advice)
    marks = [f"{name} {value}" for name, value in (("code", problem.code), ("trace", problem.trace)) if value]
    sentence = f"{_what(response.request)}: {status}" + "".join(f"; {part.rstrip('.')}" for part in said)
    return _discreet(sentence + (f" ({', '.join(marks)})" if marks else ""), response.request)


def of_no_answer(request: httpx.Request, cause: httpx.RequestError) -> str:
    """What was asked, where, and why no answer came."""
    if isinstance(cause, httpx.TimeoutException):
        phase = {"ConnectTimeout": "connect", "PoolTimeout": "pool", "WriteTimeout": "write"}.get(
            type(cause).__name__, "read"
        )
        seconds = request.extensions.get("timeout", {}).get(phase)
        why = f"{phase} timeout" + (f" of {seconds:g} s" if seconds else "")
    else:
        why = str(cause) or type(cause).__name__
    if request.method in ("POST", "PATCH") and not isinstance(cause, NEVER_SENT):
        why += "; it may have been acted on, so look before you repeat it"
    return _discreet(f"{_what(request)}: no answer from {request.url.host}: {why}", request)


def of_undecodable(response: httpx.Response, cause: Exception) -> str:
    """What was asked, and what in the answer is not as promised."""
    kind = response.headers.get("content-type", "no content type")
    return _discreet(
        f"{_what(response.request)}: {response.status_code}, but the body ({kind}) cannot be read: {cause}",
        response.request,
    )


def _what(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"


def _advice(response: httpx.Response, problem: Problem) -> str | None:
    status = response.status_code
    if status == 403 and problem.code == BLOCKED_AGENT:
        agent = response.request.headers.get("user-agent", "")
        return f"the User-Agent {agent!r} was blocked; name your program in headers={{'User-Agent': …}}"
    if status == 403 and problem.from_gateway and "html" in response.headers.get("content-type", ""):
        return "it was blocked before it reached Quo; a User-Agent that names your program may help"
    if status == 429 and (seconds := retry_after(response)) is not None:
        return f"wait {math.ceil(seconds)} s before the next request"
    if not problem.from_gateway:
        return None
    if status == 401:
        return "check the API key, from api_key= or MATON_API_KEY"
    if status == 400 and not problem.complaints:
        if "maton-connection" in response.request.headers:
            return (
                "check connection= or MATON_CONNECTION, for the key may have no such ACTIVE connection, "
                "see quo.connections"
            )
        return "the key may have no ACTIVE connection, see quo.connections"
    if status == 500:
        return "the connection may have expired, see quo.connections"
    return None


def _discreet(sentence: str, request: httpx.Request) -> str:
    """The sentence on one line, without the secrets that a server may have echoed."""
    key = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    for secret in (key, request.url.query.decode("ascii", "replace")):
        if len(secret) > 5:  # a shorter one is no secret, and may be part of any word
            sentence = sentence.replace(secret, "…")
    return " ".join("".join(c if c.isprintable() else " " for c in sentence).split())
