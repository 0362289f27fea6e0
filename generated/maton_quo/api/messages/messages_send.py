"""`POST /v1/messages`: send a text message."""

from __future__ import annotations

from msgspec import UNSET
from msgspec import UnsetType as Unset

from ..._runtime.decoding import decoder_with_or_without_envelope
from ..._runtime.request import Request
from ...models.inbox_status import InboxStatus
from ...models.message import Message

parse = decoder_with_or_without_envelope(Message)


def request(
    *,
    content: str,
    from_: str,
    to: list[str],
    user_id: str | Unset = UNSET,
    set_inbox_status: InboxStatus | Unset = UNSET,
    phone_number_id: str | Unset = UNSET,
) -> Request:
    """What is sent."""
    return Request(
        "POST",
        "/v1/messages",
        body={
            "content": content,
            "from": from_,
            "to": to,
            "userId": user_id,
            "setInboxStatus": set_inbox_status,
            "phoneNumberId": phone_number_id,
        },
    )
