"""What a webhook for call transcripts can be told of."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallTranscriptWebhookEvent = Literal["call.transcript.completed"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallTranscriptWebhookEvent = str
