"""A request and its answer as people read them: redacted, and with what went wrong said first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..clock import iso_micro
from .notes import LONGEST_BODY, Note
from .redaction import HIDDEN, Redaction, redaction_of

_SECRETS = {"sessiontoken", "apikey", "key", "token", "accesstoken", "authorization", "secret", "signature"}
"""Names in a query whose values are not shown, without their punctuation."""

Outcome = Literal["ok", "refused", "failed", "fault"]


class Entry(msgspec.Struct, omit_defaults=True):
    """One request and its answer."""

    number: Annotated[
        int, Meta(description="It grows from request to request, of all processes that share a journal.")
    ]
    at: Annotated[str, Meta(description="When it came, by the gateway's clock.")]
    real_at: Annotated[str, Meta(description="When it came, by the real clock.")]
    duration_ms: Annotated[float, Meta(description="How long the answer took, in real milliseconds.")]
    door: Annotated[str, Meta(description="`gateway`, `control` or `quo`.")]
    method: str
    path: str
    query: Annotated[list[tuple[str, str]], Meta(description="The decoded names and values, in order.")]
    status: int
    outcome: Annotated[Outcome, Meta(description="`fault` if one was asked for, whatever the status.")]
    account_id: str | None = None
    workspace_id: str | None = None
    operation: str | None = None
    code: Annotated[str | None, Meta(description="The error's code.")] = None
    complaint: Annotated[str | None, Meta(description="The first complaint, or the error's message.")] = None
    faults: Annotated[list[str], Meta(description="The faults that struck it.")] = []
    items: Annotated[int | None, Meta(description="How many documents a page had.")] = None
    body: Annotated[Any, Meta(description="The JSON that was sent, or its text if it is none.")] = None
    body_cut: Annotated[str | UnsetType, Meta(description="What was left out of the body.")] = UNSET
    answer: Annotated[Any, Meta(description="The JSON that was answered, or its text if it is none.")] = None
    answer_cut: Annotated[str | UnsetType, Meta(description="What was left out of the answer.")] = UNSET


def entry(number: int, note: Note) -> Entry:
    """What is shown of a note."""
    redaction = redaction_of(note.authorization)
    answer = _readable(note.answered, note.answered_size, redaction)
    code, complaint = _error(answer) if note.status >= 400 else (None, None)
    documents = answer.get("data") if isinstance(answer, dict) else None
    return Entry(
        number=number,
        at=iso_micro(note.real // 1000 if note.now is None else note.now),
        real_at=iso_micro(note.real // 1000),
        duration_ms=round(note.duration / 1e6, 3),
        door=note.door,
        method=redaction.text(note.method),
        path=redaction.text(note.path),
        query=spared(pairs(note.query), redaction),
        status=note.status,
        outcome="fault" if note.faults else outcome_of(note.status),
        account_id=note.account_id,
        workspace_id=note.workspace_id,
        operation=note.operation,
        code=code,
        complaint=complaint,
        faults=[*note.faults],
        items=len(documents) if isinstance(documents, list) else None,
        body=_readable(note.sent, note.sent_size, redaction),
        body_cut=_cut(note.sent_size),
        answer=answer,
        answer_cut=_cut(note.answered_size),
    )


def outcome_of(status: int) -> Outcome:
    """What a status means to who asked."""
    return "ok" if status < 400 else "refused" if status < 500 else "failed"


def pairs(query: str) -> list[tuple[str, str]]:
    """The decoded names and values of a query, in order, with all that is secret in them."""
    text = query if query.isascii() else query.encode("latin-1", "replace").decode("utf-8", "replace")
    return parse_qsl(text, keep_blank_values=True)


def spared(pairs: Iterable[tuple[str, str]], redaction: Redaction) -> list[tuple[str, str]]:
    """The names and values of a query without what is secret."""
    return [
        (redaction.text(name), HIDDEN if _is_secret(name) else redaction.text(value)) for name, value in pairs
    ]


@lru_cache(maxsize=256)
def _is_secret(name: str) -> bool:
    return re.sub(r"[\W_]", "", name).lower() in _SECRETS


def _readable(raw: bytes | str, size: int, redaction: Redaction) -> Any:
    return decoded(raw, size, redaction)[1]


def decoded(raw: bytes | str, size: int, redaction: Redaction) -> tuple[bool, Any]:
    """Whether a body is JSON, and its value, or else its text; None for an empty one.

    Args:
        size: its bytes before it was cut, if it was.
    """
    if not raw or isinstance(raw, str):
        return False, raw or None
    if size < LONGEST_BODY:
        try:
            return True, redaction.value(msgspec.json.decode(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
    return False, redaction.beginning(raw.decode("utf-8", "replace"))


def _cut(size: int) -> str | UnsetType:
    if size <= LONGEST_BODY:
        return UNSET
    return f"{size - LONGEST_BODY} of {size} bytes are not kept"


def _error(answer: Any) -> tuple[str | None, str | None]:
    """The code and the first complaint of an error, in each shape that errors have."""
    if not isinstance(answer, dict):
        return None, None if answer is None else str(answer)[:200]
    wrapped = answer.get("error")
    told: dict[str, Any] = wrapped if isinstance(wrapped, dict) else answer
    complaints = told.get("errors")
    first = complaints[0] if isinstance(complaints, list) and complaints else None
    if isinstance(first, dict):
        return told.get("code"), f"{first.get('path')}: {first.get('message')}"
    return told.get("code"), told.get("message")
