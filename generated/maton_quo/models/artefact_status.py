"""How far the processing of a call has come."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    ArtefactStatus = Literal["absent", "in-progress", "completed", "failed"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    ArtefactStatus = str
