"""`GET /v1/call-transcripts/{call_id}`: get the transcript of a call."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.call_transcript import CallTranscript
from ...models.call_transcript_envelope import CallTranscriptEnvelope

_decode = decoder(CallTranscriptEnvelope)


def request(call_id: str) -> Request:
    """What is sent."""
    return Request(
        "GET", f"/v1/call-transcripts/{segment(call_id)}", template="/v1/call-transcripts/{callId}"
    )


def parse(body: bytes) -> CallTranscript:
    """What is answered, out of its envelope."""
    return _decode(body).data
