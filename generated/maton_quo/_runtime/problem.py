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


def trace(response: httpx.Response) -> str | None:
    """What to tell support: the mark in the body of an error, else the one that Cloudflare put beside it."""
    found = None if response.is_success else read(response).trace
    return found or response.headers.get("cf-ray")


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
    """Cloudflare's `error code: 1010` or web page, another's web page, or a line of text."""
    text = response.content.decode("utf-8", "replace").strip()
    if found := re.fullmatch(r"error code: (\d+)", text):
        return Problem(message=text, code=found[1], from_gateway=True)
    if text.startswith("<") or "html" in response.headers.get("content-type", ""):
        return _from_page(text)
    return Problem(message=text.splitlines()[0][:200] if text else "")


def _from_page(text: str) -> Problem:
    """What a web page says of itself: nginx and Cloudflare in its title, Express in its `<pre>`."""
    import html  # 2 ms that hardly any program needs

    said = re.search(r"<pre>([^<]{1,200})</", text) or re.search(r"<title>([^<]{1,200})</", text)
    message = "the answer is a web page" + (f", {' '.join(html.unescape(said[1]).split())!r}" if said else "")
    code = re.search(r"cf-error-code\W+(\d{3,5})\b", text)
    return Problem(message=message, code=code[1] if code else None, from_gateway="cloudflare" in text.lower())


def _string(body: dict[str, Any], key: str) -> str | None:
    value = body.get(key)
    return str(value) if isinstance(value, str | int) else None


def _complaints(errors: Any) -> list[Complaint]:
    found = [item for item in errors if isinstance(item, dict)] if isinstance(errors, list) else []
    return [Complaint(_string(item, "path") or "", _string(item, "message") or "not valid") for item in found]
