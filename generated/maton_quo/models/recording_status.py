"""How far a recording has come."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    RecordingStatus = Literal[
        "absent",
        "completed",
        "deleted",
        "failed",
        "in-progress",
        "paused",
        "processing",
        "stopped",
        "stopping",
    ]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    RecordingStatus = str
