"""One line for each request, for whoever looks after a gateway: what became of it, not what was said."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Iterable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from .asked import LOGGED
from .clock import iso_micro

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

Form = Literal["text", "json", "off"]

_HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,64}")
_present: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that this thread answers, for whatever else is logged meanwhile."""


class _Traced(msgspec.Struct):
    """What an error's body says that leads its reader to the log."""

    trace: str | None = None
    error: _Traced | None = None


class RequestLog:
    """The application, and a line on stderr for each of its answers.

    The request id is the caller's `X-Request-Id` if it is harmless, or made. It is answered back at `/_mock/`
    only: neither Quo nor Maton is known to send such a header, and a program that learned here to rely on it
    would be let down there. What both worlds have is the `trace` of an error, which is in its line.
    """

    def __init__(self, application: WSGIApplication, form: Form) -> None:
        self._application = application
        self._form = form

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started = time.perf_counter_ns()
        given = environ.get("HTTP_X_REQUEST_ID", "")
        id = given if _HARMLESS.fullmatch(given) else secrets.token_hex(8)
        facts: dict[str, Any] = {"status": 500}
        environ[LOGGED] = facts
        before = _present.set(id)
        answer: Iterable[bytes] = ()
        try:
            answer = self._application(environ, partial(_begin, facts, id, environ, start_response))
            return answer
        finally:
            _write(_line(id, facts, answer, time.perf_counter_ns() - started), self._form)
            _present.reset(before)


def _begin(
    facts: dict[str, Any],
    id: str,
    environ: WSGIEnvironment,
    start_response: StartResponse,
    status: str,
    headers: list[tuple[str, str]],
    *error: Any,
) -> Any:
    facts["status"] = int(status[:3])
    if environ.get("PATH_INFO", "").startswith("/_mock/"):
        headers = [*headers, ("X-Request-Id", id)]
    return start_response(status, headers, *error)


def _line(id: str, facts: Mapping[str, Any], answer: Iterable[bytes], nanoseconds: int) -> dict[str, Any]:
    """The line's fields in order; what there is nothing to say about is left out."""
    status, account, faults = facts["status"], facts.get("account"), facts.get("faults")
    return {
        "time": _now(),
        "level": "error" if status >= 500 and not faults else "info",
        "request_id": id,
        "door": facts.get("door"),
        "operation": facts.get("operation"),
        "status": status,
        "ms": round(nanoseconds / 1e6, 3),
        "account": None if account is None else hashed(account),
        "faults": ",".join(faults) if faults else None,
        "trace": _trace(answer) if status >= 400 else None,
    }


def _now() -> str:
    return iso_micro(time.time_ns() // 1000)


def _trace(answer: Iterable[bytes]) -> str | None:
    if not isinstance(answer, list) or not answer:
        return None
    try:
        told = msgspec.json.decode(answer[0], type=_Traced)
    except msgspec.MsgspecError:
        return None  # not every error is JSON
    return told.error.trace if told.error else told.trace


@lru_cache(maxsize=4096)
def hashed(account_id: str) -> str:
    """What an account is called in the log: 12 hex digits, from which nobody gets back to it."""
    return hashlib.sha256(account_id.encode()).hexdigest()[:12]


def _write(line: Mapping[str, Any], form: Form) -> None:
    said = {name: value for name, value in line.items() if value is not None}
    if form == "json":
        text = msgspec.json.encode(said).decode()
    else:
        shown = {"time", "level", "request_id"}
        text = " ".join(str(said[name]) for name in said if name in shown)
        text += "".join(f" {name}={value}" for name, value in said.items() if name not in shown)
    with suppress(OSError, ValueError):  # nobody may be listening any more
        sys.stderr.write(f"{text}\n")


class _Handler(logging.Handler):
    """Writes what the gateway itself has to say in the same form, with the id of the request it is about."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def emit(self, record: logging.LogRecord) -> None:
        line = {"time": _now(), "level": record.levelname.lower(), "request_id": _present.get()}
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            line["message"] = record.getMessage()
        else:  # its words may hold what was asked; where it happened may not
            line["message"] = f"failed: {type(error).__name__}"
            line["traceback"] = "".join(traceback.format_tb(error.__traceback__))
        _write(line, self._form)


def log_in(form: Form) -> None:
    """Write whatever the gateway logs in this form, errors with their traceback."""
    logger = logging.getLogger("mock_gateway")
    logger.handlers = [_Handler(form)]
    logger.propagate = False
