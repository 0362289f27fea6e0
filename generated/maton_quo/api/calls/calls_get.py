"""`GET /v1/calls/{call_id}`: get a call."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.call import Call
from ...models.call_envelope import CallEnvelope

_decode = decoder(CallEnvelope)


def request(call_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/calls/{segment(call_id)}", template="/v1/calls/{callId}")


def parse(body: bytes) -> Call:
    """What is answered, out of its envelope."""
    return _decode(body).data
