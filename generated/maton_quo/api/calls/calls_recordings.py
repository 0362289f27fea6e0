"""`GET /v1/call-recordings/{call_id}`: get the recordings of a call."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.call_recording import CallRecording
from ...models.call_recordings_envelope import CallRecordingsEnvelope

_decode = decoder(CallRecordingsEnvelope)


def request(call_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/call-recordings/{segment(call_id)}", template="/v1/call-recordings/{callId}")


def parse(body: bytes) -> list[CallRecording]:
    """What is answered, out of its envelope."""
    return _decode(body).data
