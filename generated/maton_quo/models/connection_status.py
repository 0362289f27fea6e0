"""PENDING until a person has answered the consent page, then ACTIVE or FAILED."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    ConnectionStatus = Literal["ACTIVE", "PENDING", "FAILED"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    ConnectionStatus = str
