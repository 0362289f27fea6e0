"""What was texted and called, as a test looks at it: plain values, of the gateway and not of the client."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec


class Message(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A text, as it stands now."""

    id: str
    to: list[str]
    from_: str = msgspec.field(name="from")
    text: str
    phone_number_id: str
    direction: str
    status: str
    user_id: str | None
    created_at: datetime
    conversation_id: str | None = None


class Call(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A call that a customer has begun."""

    id: str
    participants: list[str]
    phone_number_id: str
    direction: str
    status: str
    created_at: datetime
    conversation_id: str | None = None


def message(document: str | bytes | dict[str, Any]) -> Message:
    """The message of a document, or of its JSON text."""
    if isinstance(document, dict):
        return msgspec.convert(document, Message)
    return msgspec.json.decode(document, type=Message)


def call(document: dict[str, Any]) -> Call:
    """The call of a document."""
    return msgspec.convert(document, Call)
