"""What happens later: a text is sent and delivered some seconds after it was accepted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import groupby
from operator import attrgetter

from .clock import SECOND, iso
from .errors import BrokenDocument
from .ids import Ids
from .store import Database, Workspace, agenda
from .store.tables import MESSAGES
from .store.workspace import Check

logger = logging.getLogger("mock_gateway")

SENT_AFTER = 1 * SECOND
DELIVERED_AFTER = 3 * SECOND
_AT_ONCE = 200
_workspace_id = attrgetter("workspace_id")


def schedule_delivery(workspace: Workspace, message_id: str, *, now: int, ids: Ids) -> None:
    """Let a queued message be sent after one second and delivered after three."""
    for event, delay in (("message.sent", SENT_AFTER), ("message.delivered", DELIVERED_AFTER)):
        agenda.add(workspace.database, agenda.Entry(workspace.id, ids.item(), now + delay, event, message_id))


def run_due(database: Database, judge: Check, now: int, *, workspace_id: str | None = None) -> None:
    """Do everything that is due at `now` (microseconds), in each workspace in the order it fell due.

    Nobody but its own callers can see a workspace, so they alone need not wait for what happens in others.
    """
    while entries := agenda.due(database, now, limit=_AT_ONCE, workspace_id=workspace_id):
        for id, own in groupby(sorted(entries, key=_workspace_id), key=_workspace_id):
            workspace = Workspace(database, id, judge)
            with database.transaction(write=True, scope=id):
                for entry in own:
                    if agenda.take(database, entry):  # else another replica was faster
                        _happen(workspace, entry)


def _happen(workspace: Workspace, entry: agenda.Entry) -> None:
    """Let it happen; what cannot is dropped, for it would stop all that comes after it."""
    try:
        EVENTS[entry.event](workspace, entry.subject_id, entry.due_at)
    except BrokenDocument as error:
        logger.error("%s of %s did not happen: %s", entry.event, entry.subject_id, error)


def _becomes(status: str) -> Callable[[Workspace, str, int], None]:
    def happen(workspace: Workspace, message_id: str, at: int) -> None:
        message = workspace.read(MESSAGES, message_id)
        if message is not None:
            workspace.replace(MESSAGES, {**message, "status": status, "updatedAt": iso(at)}, id=message_id)

    return happen


EVENTS = {"message.sent": _becomes("sent"), "message.delivered": _becomes("delivered")}
"""What each event does to its subject, at its time."""
