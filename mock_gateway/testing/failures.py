"""Requests that shall fail, from the few words of a test, and refusals told as Python tells them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import msgspec

from ..control.client import ControlError
from ..control.faults import NewMatch
from ..errors import Problem
from ..faults.demanded import action_of
from ..faults.rule import Action, Answer
from ..gateway import Gateway
from ..operation import Operation


@contextmanager
def told() -> Iterator[None]:
    """Raise `ValueError` for what the gateway refuses, in its words."""
    try:
        yield
    except ControlError as refusal:
        raise ValueError(refusal.message) from None


def operation(gateway: Gateway, name: str) -> Operation:
    """The operation that a test calls `messages.send` or `messages_send`; raises `ValueError` for no such."""
    known = gateway.contract.operations
    id = name.replace(".", "_")
    if id not in known:
        close = get_close_matches(id, known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"There is no operation {name!r}; there are {', '.join(sorted(known))}.{hint}")
    return known[id]


def match(gateway: Gateway, name: str, workspace_id: str, api_key: str) -> NewMatch:
    """An operation's requests of one account; those about connections reach no workspace."""
    found = operation(gateway, name)
    if found.control:
        return NewMatch(operation=found.id, api_key=api_key)
    return NewMatch(operation=found.id, workspace_id=workspace_id)


def action(status: int | str, answer: dict[str, Any]) -> Action:
    """What happens: a status with its details, or what the header `Mock-Fault` calls it.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(status, str) and not status.isdigit():
        if answer:
            raise ValueError(f"{', '.join(answer)} go with a status such as 503, not with {status!r}")
        try:
            return action_of(status)
        except Problem as refusal:
            raise ValueError(refusal.message) from None
    try:
        return msgspec.convert({"action": "status", "status": int(status), **answer}, Answer)
    except msgspec.ValidationError as error:
        raise ValueError(f"An answer that fails: {error}") from None
