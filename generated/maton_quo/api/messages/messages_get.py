"""`GET /v1/messages/{message_id}`: get a message."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.message import Message
from ...models.message_envelope import MessageEnvelope

_decode = decoder(MessageEnvelope)


def request(message_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/messages/{segment(message_id)}", template="/v1/messages/{messageId}")


def parse(body: bytes) -> Message:
    """What is answered, out of its envelope."""
    return _decode(body).data
