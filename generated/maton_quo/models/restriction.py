"""Whether a region can be reached."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    Restriction = Literal["restricted", "unrestricted"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    Restriction = str
