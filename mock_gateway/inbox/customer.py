"""What a person does as the customer: write a text, place a call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from .. import body, inbound
from ..control import inbound as messages
from ..control import inbound_calls as calls
from ..control import mistakes
from ..errors import Problem
from ..store.tables import CONVERSATIONS, PHONE_NUMBERS, together
from .place import Place

Form = Mapping[str, str]
LABELS = {"from": "The customer's number", "text": "The text", "duration": "The duration"}
LONGEST = 1600
"""Characters of a text."""


def reply(place: Place, conversation_id: str, form: Form) -> None:
    """Let a text come in from one of those that a conversation is with.

    Raises:
        Problem: 404 there is no such conversation, 400 the text is empty or too long.
    """
    conversation = place.workspace.read(CONVERSATIONS, conversation_id)
    if conversation is None:
        raise Problem(404, f"There is no conversation {conversation_id!r} in this workspace")
    everybody: list[str] = conversation["participants"]
    sender = form.get("from") or everybody[0]
    if sender not in everybody:
        raise Problem(400, f"{sender!r} takes no part in this conversation")
    number = place.workspace.read(PHONE_NUMBERS, conversation["phoneNumberId"])
    if number is None:
        raise Problem(409, "This conversation has no phone number any more")
    text = _text(form)
    with place.gateway.database.transaction(write=True, scope=place.id):
        inbound.receive(
            place.workspace, number, sender, text, now=place.now, ids=place.gateway.ids, group=everybody
        )


def write(place: Place, form: Form) -> str:
    """Let a text come in from any number; returns the id of its conversation.

    Raises:
        Problem: 400 a number or the text cannot be, 404 there is no such number of ours.
    """
    given = {"from": _number(form), "text": _text(form), **_about(place, form)}
    wish = _understood(given, messages.InboundMessage)
    message = messages.inbound_message.function(place.gateway, wish)
    return _conversation(place, message["phoneNumberId"], message["from"])


def call(place: Place, form: Form) -> str:
    """Let a call come in; returns the id of its conversation.

    Raises:
        Problem: 400 and 409 for what cannot be, 404 there is no such number of ours.
    """
    scenario = form.get("scenario", "answered")
    given: dict[str, Any] = {"from": _number(form), "scenario": scenario, **_about(place, form)}
    if form.get("duration", "").strip():
        given["duration"] = form["duration"].strip()
    talked = scenario in ("answered", "ai-handled")
    if talked or scenario == "voicemail":
        given |= _written(form, "transcript")
    given |= _written(form, "summary") if talked else {}
    begun = calls.inbound_call.function(place.gateway, _understood(given, calls.InboundCall))
    return _conversation(place, begun["phoneNumberId"], begun["participants"][0])


def _about(place: Place, form: Form) -> dict[str, str]:
    return {"workspace_id": place.id, **({"to": form["to"]} if form.get("to") else {})}


def _written(form: Form, name: str) -> dict[str, str]:
    text = _lines(form.get(name, ""))
    return {name: text} if text.strip() else {}


def _text(form: Form) -> str:
    text = _lines(form.get("text", ""))
    if not text.strip():
        raise Problem(400, "A text says something: write at least one character")
    if len(text) > LONGEST:
        raise Problem(400, f"A text has at most {LONGEST} characters, and this one {len(text)}")
    return text


def _lines(text: str) -> str:
    """Forms send line ends of their own; a NUL is what no text can have."""
    if "\0" in text:
        raise Problem(400, "A text cannot hold the character NUL")
    return text.replace("\r\n", "\n")


def _number(form: Form) -> str:
    """The customer's number without what people put between digits; raises `Problem` 400 if it is none."""
    number = re.sub(r"[\s().\u2011-]", "", form.get("from", ""))
    if not re.fullmatch(messages.E164, number):
        raise Problem(400, "The customer's number is in E.164: a plus and the country first, as +12065550100")
    return number


def _understood(given: dict[str, Any], wanted: Any) -> Any:
    if body.nul_complaints(given):
        raise Problem(400, "A text cannot hold the character NUL")
    try:
        return msgspec.convert(given, wanted, strict=False)
    except msgspec.ValidationError as error:
        complaint = mistakes.complaint(error, wanted)
        name = complaint.path.strip("/").partition("/")[0]
        raise Problem(400, f"{LABELS.get(name, name.capitalize())}: {complaint.message}") from None


def _conversation(place: Place, number_id: str, customer: str) -> str:
    where = [("phone_number_id", "=", number_id), ("participants", "=", together([customer]))]
    return place.workspace.ids(CONVERSATIONS, where)[0]
