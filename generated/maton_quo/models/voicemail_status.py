"""How far a voicemail has come."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    VoicemailStatus = Literal["completed", "in-progress"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    VoicemailStatus = str
