"""Taking a note of one request, on its way out."""

from __future__ import annotations

import time

from ..asked import Asked
from ..errors import Rendering
from ..faults.book import Struck
from ..operation import Operation
from ..store import Caller
from .notes import LONGEST_BODY, Raw


def noted(
    asked: Asked,
    door: str,
    operation: Operation | None,
    caller: Caller | None,
    now: int | None,
    struck: Struck | None,
    answer: Rendering,
    duration: int,
) -> Raw:
    """The values of the Note of a request that was answered just now; what it took is in nanoseconds.

    A body that nobody has read yet is read here, if it is short: a call that was refused was made as well.
    """
    query, scheme, host, authorization, connection = asked.said()
    sent, answered = asked.taken(LONGEST_BODY), answer.body
    workspace = None if caller is None else caller.workspace
    return (
        time.time_ns() - duration,
        now,
        duration,
        door,
        asked.method,
        asked.path,
        query,
        (scheme, host),
        authorization,
        connection,
        None if caller is None else caller.account_id,
        None if workspace is None else workspace.id,
        None if operation is None else operation.id,
        answer.status,
        () if struck is None else struck.names,
        sent if len(sent) <= LONGEST_BODY else sent[:LONGEST_BODY],
        len(sent),
        answered if len(answered) <= LONGEST_BODY else answered[:LONGEST_BODY],
        len(answered),
    )
