"""Calls, and what remains of them."""

from __future__ import annotations

from ..errors import Problem
from ..lines import on_line
from ..listing import created_between, enveloped, listed, one, paged
from ..request import Request
from ..store.tables import CALLS, RECORDINGS, SUMMARIES, TRANSCRIPTS, VOICEMAILS

TOO_MANY_PARTICIPANTS = "0101400"


def calls_list(request: Request) -> str:
    """A page of the calls with one participant, newest first."""
    return paged(request, CALLS, on_line(request) + created_between(request))


def calls_get(request: Request) -> str:
    """One call; raises 400 for one with more than two participants (seen live, 2026-03)."""
    id = request.path["callId"]
    text = request.workspace.find(CALLS, id)
    if text is None:
        raise request.not_found("Call")
    if request.workspace.value(CALLS, id, "participants").count("\n") > 1:
        raise Problem(400, "Calls with more than 2 participants are not supported", TOO_MANY_PARTICIPANTS)
    return enveloped(text)


def calls_recordings(request: Request) -> str:
    """The recordings, oldest first; an empty list, not a 404, where there are none (seen live, 2026-09)."""
    _known(request)
    return listed(request.workspace.every(RECORDINGS, [("call_id", "=", request.path["callId"])]))


def calls_summary(request: Request) -> str:
    """The summary; calls that were never summarized are a 404 (seen live, 2026-09-18)."""
    _in_plan(request, "Call summary")
    return one(request, SUMMARIES, request.path["callId"], "Call summary")


def calls_transcript(request: Request) -> str:
    """The transcript; calls that were never transcribed are a 404 (seen live, 2026-09)."""
    _in_plan(request, "Call transcript")
    return one(request, TRANSCRIPTS, request.path["callId"], "Call transcript")


def calls_voicemail(request: Request) -> str:
    """The voicemail; a call without one is a 404 with this text (seen live, 2026-09)."""
    _known(request)
    return one(request, VOICEMAILS, request.path["callId"], "Call voicemail")


def _in_plan(request: Request, what: str) -> None:
    """Refuse what the plan does not have: 404 on all calls but an AI agent's (seen live, 2026-09), or 403."""
    _known(request)
    if request.settings.plan == "business":
        return
    call = request.workspace.read(CALLS, request.path["callId"]) or {}
    if call.get("aiHandled") is None:
        if request.settings.without_plan == "forbidden":
            raise Problem(403, f"{what} is not part of this plan")
        raise request.not_found(what)


def _known(request: Request) -> None:
    if request.workspace.find(CALLS, request.path["callId"]) is None:
        raise request.not_found("Call")
