"""`done` files the thread away."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    InboxStatus = Literal["done"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    InboxStatus = str
