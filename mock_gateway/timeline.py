"""What happens later, done when it falls due."""

from __future__ import annotations

import logging
from itertools import groupby
from operator import attrgetter

from . import message_life
from .errors import BrokenDocument
from .happening import Happening
from .ids import Ids
from .store import Database, Workspace, agenda
from .store.workspace import Check

logger = logging.getLogger("mock_gateway")

_AT_ONCE = 200
_workspace_id = attrgetter("workspace_id")


def run_due(database: Database, judge: Check, ids: Ids, now: int) -> None:
    """Do everything that is due at `now` (microseconds), in each workspace in the order it fell due."""
    while entries := agenda.due(database, now, limit=_AT_ONCE):
        for workspace_id, own in groupby(sorted(entries, key=_workspace_id), key=_workspace_id):
            workspace = Workspace(database, workspace_id, judge)
            with database.transaction(write=True, scope=workspace_id):
                for entry in own:
                    if agenda.take(database, entry):  # else another replica was faster
                        _happen(workspace, entry, ids)


def _happen(workspace: Workspace, entry: agenda.Entry, ids: Ids) -> None:
    """Let it happen; what cannot is dropped, for it would stop all that comes after it."""
    try:
        HAPPENINGS[entry.event](Happening(workspace, entry.subject_id, entry.due_at, ids))
    except BrokenDocument as error:
        logger.error("%s of %s did not happen: %s", entry.event, entry.subject_id, error)


HAPPENINGS = {**message_life.HAPPENINGS}
"""What each entry does to its subject, at its time."""
