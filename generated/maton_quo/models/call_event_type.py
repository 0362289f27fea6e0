"""What happened to a call."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallEventType = Literal["call.ringing", "call.completed", "call.recording.completed"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallEventType = str
