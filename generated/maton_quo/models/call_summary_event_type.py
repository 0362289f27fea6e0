"""A summary is ready; the documents name it `call_summary`."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CallSummaryEventType = Literal["call.summary.completed", "callSummary"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CallSummaryEventType = str
