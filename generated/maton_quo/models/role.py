"""What a user may do in the workspace."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    Role = Literal["owner", "admin", "member"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    Role = str
