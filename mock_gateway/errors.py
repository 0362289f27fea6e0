"""What goes wrong: one `Problem`, raised anywhere, rendered here in each shape that the world has."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from .complaints import Complaint
from .contract import Contract

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

DOCS = "https://quo.com/docs"

Speaker = Literal["quo", "maton", "cloudflare", "express"]


INVALID = "The input was invalid"
"""What Quo says about a request that breaks its schema."""


class BrokenDocument(Exception):
    """The gateway itself was about to keep or send a document that the spec does not allow."""


@dataclass(eq=False)
class Problem(Exception):
    """A request that is answered with an error."""

    status: int
    message: str
    code: str | None = None
    """Quo's 7 digits; by default the operation's own for this status."""
    complaints: Sequence[Complaint] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    speaker: Speaker = "quo"
    at_the_door: bool = False
    """Whether it comes before any operation is looked at: the shape of those is a divergence."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """An answer, ready to be sent."""

    status: int
    body: bytes
    content_type: str
    headers: Mapping[str, str]

    def with_headers(self, headers: Mapping[str, str]) -> Rendering:
        """The same answer with more headers."""
        return Rendering(self.status, self.body, self.content_type, {**self.headers, **headers})

    def send(self, method: str, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a WSGI server; HEAD gets the headers alone, and where JSON is empty it has no type."""
        headers = [*self.headers.items()]
        if self.body or self.content_type != JSON:
            headers += [("Content-Type", self.content_type), ("Content-Length", str(len(self.body)))]
        start_response(f"{self.status} {_REASONS.get(self.status, 'Unknown')}", headers)
        return [] if method == "HEAD" else [self.body]


JSON = "application/json; charset=utf-8"
_REASONS = {status.value: status.phrase for status in HTTPStatus}


def render(problem: Problem, *, contract: Contract, code: str | None, wrapped: bool, trace: str) -> Rendering:
    """What `problem` looks like on the wire.

    Args:
        code: the operation's default code for this status; None where there is no operation.
        wrapped: whether errors at the door come as `{"error": {...}}`.
        trace: 19 digits to find the request by.
    """
    if problem.speaker == "cloudflare":
        # No source shows the block for Quo itself; this is what Cloudflare answers urllib elsewhere.
        headers = {"Server": "cloudflare", **problem.headers}
        return Rendering(problem.status, problem.message.encode(), "text/plain; charset=UTF-8", headers)
    if problem.speaker == "express":
        return _express(problem)
    code = problem.code or code or f"0000{problem.status}"
    if wrapped and problem.at_the_door:
        body = _wrapped(problem, contract.title(code), trace)
    elif problem.speaker == "maton":
        body = _maton(problem, contract.title(code), trace)
    else:
        body = _quo(problem, code, contract, trace)
    return Rendering(problem.status, msgspec.json.encode(body), JSON, problem.headers)


def _quo(problem: Problem, code: str, contract: Contract, trace: str) -> dict[str, Any]:
    description = contract.description(code)
    return {
        "message": problem.message,
        "code": code,
        "status": problem.status,
        "docs": DOCS,
        "title": contract.title(code),
        **({} if description is None else {"description": description}),
        "trace": trace,
        **_errors(problem),
    }


def _maton(problem: Problem, title: str, trace: str) -> dict[str, Any]:
    """Maton's own errors: their shape is in no source, so it is Quo's without what only Quo has."""
    return {
        "message": problem.message,
        "status": problem.status,
        "title": title,
        "trace": trace,
        **_errors(problem),
    }


def _wrapped(problem: Problem, title: str, trace: str) -> dict[str, Any]:
    """How three independent probes of the live service (2026-06, -08, -10) saw it refuse a key."""
    return {"error": {"message": problem.message, "key": title.replace(" ", ""), "trace": trace}}


def _errors(problem: Problem) -> dict[str, Any]:
    return {"errors": [complaint.as_json() for complaint in problem.complaints]} if problem.complaints else {}


def _express(problem: Problem) -> Rendering:
    """Express's own page for a route it does not have, as its finalhandler writes it."""
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n'
        f"<body>\n<pre>{html.escape(problem.message)}</pre>\n</body>\n</html>\n"
    )
    headers = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
    return Rendering(problem.status, page.encode(), "text/html; charset=utf-8", headers)
