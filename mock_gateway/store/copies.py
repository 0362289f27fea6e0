"""Workspaces that become what others are: documents, credits, settings, and what is still to happen."""

from __future__ import annotations

from . import agenda
from .accounts import Accounts
from .admission import WorkspaceFacts


def copy(
    accounts: Accounts, source: WorkspaceFacts, target_id: str, *, now: int, aside: bool = False
) -> None:
    """Make a workspace what another is, inside a transaction.

    What belongs to no account stands outside of time: what is to happen to it waits until it is copied back.

    Args:
        now: microseconds.
        aside: whether the target belongs to no account.
    """
    accounts.copy_documents(source.id, target_id)
    accounts.set_balance(target_id, source.balance_cents)
    accounts.set_settings(target_id, source.settings)
    if aside and source.account_id:
        agenda.suspend(accounts.database, target_id, now)
    elif not aside and not source.account_id:
        agenda.resume(accounts.database, target_id, now)
