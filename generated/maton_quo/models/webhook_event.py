"""What a webhook is told of; those of contacts and tasks are made in the Quo app."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    WebhookEvent = Literal[
        "message.received",
        "message.delivered",
        "call.completed",
        "call.ringing",
        "call.recording.completed",
        "call.summary.completed",
        "call.transcript.completed",
        "contact.updated",
        "contact.deleted",
        "task.assigned",
    ]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    WebhookEvent = str
