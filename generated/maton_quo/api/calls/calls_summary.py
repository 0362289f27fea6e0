"""`GET /v1/call-summaries/{call_id}`: get the summary of a call."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.call_summary import CallSummary
from ...models.call_summary_envelope import CallSummaryEnvelope

_decode = decoder(CallSummaryEnvelope)


def request(call_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/call-summaries/{segment(call_id)}", template="/v1/call-summaries/{callId}")


def parse(body: bytes) -> CallSummary:
    """What is answered, out of its envelope."""
    return _decode(body).data
