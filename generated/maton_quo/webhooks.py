"""Check that a webhook came from Quo, then read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import models
from ._runtime import signatures
from ._runtime.errors import BadSignature, UndecodableEvent
from ._runtime.signatures import HEADER, Headers
from ._runtime.webhooks import UnknownEvent, read

if TYPE_CHECKING:
    Event = (
        models.MessageEvent
        | models.CallEvent
        | models.CallSummaryEvent
        | models.CallTranscriptEvent
        | UnknownEvent
    )
else:  # the models are imported when the first event of their kind comes
    Event = Any

__all__ = ("HEADER", "BadSignature", "Event", "Headers", "UndecodableEvent", "UnknownEvent", "sign", "verify")

_MODEL_OF = {
    "message.received": "MessageEvent",
    "message.delivered": "MessageEvent",
    "call.ringing": "CallEvent",
    "call.completed": "CallEvent",
    "call.recording.completed": "CallEvent",
    "call.summary.completed": "CallSummaryEvent",
    "callSummary": "CallSummaryEvent",
    "call.transcript.completed": "CallTranscriptEvent",
    "callTranscript": "CallTranscriptEvent",
}


def verify(
    body: bytes, headers: Headers, secret: str, tolerance: float = 300, *, now: float | None = None
) -> Event:
    """The event in `body`, if Quo signed it with `secret` not long ago.

    What it is, is told by its class: `isinstance(event, models.MessageEvent)`, then `event.type`. An event of a
    type that is new tomorrow is a `webhooks.UnknownEvent`, with its `type` and `data` as they came.

    Args:
        body: The request's body as it came, before anything has parsed it.
        headers: The request's headers, with `openphone-signature` or with `webhook-id`, `webhook-timestamp` and
            `webhook-signature`.
        secret: The webhook's key, base64, as Quo shows it, with or without `whsec_` before it.
        tolerance: How far the signature's time may be from now, in seconds.
        now: The time to compare it with, in seconds since 1970; by default the clock's.

    Raises:
        BadSignature: When the signature is missing, malformed, too old or does not fit.
        UndecodableEvent: When it is genuine, but no event, or not what the contract promises of its type; its
            `event` has what it is.
    """
    signatures.check(body, headers, secret, tolerance=tolerance, now=now)
    event: Event = read(body, _model_of)
    return event


def sign(body: bytes, secret: str, timestamp_ms: int) -> str:
    """The value of `openphone-signature` for a body, for tests of your own receiver.

    Args:
        body: The request's body.
        secret: The webhook's key, base64.
        timestamp_ms: When it is signed, in milliseconds since 1970.

    Raises:
        BadSignature: When the secret is not base64.
    """
    made = signatures.digest(signatures.key_of(secret), f"{timestamp_ms}.".encode(), body)
    return f"hmac;1;{timestamp_ms};{made}"


def _model_of(kind: str) -> Any:
    return getattr(models, _MODEL_OF[kind]) if kind in _MODEL_OF else None
