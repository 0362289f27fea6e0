"""What a webhook for call summaries can be told of."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallSummaryWebhookEvent = Literal["call.summary.completed"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallSummaryWebhookEvent = str
