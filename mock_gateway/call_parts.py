"""What remains of a call, in each status, as the API shows it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What was said in a call, and what it came down to."""

    lines: list[tuple[bool, str]]
    """What was said in turns; True for our side."""
    us: str
    """Our number."""
    user_id: str | None
    """Who spoke for us; None for an AI agent."""
    customer: str
    summary: list[str]
    next_steps: list[str]
    finding: tuple[str, str]
    """What an AI agent notes: a name and a value."""


def recording(id: str, status: str, started_at: str, seconds: int, type: str) -> Document:
    """The recording of a whole call."""
    done = status == "completed"
    return {
        "id": id,
        "duration": seconds if done else None,
        "startTime": started_at,
        "status": status,
        "type": type,
        "url": _sound(id) if done else None,
    }


def voicemail(id: str, status: str, seconds: int, text: str) -> Document:
    """The voicemail; everything but its id is null until it is completed."""
    done = status == "completed"
    return {
        "id": id,
        "duration": seconds if done else None,
        "transcript": text if done else None,
        "recordingUrl": _sound(id) if done else None,
        "status": status,
    }


def transcript(call_id: str, status: str, at: str, seconds: int, words: Words) -> Document:
    """The transcript, its lines spread over the call by their lengths."""
    return {
        "callId": call_id,
        "createdAt": at,
        "dialogue": _dialogue(words, seconds) if status == "completed" else None,
        "duration": seconds,
        "status": status,
    }


def summary(call_id: str, status: str, words: Words, *, by_agent: bool) -> Document:
    """The summary; an AI agent's has its findings."""
    done = status == "completed"
    document: Document = {
        "callId": call_id,
        "status": status,
        "summary": words.summary if done else None,
        "nextSteps": words.next_steps if done else None,
    }
    if done and by_agent:
        name, value = words.finding
        found = {"data": [{"name": name, "value": value}]}
        document["jobs"] = [{"icon": "📝", "name": "Note what it is about", "result": found}]
    return document


def _dialogue(words: Words, seconds: int) -> list[Document]:
    lengths = [len(text) + 1 for _, text in words.lines]
    marks = [round(seconds * passed / sum(lengths), 1) for passed in accumulate(lengths, initial=0)]
    return [
        {
            "content": text,
            "start": start,
            "end": end,
            "identifier": words.us if ours else words.customer,
            "userId": words.user_id if ours else None,
        }
        for (ours, text), (start, end) in zip(words.lines, pairwise(marks), strict=True)
    ]


def _sound(id: str) -> str:
    return f"https://files.example.com/{id}.mp3"
