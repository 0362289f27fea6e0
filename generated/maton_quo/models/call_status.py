"""How far a call has come; `completed` does not say that anybody answered."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallStatus = Literal[
        "queued",
        "initiated",
        "ringing",
        "in-progress",
        "completed",
        "busy",
        "failed",
        "no-answer",
        "canceled",
        "missed",
        "answered",
        "forwarded",
        "abandoned",
    ]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallStatus = str
