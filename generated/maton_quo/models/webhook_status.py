"""Whether events are sent to a webhook."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    WebhookStatus = Literal["enabled", "disabled"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    WebhookStatus = str
