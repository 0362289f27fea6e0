"""Faults that are ready to be turned on: what programs meet sooner or later, each with what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SENDS = {"operation": "messages_send"}
EXPIRED = (
    "The OAuth token of this connection has expired: create a new connection and authorize it at its url"
)


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A rule, and what it is for."""

    id: str
    name: str
    about: str
    then: dict[str, Any]
    match: dict[str, str]


def _ready(id: str, name: str, about: str, action: str, /, on: Any = None, **more: Any) -> ReadyMade:
    return ReadyMade(id, name, about, {"action": action, **more}, on or {})


FAULTS = (
    _ready("unavailable", "503 on sends", "Nothing is sent: is it sent again, and once?", "status", SENDS,
           status=503, retry_after=1),
    _ready("storm", "429 storm", "Nothing is left of the rate limit: does your program wait?", "rate-limit"),
    _ready("slow", "Slow", "Each answer takes two real seconds.", "slow", seconds=2),
    _ready("reset", "Connection reset", "The connection closes before anything was done.", "reset"),
    _ready("lost", "Answer lost", "It is sent, and its sender never hears so: repeating it texts twice.",
           "reset", SENDS, when="after"),
    _ready("cut", "Cut off", "The connection closes in the middle of the body.", "cut"),
    _ready("broken", "Broken JSON", "Half of the body, as if it were all of it.", "broken-json"),
    _ready("expired", "Expired connection", "500, as Maton answers an expired OAuth token.", "status",
           status=500, speaker="maton", message=EXPIRED),
    _ready("key", "Key refused", "401, as for a revoked key.", "status", status=401, speaker="maton",
           message="Invalid API key"),
    _ready("credits", "No credits", "402 on sends: the balance does not cover them.", "status", SENDS,
           status=402, code="0200402", message="Not enough credits"),
    _ready("down", "Down for a minute", "503 by the gateway's clock, then back by itself.", "down",
           seconds=60),
    _ready("token", "No page token", "Lists end after their first page.", "no-page-token"),
    _ready("value", "Value from tomorrow", "A status that the contract does not know yet.", "unknown-enum"),
    _ready("field", "Field from tomorrow", "One more field in every object.", "unknown-field"),
)  # fmt: skip

DELIVERIES = {
    "drop": "It never comes.",
    "delay": "It comes a minute late, and so does what follows it.",
    "duplicate": "It comes twice.",
    "reorder": "It comes after what follows it.",
    "corrupt": "Its body is altered after it was signed.",
}
"""What can go wrong with the next delivery of a webhook."""
