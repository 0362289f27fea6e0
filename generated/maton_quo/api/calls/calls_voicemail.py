"""`GET /v1/call-voicemails/{call_id}`: get the voicemail of a call."""

from __future__ import annotations

from ..._runtime.decoding import decoder
from ..._runtime.request import Request, segment
from ...models.call_voicemail import CallVoicemail
from ...models.call_voicemail_envelope import CallVoicemailEnvelope

_decode = decoder(CallVoicemailEnvelope)


def request(call_id: str) -> Request:
    """What is sent."""
    return Request("GET", f"/v1/call-voicemails/{segment(call_id)}", template="/v1/call-voicemails/{callId}")


def parse(body: bytes) -> CallVoicemail:
    """What is answered, out of its envelope."""
    return _decode(body).data
