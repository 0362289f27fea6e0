"""Webhooks in a file, which has no signing keys: whoever may read it could sign events."""

from __future__ import annotations

from typing import Any

from ..clock import iso
from ..store.tables import WEBHOOKS, webhook_columns
from .entry import Entry
from .moments import written
from .world import NO_WORKSPACE, Document, Row, World


def webhook(world: World, entry: Entry, _: int) -> Row:
    """A webhook; without a key, which it gets when it is written into its workspace, unless it gives one."""
    at = entry.moment("created_at", world.now)
    document = {
        "id": entry.id(world.ids.webhook()),
        "userId": world.user_id(entry, "user_id", world.owner_id),
        "orgId": NO_WORKSPACE,
        "label": entry.text("label"),
        "status": entry.text("status", "enabled"),
        "key": entry.text("key", ""),
        "createdAt": iso(at),
        "updatedAt": iso(at),
        "deletedAt": None,
        "resourceIds": ["*"],
    }
    return world.keep(
        WEBHOOKS,
        entry,
        document,
        columns=lambda whole: {**webhook_columns(whole), "created_at": at},
        fixed=("orgId",),
    )


def webhook_entry(document: Document, created_at: int) -> dict[str, Any]:
    """What the entry of a webhook gives in words of its own."""
    return {"id": document["id"], "created_at": written(created_at)}
