"""How far a text has come; `received` on incoming ones."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    MessageStatus = Literal["queued", "sent", "delivered", "undelivered", "received"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    MessageStatus = str
