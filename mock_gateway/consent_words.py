"""What the consent page says: what an app asks for, and what became of a connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Saying:
    """One end of the page: what happened, what it means, and what to do next."""

    title: str
    text: str
    next: tuple[str, ...] = ()
    mood: Literal["good", "bad", "calm"] = "calm"
    http_status: int = 200


AGAIN = "To try again, create a new connection: POST /connections, or quo.connections.authorize() in Python."
BACK = "Go back to your program. You can close this page."

SAYINGS = {
    "ACTIVE": Saying(
        "Connected",
        "You allowed it: the connection is ACTIVE.",
        (BACK, "One that waits in quo.connections.authorize() goes on within two seconds."),
        "good",
    ),
    "FAILED": Saying(
        "Not connected", "You denied access: the connection is FAILED.", (BACK, AGAIN), mood="bad"
    ),
    "expired": Saying(
        "Not connected",
        "You let the page expire: the connection is FAILED.",
        ("Maton knows no state of its own for that: a program sees what it sees when you deny.", AGAIN),
        mood="bad",
    ),
    "refused": Saying(
        "Not connected",
        "Quo refused, although you allowed it: the connection is FAILED.",
        ("The setting oauth_outcome is failed; set it to active for the next one.", AGAIN),
        mood="bad",
    ),
    "lost": Saying(
        "Still waiting",
        "You allowed it, but Quo's answer was lost: the connection is still PENDING.",
        (
            "The setting oauth_outcome is pending; set it to active, and open this page once more.",
            "A program that waits for the connection gives up when its time is over.",
        ),
    ),
    "already ACTIVE": Saying(
        "Already connected", "This connection was allowed before. There is nothing to do.", (BACK,), "good"
    ),
    "already FAILED": Saying(
        "Already over", "This connection was denied, or it expired: it is FAILED.", (AGAIN,), mood="bad"
    ),
    "used": Saying(
        "Already answered",
        "This page was answered before; it can be answered only once.",
        (AGAIN,),
        http_status=409,
    ),
    "unknown": Saying(
        "Nothing to connect",
        "No connection waits for this session token.",
        ("Take the url of a connection that is PENDING: GET /connections shows it.", AGAIN),
        http_status=404,
    ),
    "unclear": Saying(
        "Not understood",
        "The answer is allow, deny or expire.",
        ("Open the url of the connection once more, and choose one.",),
        http_status=400,
    ),
}
"""What the page says at its end, by what happened."""

QUO_SCOPES = (
    ("Read and send text messages", "from and to all your phone numbers"),
    ("Read your calls", "with recordings, voicemails and transcripts"),
    ("Read and change your contacts", "and the fields that your team gave them"),
    ("See your phone numbers and team", "with names, roles and e-mail addresses"),
    ("Be told when something happens", "by webhooks for messages, calls and contacts"),
)


def name_of(app: str) -> str:
    """An app as people write it."""
    return app[:1].upper() + app[1:]


def scopes_of(app: str) -> tuple[tuple[str, str], ...]:
    """What Maton asks for, in plain words; of other apps than Quo this mock knows nothing."""
    return QUO_SCOPES if app == "quo" else (("Use it for you", "through Maton's gateway"),)
