"""Differences to plant into texts, threads, tasks and webhooks."""

from __future__ import annotations

from contract_tests.differential.planting import Found, decoded
from mock_gateway.request import Request
from mock_gateway.resources import Handler
from mock_gateway.store import opt_outs
from mock_gateway.store.tables import CONVERSATIONS, MESSAGES, TASKS, WEBHOOKS


def in_no_time(handler: Handler, request: Request) -> Found:
    found = handler(request)
    message = decoded(found)
    delivered = {**message, "status": "delivered"}
    request.workspace.replace(MESSAGES, delivered, id=message["id"])
    return found


def left_done(handler: Handler, request: Request) -> Found:
    before = {
        each["id"]: each["snoozedUntil"] for each in map(decoded, request.workspace.every(CONVERSATIONS))
    }
    found = handler(request)
    id = decoded(found)["conversationId"]
    conversation = request.workspace.read(CONVERSATIONS, id)
    if conversation is not None and before.get(id):
        request.workspace.replace(CONVERSATIONS, {**conversation, "snoozedUntil": before[id]}, id=id)
    return found


def free(handler: Handler, request: Request) -> Found:
    facts = request.accounts.workspace(request.workspace.id)
    assert facts is not None
    found = handler(request)
    request.accounts.set_balance(request.workspace.id, facts.balance_cents)
    return found


def pushy(handler: Handler, request: Request) -> Found:
    for number in request.body["to"]:
        opt_outs.remove(request.workspace, number)
    return handler(request)


def standing_still(handler: Handler, request: Request) -> Found:
    before = request.workspace.read(TASKS, request.path["taskId"])
    found = handler(request)
    after = request.workspace.read(TASKS, request.path["taskId"])
    assert before is not None
    assert after is not None
    request.workspace.replace(TASKS, {**after, "revision": before["revision"]}, id=before["taskId"])
    return found


def deaf(handler: Handler, request: Request) -> Found:
    if request.workspace.find(WEBHOOKS, request.path["webhookId"]) is None:
        return handler(request)
    return None
