"""What customers do on the phone, done by a test."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from .. import call_life, incoming_calls
from ..call_plan import Processing, Scenario
from ..errors import Problem
from ..gateway import Gateway
from .inbound import Customer, Line, line_of
from .operation import operation
from .workspaces import WorkspaceId, workspace


class Turn(msgspec.Struct, forbid_unknown_fields=True):
    """What one side says in a call."""

    speaker: Annotated[Literal["us", "customer"], Meta(description="Who speaks.")]
    text: Annotated[str, Meta(min_length=1, max_length=1000, description="What is said.")]


class InboundCall(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A call that a customer makes."""

    from_: Customer = msgspec.field(name="from")
    to: Line | UnsetType = UNSET
    scenario: Annotated[
        Scenario,
        Meta(
            description="Somebody answers after 4 seconds, an AI agent after 1; nobody within 20, and the"
            " customer leaves a voicemail or not; or it is forwarded after 8."
        ),
    ] = "answered"
    duration: Annotated[
        int, Meta(ge=0, le=86_400, description="Seconds that are talked, or that the voicemail lasts.")
    ] = 60
    transcript: Annotated[
        Annotated[str, Meta(min_length=1, max_length=20_000)]
        | Annotated[list[Turn], Meta(min_length=1, max_length=100)]
        | UnsetType,
        Meta(
            description="What is said: turns, or a text with a turn in each line, ours first; of a voicemail"
            " only what the customer says. By default a talk about a flat or a repair."
        ),
    ] = UNSET
    summary: Annotated[
        Annotated[str, Meta(min_length=1, max_length=2000)] | UnsetType,
        Meta(description="What the talk came down to, a sentence in each line."),
    ] = UNSET
    processing: Annotated[
        Processing,
        Meta(
            description="What recording, summary and transcript come to in the end. A voicemail that failed"
            " stays in progress, and one that is absent was never left."
        ),
    ] = "completed"
    workspace_id: WorkspaceId | UnsetType = UNSET


@operation("POST /api/inbound/calls", status=201, errors=(404, 409))
def inbound_call(gateway: Gateway, body: InboundCall) -> dict[str, Any]:
    """Let a call come in; returns the call as Quo's API shows it: it rings.

    The rest happens as time goes by: it is answered or not, it ends, and seconds later its recording,
    voicemail, transcript and summary are ready. A workspace on the starter plan gets no transcript and no
    summary but of a call that an AI agent takes.
    """
    gateway.catch_up()
    facts = workspace(gateway, body.workspace_id)
    _refuse_words_nobody_says(body)
    with gateway.database.transaction(write=True, scope=facts.id):
        place = gateway.workspace(facts.id)
        begun = incoming_calls.beginning(
            incoming_calls.Wish(
                number=line_of(place, body.to),
                customer=body.from_,
                scenario=body.scenario,
                duration=body.duration,
                turns=_turns(body),
                summary=_lines(body.summary),
                processing=body.processing,
            ),
            place,
            now=gateway.now(),  # not before its turn has come
            ids=gateway.ids,
            recording_type="call" if gateway.profile["recording_type"] == "kind" else "audio/mpeg",
            plan=gateway.settings_of(facts).plan,
        )
        return call_life.begin(place, begun, ids=gateway.ids)


def _refuse_words_nobody_says(body: InboundCall) -> None:
    """Raise `Problem` 409 for words that would be heard nowhere."""
    talked = body.scenario in ("answered", "ai-handled")
    for given, possible in (("summary", talked), ("transcript", talked or body.scenario == "voicemail")):
        if getattr(body, given) is not UNSET and not possible:
            raise Problem(
                409, f"/{given}: a call whose scenario is {body.scenario!r} has no {given}", speaker="maton"
            )


def _turns(body: InboundCall) -> list[tuple[bool, str]]:
    """What is said, and whether it is said by us; a voicemail is the customer's from its first line."""
    if isinstance(body.transcript, list):
        return [(turn.speaker == "us", turn.text) for turn in body.transcript]
    alone = body.scenario == "voicemail"
    return [(not alone and index % 2 == 0, text) for index, text in enumerate(_lines(body.transcript))]


def _lines(text: str | UnsetType) -> list[str]:
    if isinstance(text, UnsetType):
        return []
    return [line.strip() for line in text.splitlines() if line.strip()] or [text]
