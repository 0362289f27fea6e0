"""How a call goes on: pure data, made when it begins to ring, of what is to happen and when.

As seen live in 2026: `completed` does not say that anybody answered, only `answeredAt` does; a call that
nobody takes is `no-answer`; a voicemail is ready about ten seconds after the call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from . import call_parts
from .call_parts import Document, Words
from .clock import SECOND, iso

Scenario = Literal["answered", "missed", "voicemail", "forwarded", "ai-handled"]
Processing = Literal["completed", "failed", "absent"]

AGENT = "AGsona"
"""An AI agent is answeredBy an id that no user has (production code, 2026)."""
ELSEWHERE = "+14155550190"
"""Where calls are forwarded to from a number that does not say."""

ANSWERED_AFTER = {"answered": 4, "forwarded": 8, "ai-handled": 1}
RINGS_OUT_AFTER = 20
"""Seconds from the first ring."""
RECORDED_AFTER, VOICEMAIL_AFTER, TRANSCRIBED_AFTER, SUMMARIZED_AFTER = 5, 10, 15, 20
"""Seconds from the end of the call."""


class Stage(msgspec.Struct, frozen=True):
    """Something that happens to a call at one moment."""

    due_at: int
    event: str
    """Its name on the timeline, different from all others of the call."""
    call: Document
    """The fields of the call that change."""
    parts: list[tuple[str, Document]]
    """What remains of the call as it is from then on, with the table that it belongs to."""
    told: str
    """The event that webhooks hear of; empty for none."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known about a call when it begins to ring."""

    call_id: str
    number: Document
    customer: str
    user_id: str
    scenario: Scenario
    duration: int
    """Seconds that are talked, or that the voicemail lasts."""
    words: Words | None
    """What is said, if it is to be transcribed and summarized."""
    voicemail: str
    processing: Processing
    recording_id: str
    voicemail_id: str
    recording_type: str
    at: int
    """Microseconds since 1970."""

    @property
    def taken_at(self) -> int:
        """When it is picked up or forwarded; when it has rung out, if it is not."""
        return self.at + ANSWERED_AFTER.get(self.scenario, RINGS_OUT_AFTER) * SECOND

    @property
    def ends_at(self) -> int:
        """When it is over."""
        return self.taken_at + (0 if self.scenario == "missed" else self.duration * SECOND)


def ringing(begun: Beginning) -> Document:
    """The call as it rings."""
    return {
        "id": begun.call_id,
        "phoneNumberId": begun.number["id"],
        "userId": begun.user_id,
        "direction": "incoming",
        "status": "ringing",
        "duration": 0,
        "participants": [begun.customer],
        "answeredAt": None,
        "answeredBy": None,
        "initiatedBy": None,
        "callRoute": "phone-menu" if begun.scenario == "ai-handled" else "phone-number",
        "forwardedFrom": None,
        "forwardedTo": None,
        "aiHandled": None,
        "completedAt": None,
        "createdAt": iso(begun.at),
        "updatedAt": iso(begun.at),
    }


_stages = msgspec.json.Decoder(list[Stage])


def decoded(text: str | bytes) -> list[Stage]:
    """Stages out of the JSON that they were kept as; raises `msgspec.ValidationError` for others."""
    return _stages.decode(text)


def stages(begun: Beginning) -> list[Stage]:
    """Everything that is still to happen, in order."""
    return list(_HOW[begun.scenario](begun))


def _talked(begun: Beginning) -> Iterator[Stage]:
    by_agent = begun.scenario == "ai-handled"
    taken = {
        "status": "in-progress",
        "answeredAt": iso(begun.taken_at),
        "answeredBy": AGENT if by_agent else begun.user_id,
        "aiHandled": "ai-agent" if by_agent else None,
    }
    yield _stage("call.answered", begun.taken_at, taken, _recording(begun, "in-progress"))
    first = "absent" if begun.processing == "absent" else "in-progress"
    left = [*_recording(begun, "processing"), *_transcript(begun, first), *_summary(begun, first)]
    yield _ended(begun, {"status": "completed", "duration": begun.duration}, left)
    if begun.processing == "absent":
        return
    last = begun.processing
    yield _after(begun, RECORDED_AFTER, "call.recording.completed", _recording(begun, last))
    if begun.words:
        yield _after(begun, TRANSCRIBED_AFTER, "call.transcript.completed", _transcript(begun, last))
        yield _after(begun, SUMMARIZED_AFTER, "call.summary.completed", _summary(begun, last))


def _missed(begun: Beginning) -> Iterator[Stage]:
    yield _ended(begun, {"status": "no-answer"}, [])


def _left_voicemail(begun: Beginning) -> Iterator[Stage]:
    if begun.processing == "absent":
        yield _ended(begun, {"status": "completed"}, [])
        return
    pending = call_parts.voicemail(begun.voicemail_id, "in-progress", 0, "")
    yield _ended(begun, {"status": "completed"}, [("voicemails", pending)])
    if begun.processing == "completed":  # the API knows no failed voicemail: it stays in progress
        ready = call_parts.voicemail(begun.voicemail_id, "completed", begun.duration, begun.voicemail)
        due_at = begun.ends_at + VOICEMAIL_AFTER * SECOND
        yield _stage("call.voicemail.completed", due_at, {}, [("voicemails", ready)])


def _forwarded(begun: Beginning) -> Iterator[Stage]:
    to = begun.number.get("forward") or ELSEWHERE
    gone = {"status": "forwarded", "forwardedFrom": begun.number["number"], "forwardedTo": to}
    yield _stage("call.forwarded", begun.taken_at, gone, [])
    yield _ended(begun, {"duration": begun.duration}, [])


_HOW = {
    "answered": _talked,
    "missed": _missed,
    "voicemail": _left_voicemail,
    "forwarded": _forwarded,
    "ai-handled": _talked,
}

Parts = list[tuple[str, Document]]


def _stage(event: str, at: int, call: Document, parts: Parts, told: str = "") -> Stage:
    return Stage(at, event, {**call, "updatedAt": iso(at)} if call else {}, parts, told)


def _ended(begun: Beginning, call: Document, parts: Parts) -> Stage:
    at = begun.ends_at
    return _stage("call.ended", at, {**call, "completedAt": iso(at)}, parts, "call.completed")


def _after(begun: Beginning, seconds: int, event: str, parts: Parts) -> Stage:
    told = event if begun.processing == "completed" else ""
    return _stage(event, begun.ends_at + seconds * SECOND, {}, parts, told)


def _recording(begun: Beginning, status: str) -> Parts:
    if begun.processing == "absent":
        return []
    made = call_parts.recording(
        begun.recording_id, status, iso(begun.taken_at), begun.duration, begun.recording_type
    )
    return [("recordings", made)]


def _transcript(begun: Beginning, status: str) -> Parts:
    if begun.words is None:
        return []
    at = iso(begun.ends_at + (0 if status in ("in-progress", "absent") else TRANSCRIBED_AFTER * SECOND))
    made = call_parts.transcript(begun.call_id, status, at, begun.duration, begun.words)
    return [("transcripts", made)]


def _summary(begun: Beginning, status: str) -> Parts:
    if begun.words is None:
        return []
    by_agent = begun.scenario == "ai-handled"
    return [("summaries", call_parts.summary(begun.call_id, status, begun.words, by_agent=by_agent))]
