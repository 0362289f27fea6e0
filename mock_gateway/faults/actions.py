"""What each action does: some raise instead of the operation, some spoil its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import UnsetType

from ..clock import SECOND
from ..doors import too_many_requests
from ..errors import Problem, Rendering
from ..rate import Window
from . import broken
from .rule import (
    Action,
    Answer,
    BrokenJson,
    Cut,
    Down,
    NoPageToken,
    RateLimit,
    Reset,
    Slow,
    UnknownEnum,
    UnknownField,
)

EXHAUSTED = Window(limit=10, left=-1, seconds=1)
_CLOUDFLARE = {403: 1010, 429: 1015}
"""Cloudflare's own numbers where it has them; its other error pages name the status."""

Refuse = Callable[[Problem], Rendering]


def name_of(action: Action) -> str:
    """What rules and headers call it, such as `reset`."""
    return str(action.__struct_config__.tag)


def ends_the_call(action: Action) -> bool:
    """Whether the operation never acts."""
    if isinstance(action, Answer | Reset):
        return action.when == "before"
    return isinstance(action, RateLimit | Down)


def refusal(action: Action, *, remaining: int) -> Problem | None:
    """The error that an action answers with; None for one that answers none.

    Args:
        remaining: microseconds until the gateway is up again.
    """
    if isinstance(action, Answer):
        wait = {} if isinstance(action.retry_after, UnsetType) else {"Retry-After": str(action.retry_after)}
        message = "A fault was asked for" if isinstance(action.message, UnsetType) else action.message
        code = None if isinstance(action.code, UnsetType) else action.code
        return _problem(action.status, action.speaker, message, wait, code)
    if isinstance(action, Down):
        wait = {"Retry-After": str(-(-remaining // SECOND))}
        return _problem(action.status, action.speaker, "The gateway is down for a while", wait, None)
    if isinstance(action, RateLimit):
        return too_many_requests(EXHAUSTED)
    return Problem(503, "The connection is reset") if isinstance(action, Reset) else None


def _problem(status: int, speaker: Any, message: str, headers: dict[str, str], code: str | None) -> Problem:
    if speaker == "cloudflare":
        message = f"error code: {_CLOUDFLARE.get(status, status)}"
    return Problem(status, message, code, headers=headers, speaker=speaker)


def spoilt(action: Action, answer: Rendering, refuse: Refuse, *, closes_itself: bool) -> Rendering:
    """The answer after an action had its way with it.

    Args:
        refuse: renders an error as the operation would.
        closes_itself: whether the server closes a connection whose body is too short.
    """
    match action:
        case Reset():
            return broken.dropped(answer, closes_itself=closes_itself)
        case Cut(bytes=sent):
            half = len(answer.body) // 2
            return broken.interrupted(
                answer, half if isinstance(sent, UnsetType) else sent, closes_itself=closes_itself
            )
        case BrokenJson():
            return _with_body(answer, answer.body[: len(answer.body) // 2 or 1])
        case RateLimit():
            return answer.with_headers(EXHAUSTED.headers())
        case Answer(when="after"):
            problem = refusal(action, remaining=0)
            return answer if problem is None else _instead(answer, refuse(problem))
        case NoPageToken() | UnknownEnum() | UnknownField() if answer.body and answer.status < 300:
            return _with_body(answer, msgspec.json.encode(_changed(action, msgspec.json.decode(answer.body))))
    return answer


def pause_of(action: Action, when: str) -> float:
    """Seconds that an action waits for at this point."""
    return action.seconds if isinstance(action, Slow) and action.when == when else 0


def _instead(answer: Rendering, refused: Rendering) -> Rendering:
    return refused.with_headers({**answer.headers, **refused.headers})


def _with_body(answer: Rendering, body: bytes) -> Rendering:
    return Rendering(answer.status, body, answer.content_type, answer.headers)


def _changed(action: Action, document: Any) -> Any:
    if isinstance(action, NoPageToken) and isinstance(document, dict):
        return {name: value for name, value in document.items() if name != "nextPageToken"}
    if isinstance(document, list):
        return [_changed(action, item) for item in document]
    if not isinstance(document, dict) or isinstance(action, NoPageToken):
        return document
    changed = {name: _changed(action, value) for name, value in document.items()}
    if isinstance(action, UnknownField):
        return {**changed, action.field: action.value}
    if isinstance(action, UnknownEnum) and action.field in changed:
        return {**changed, action.field: action.value}
    return changed
