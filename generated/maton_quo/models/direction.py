"""Which way, seen from the workspace."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    Direction = Literal["incoming", "outgoing"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    Direction = str
