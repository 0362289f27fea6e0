"""`POST /v1/conversations/{conversation_id}/mark-as-done`: mark a conversation as done."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.conversation import Conversation

parse = decoder(Conversation)


def request(conversation_id: str) -> Request:
    """What is sent."""
    return Request(
        "POST",
        f"/v1/conversations/{segment(conversation_id)}/mark-as-done",
        template="/v1/conversations/{conversationId}/mark-as-done",
    )
