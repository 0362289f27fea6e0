"""Webhooks: which URL is told of what; made and deleted, never changed."""

from __future__ import annotations

from ..clock import iso
from ..complaints import Complaint
from ..errors import Problem
from ..hooks.destination import Forbidden, destination
from ..listing import enveloped, listed, one
from ..people import user_or_owner
from ..request import Request
from ..store.tables import PHONE_NUMBERS, WEBHOOKS, webhook_columns

EVERYTHING = "*"
"""What stands alone for all phone numbers of the workspace."""


def webhooks_list(request: Request) -> str:
    """The webhooks of one user, oldest first; the owner's by default (Quo's document of 2025-11)."""
    user_id = request.query.get("userId", request.workspace.owner_id())
    return listed(request.workspace.every(WEBHOOKS, [("user_id", "=", user_id)]))


def webhooks_get(request: Request) -> str:
    """One webhook, whosever it is, with its key."""
    return one(request, WEBHOOKS, request.path["webhookId"], "Webhook")


def webhooks_delete(request: Request) -> None:
    """Forget a webhook, key and all."""
    if not request.workspace.delete(WEBHOOKS, request.path["webhookId"]):
        raise request.not_found("Webhook")


def webhooks_create_for_messages(request: Request) -> str:
    """A webhook for texts; raises 404 for a user or phone number that the workspace does not have."""
    return _create(request)


def webhooks_create_for_calls(request: Request) -> str:
    """A webhook for calls; raises 404 for a user or phone number that the workspace does not have."""
    return _create(request)


def webhooks_create_for_call_summaries(request: Request) -> str:
    """A webhook for summaries; raises 404 for a user or phone number that the workspace does not have."""
    return _create(request)


def webhooks_create_for_call_transcripts(request: Request) -> str:
    """A webhook for transcripts; raises 404 for a user or phone number that the workspace does not have."""
    return _create(request)


def _create(request: Request) -> str:
    """A new webhook; what it can be told of, the schema of each operation's body has checked.

    Quo takes any URL. A gateway that sends to any would lend its place in the network to whoever has a key.
    """
    body, now = request.body, iso(request.now)
    try:
        destination(body["url"], request.webhook_hosts)
    except Forbidden as refusal:
        raise Problem(400, str(refusal), complaints=[Complaint("/url", str(refusal))]) from None
    resource_ids = body.get("resourceIds", [EVERYTHING])
    webhook = {
        "id": request.ids.webhook(),
        "userId": user_or_owner(request, body.get("userId")),
        "orgId": request.workspace.id,
        "label": body.get("label"),
        "status": body.get("status", "enabled"),
        "url": body["url"],
        "key": request.ids.signing_key(),
        "createdAt": now,
        "updatedAt": now,
        "deletedAt": None,
        "events": body["events"],
        "resourceIds": resource_ids,
    }
    for id in resource_ids:
        if id != EVERYTHING and request.workspace.find(PHONE_NUMBERS, id) is None:
            raise request.not_found(f"Phone number {id}")
    text = request.workspace.insert(WEBHOOKS, webhook, id=webhook["id"], **webhook_columns(webhook))
    return enveloped(text)
