"""From the body of a webhook, already verified, to its event."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from .errors import UndecodableEvent
from .model import Model

T = TypeVar("T")


class UnknownEvent(Model, kw_only=True):
    """An event of a type that the contract does not know yet."""

    type: str
    """What happened."""

    data: Any = UNSET
    """What it happened to, as the JSON has it."""

    id: str | UnsetType = UNSET
    """The event."""

    created_at: str | UnsetType = UNSET
    """When it happened, as the JSON has it."""


def read(body: bytes, model_of: Callable[[str], type[T] | None]) -> T | UnknownEvent:
    """The event in `body`, as the model of its type, or as an `UnknownEvent` if there is none.

    Raises:
        UndecodableEvent: When the body is no event, or not what the contract promises of its type.
    """
    event = _event(body)
    model: Any = model_of(event["type"]) or UnknownEvent
    try:
        found: T | UnknownEvent = msgspec.convert(event, model)
    except msgspec.ValidationError as error:
        raise UndecodableEvent(f"An event {event['type']!r} is not as promised: {error}.", event) from error
    return found


def _event(body: bytes) -> dict[str, Any]:
    event: Any
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        event = body
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise UndecodableEvent("The signature fits, but the body is not an event.", event)
    thing = event["data"].get("object") if isinstance(event.get("data"), dict) else None
    # The documents promise a list, but real deliveries have been seen with the one number bare.
    if isinstance(thing, dict) and isinstance(thing.get("to"), str):
        thing["to"] = [thing["to"]]
    return event
