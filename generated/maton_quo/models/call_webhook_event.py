"""What a webhook for calls can be told of."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallWebhookEvent = Literal["call.completed", "call.ringing", "call.recording.completed"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallWebhookEvent = str
