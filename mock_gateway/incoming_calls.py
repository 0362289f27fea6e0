"""How a call that comes in begins: who has it, and what will be said in it."""

from __future__ import annotations

from dataclasses import dataclass

from .call_parts import Document, Words
from .call_plan import Beginning, Processing, Scenario
from .dialogues import Talk, talk_of
from .ids import Ids
from .store import Workspace

SHORTEST_TRANSCRIBED = 5
"""Shorter calls have neither transcript nor summary, as seen live (2026-09-18); how short is in no source."""
SECONDS_A_TURN = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished of a call."""

    number: Document
    customer: str
    scenario: Scenario
    duration: int
    """Seconds."""
    turns: list[tuple[bool, str]]
    """What is said, True for our side; empty for whatever people say."""
    summary: list[str]
    processing: Processing


def beginning(
    wish: Wish, workspace: Workspace, *, now: int, ids: Ids, recording_type: str, plan: str
) -> Beginning:
    """Everything about the call that is decided when it begins to ring."""
    call_id = ids.activity()
    users = wish.number["users"]
    user_id = users[0]["id"] if users else workspace.owner_id()
    talk = talk_of(call_id)
    return Beginning(
        call_id=call_id,
        number=wish.number,
        customer=wish.customer,
        user_id=user_id,
        scenario=wish.scenario,
        duration=wish.duration,
        words=_words(wish, talk, user_id) if _is_transcribed(wish, plan) else None,
        voicemail=" ".join(text for ours, text in wish.turns if not ours) or talk.voicemail,
        processing=wish.processing,
        recording_id=ids.recording(),
        voicemail_id=ids.voicemail(),
        recording_type=recording_type,
        at=now,
    )


def _is_transcribed(wish: Wish, plan: str) -> bool:
    """Whether there will be a transcript and a summary; an AI agent's calls have them on every plan."""
    if wish.scenario not in ("answered", "ai-handled"):
        return False
    if plan != "business" and wish.scenario != "ai-handled":
        return False
    return bool(wish.turns or wish.summary) or wish.duration >= SHORTEST_TRANSCRIBED


def _words(wish: Wish, talk: Talk, user_id: str) -> Words:
    said = talk.lines[: max(2, wish.duration // SECONDS_A_TURN)]  # as many as there is time for
    turns = wish.turns or [(index % 2 == 0, text) for index, text in enumerate(said)]
    return Words(
        lines=turns,
        us=wish.number["number"],
        user_id=None if wish.scenario == "ai-handled" else user_id,
        customer=wish.customer,
        summary=wish.summary or list(talk.summary),
        next_steps=[] if wish.turns or wish.summary else list(talk.next_steps),
        finding=talk.finding,
    )
