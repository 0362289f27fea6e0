"""A transcript is ready; the documents name it `call_transcript`."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallTranscriptEventType = Literal["call.transcript.completed", "callTranscript"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallTranscriptEventType = str
