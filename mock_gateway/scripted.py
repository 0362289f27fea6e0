"""A text to a scripted number, played before and after the operation itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from .errors import Problem
from .faults import Dropped
from .numbers import Number, scripted
from .request import Request
from .store import Workspace, scripts


def before(request: Request, pause: Callable[[float], object]) -> None:
    """Do what comes instead of the operation, outside of its transaction: a slow answer holds up no other.

    Args:
        pause: waits so many seconds, while others work.

    Raises:
        Problem: the error that the number stands for.
        Dropped: no answer is to come.
    """
    number = _number(request)
    if number is None:
        return
    if number.pause_seconds:
        pause(number.pause_seconds)
    if number.drops == "before":
        raise Dropped(number.number)
    if number.message and not (number.once and _again(request.workspace, number, request.body["content"])):
        raise _problem(number)


def after(request: Request) -> None:
    """Do what comes in place of the answer; raises `Dropped`."""
    number = _number(request)
    if number is not None and number.drops == "after":
        raise Dropped(number.number)


def _number(request: Request) -> Number | None:
    return scripted(request.body["to"]) if request.operation.id == "messages_send" else None


def _again(workspace: Workspace, number: Number, text: str) -> bool:
    """Whether this text was refused before, by whatever process; if not, now it is."""
    digest = hashlib.sha256(f"{number.number}\n{text}".encode()).hexdigest()
    id = f"refused:{digest}"
    with workspace.database.transaction(write=True, scope=workspace.id):
        if scripts.read(workspace, id) is not None:
            return True
        scripts.keep(workspace, id, "{}")
    return False


def _problem(number: Number) -> Problem:
    if number.status == 429:
        headers = {"Retry-After": "1"}
        return Problem(429, number.message, headers=headers, speaker="maton", at_the_door=True)
    return Problem(number.status, number.message, number.code)
