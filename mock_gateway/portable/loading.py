"""Writing what a file says into a workspace, in place of what it held."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from ..ids import Ids
from ..store import Accounts, Workspace, agenda, opt_outs, scripts
from ..store.tables import NAMING_WORKSPACE, WEBHOOKS
from .reading import Contents
from .world import Row

_table = attrgetter("table")


def load(accounts: Accounts, workspace: Workspace, contents: Contents, ids: Ids) -> None:
    """Replace a workspace by the contents of a file, in a transaction; `ids` make the keys of webhooks."""
    accounts.clear_documents(workspace.id)
    by_table = sorted(contents.rows, key=lambda row: row.table.name)
    for table, rows in groupby(by_table, key=_table):
        workspace.insert_rows(
            table,
            [workspace.row(table, _own(row, workspace.id, ids), id=row.id, **row.columns) for row in rows],
        )
    for number_id, user_id in contents.members:
        workspace.add_member(number_id, user_id)
    for plan in contents.plans:
        entry = agenda.Entry(workspace.id, plan.id, plan.due_at, plan.event, plan.subject_id)
        agenda.add(workspace.database, entry)
    for call_id, stages in contents.scripts.items():
        scripts.keep(workspace, call_id, msgspec.json.encode(stages).decode())
    for opted_out in contents.opt_outs:
        opt_outs.add(workspace, opted_out)
    if not workspace.seeding:
        accounts.forget_seed(workspace.id)
    accounts.set_balance(workspace.id, contents.balance_cents)
    accounts.set_settings(workspace.id, contents.settings)


def _own(row: Row, workspace_id: str, ids: Ids) -> dict[str, Any]:
    """The document with what no file says: its workspace, and what a webhook's events are signed with."""
    document = dict(row.document)
    if row.table.name in NAMING_WORKSPACE:
        document["orgId"] = workspace_id
    if row.table is WEBHOOKS:
        # Never out of the file's own randomness, which everybody who has the file can repeat.
        document["key"] = document["key"] or ids.signing_key()
    return document
