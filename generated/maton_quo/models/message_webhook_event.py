"""What a webhook for messages can be told of."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    MessageWebhookEvent = Literal["message.received", "message.delivered"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    MessageWebhookEvent = str
