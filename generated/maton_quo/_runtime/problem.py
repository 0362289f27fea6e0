"""What the body of an error says, in whichever shape it came."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import httpx


class Complaint(NamedTuple):
    """What is wrong with one field of a request."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error body, reduced to what all shapes have in common."""

    message: str = ""
    code: str | None = None
    title: str | None = None
    trace: str | None = None
    complaints: tuple[Complaint, ...] = ()
    from_gateway: bool = False


def read(response: httpx.Response) -> Problem:
    """The problem that an error response describes; never raises, whatever the body is."""
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return _from_text(response)
    if not isinstance(body, dict):
        return Problem()
    wrapped = body.get("error")
    if isinstance(wrapped, dict):
        return Problem(
            message=_string(wrapped, "message") or "",
            title=_string(wrapped, "key"),
            trace=_string(wrapped, "trace"),
            from_gateway=True,
        )
    return _from_object(body)


def _from_object(body: dict[str, Any]) -> Problem:
    message, code = _string(body, "message"), _string(body, "code")
    return Problem(
        message=message or _string(body, "error") or "",
        code=code,
        title=_string(body, "title"),
        trace=_string(body, "trace"),
        complaints=tuple(_complaints(body.get("errors"))),
        # Quo numbers all of its errors with 7 digits; whatever has a message and no such number is Maton's.
        from_gateway=message is not None and not re.fullmatch(r"\d{7}", code or ""),
    )


def _from_text(response: httpx.Response) -> Problem:
    """Cloudflare's `error code: 1010`, a line of text, or a web page that says nothing worth repeating."""
    text = response.content.decode("utf-8", "replace").strip()
    if found := re.fullmatch(r"error code: (\d+)", text):
        return Problem(message=text, code=found[1], from_gateway=True)
    if text.startswith("<") or "html" in response.headers.get("content-type", ""):
        return Problem(message="the answer is a web page")
    return Problem(message=text.splitlines()[0][:200] if text else "")


def _string(body: dict[str, Any], key: str) -> str | None:
    value = body.get(key)
    return str(value) if isinstance(value, str | int) else None


def _complaints(errors: Any) -> list[Complaint]:
    found = [item for item in errors if isinstance(item, dict)] if isinstance(errors, list) else []
    return [Complaint(_string(item, "path") or "", _string(item, "message") or "not valid") for item in found]
