"""What each misbehaviour comes to: an answer instead, a wait, or an answer that is spoilt on its way."""

from __future__ import annotations

import json
from dataclasses import replace
from threading import Event

from .answers import Answer
from .misbehaviours import Cut, Expired, Failing, Garbage, Misbehaviour, Reset, Slow, TooMany
from .server import Sent

_JSON = {"content-type": "application/json; charset=utf-8"}
_TEXT = {"content-type": "text/plain; charset=UTF-8", "server": "cloudflare"}
_TITLES = {404: "Not Found", 429: "Too Many Requests", 500: "Internal Server Error"}


def problem(answer: Answer, status: int, message: str, **headers: str) -> Answer:
    """An error in Maton's words, in the place of `answer`."""
    body = {"message": message, "status": status, "title": _TITLES[status]}
    return replace(answer, status=status, headers={**_JSON, **headers}, body=json.dumps(body).encode())


def sent(answer: Answer) -> Sent:
    """An answer as it goes over the network."""
    headers = tuple((name, value) for name, value in answer.headers.items() if name != "content-length")
    return Sent(answer.status, headers, answer.body)


def instead(how: Misbehaviour | None, answer: Answer) -> Sent | None:
    """What is sent without the gateway being asked; None if it is to be asked."""
    match how:
        case TooMany(retry_after):
            headers = {} if retry_after is None else {"retry-after": str(retry_after)}
            return sent(problem(answer, 429, "Too many requests", **headers))
        case Failing(status):
            said = f"error code: {status}".encode()
            return sent(replace(answer, status=status, headers=_TEXT, body=said))
        case Expired():
            return sent(problem(answer, 500, "The OAuth token of this connection has expired"))
        case Reset("before"):
            return Sent(500, ending="nothing")
    return None


def hold(how: Misbehaviour | None, closing: Event) -> None:
    """Wait, if that is what happens; no longer than until the end."""
    if isinstance(how, Slow):
        closing.wait(how.seconds)


def spoilt(how: Misbehaviour | None, answer: Answer) -> Sent:
    """What becomes of the gateway's own answer."""
    whole = sent(answer)
    match how:
        case Reset("after"):
            return replace(whole, ending="nothing")
        case Reset():
            return replace(whole, ending="reset")
        case Cut():
            return replace(whole, ending="cut")
        case Garbage(body) if answer.status < 300:
            return replace(whole, body=body)
    return whole
