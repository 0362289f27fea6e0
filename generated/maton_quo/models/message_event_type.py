"""What happened to a text message."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    MessageEventType = Literal["message.received", "message.delivered"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    MessageEventType = str
