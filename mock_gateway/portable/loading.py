"""Writing what a file says into a workspace, in place of what it held."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from ..store import Accounts, Workspace, agenda
from .reading import Contents

_table = attrgetter("table")


def load(accounts: Accounts, workspace: Workspace, contents: Contents) -> None:
    """Replace a workspace by the contents of a file, inside a transaction."""
    accounts.clear_documents(workspace.id)
    by_table = sorted(contents.rows, key=lambda row: row.table.name)
    for table, rows in groupby(by_table, key=_table):
        workspace.insert_rows(
            table, [workspace.row(table, row.document, id=row.id, **row.columns) for row in rows]
        )
    for number_id, user_id in contents.members:
        workspace.add_member(number_id, user_id)
    for plan in contents.plans:
        entry = agenda.Entry(workspace.id, plan.id, plan.due_at, plan.event, plan.subject_id)
        agenda.add(workspace.database, entry)
    if not workspace.seeding:
        accounts.forget_seed(workspace.id)
    accounts.set_balance(workspace.id, contents.balance_cents)
    accounts.set_settings(workspace.id, contents.settings)
