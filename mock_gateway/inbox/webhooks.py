"""Webhooks: made and deleted, with every delivery, its attempts and what was sent."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from ..control import deliveries
from ..errors import Problem
from ..gateway import Gateway
from ..store.tables import PHONE_NUMBERS, WEBHOOKS
from . import forms
from .owner import Owner
from .place import here

KINDS = {
    "webhooks_create_for_messages": "MessageWebhookEvent",
    "webhooks_create_for_calls": "CallWebhookEvent",
    "webhooks_create_for_call_summaries": "CallSummaryWebhookEvent",
    "webhooks_create_for_call_transcripts": "CallTranscriptWebhookEvent",
}
"""The operation that makes a webhook of each kind, and the spec's name for the events of that kind."""
WINDOW = 50
STATUSES = ("pending", "delivered", "failed", "dropped")


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/webhooks` of a workspace, and below."""
    webhooks = flask.Blueprint("webhooks", __name__)
    owner = Owner(gateway)
    schemas = gateway.contract.document["components"]["schemas"]
    events = {kind: schemas[name]["enum"] for kind, name in KINDS.items()}

    def page(template: str = "webhooks.html", **values: Any) -> str:
        return flask.render_template(
            template, hooks=_hooks(), statuses=STATUSES, **{"hook": None, "new": False, **values}
        )

    @webhooks.get("/webhooks")
    def index() -> str:
        return page()

    @webhooks.get("/webhooks/new")
    def new() -> str:
        numbers = [msgspec.json.decode(text) for text in here().workspace.every(PHONE_NUMBERS)]
        return page(new=True, events=events, numbers=numbers)

    @webhooks.post("/webhooks/new")
    @forms.shown_again(new)
    def create() -> flask.typing.ResponseReturnValue:
        form = flask.request.form
        wanted = form.getlist("events")
        body: dict[str, Any] = {**forms.given("url", "label"), "events": wanted}
        if form.getlist("resourceIds"):
            body["resourceIds"] = form.getlist("resourceIds")
        made = owner.ask(here(), _kind(events, wanted), body=body)
        return forms.done("Created", "webhooks.one", id=made["id"])

    @webhooks.get("/webhooks/<id>")
    def one(id: str) -> str:
        return page(hook=_hook(id), **_window(gateway, id))

    @webhooks.post("/webhooks/<id>/delete")
    @forms.shown_again(one)
    def delete(id: str) -> flask.typing.ResponseReturnValue:
        owner.ask(here(), "webhooks_delete", webhookId=id)
        return forms.done("Deleted", "webhooks.index")

    @webhooks.get("/webhooks/<id>/deliveries/<delivery_id>")
    def delivery(id: str, delivery_id: str) -> str:
        found = deliveries.deliveries_get.do(
            gateway, query={"workspace_id": here().id}, delivery_id=delivery_id
        )
        if found.webhook_id != id:
            raise Problem(404, f"The webhook {id!r} has no delivery {delivery_id!r}")
        return page("delivery.html", hook=_hook(id), delivery=found, payload=_indented(found.body))

    @webhooks.post("/webhooks/<id>/deliveries/<delivery_id>")
    @forms.shown_again(delivery)
    def redeliver(id: str, delivery_id: str) -> flask.typing.ResponseReturnValue:
        made = deliveries.deliveries_redeliver.do(
            gateway, query={"workspace_id": here().id}, delivery_id=delivery_id
        )
        said = "Delivered" if made.status == "delivered" else f"Attempted; it is {made.status}"
        return forms.done(said, "webhooks.delivery", id=id, delivery_id=delivery_id)

    return webhooks


def _hooks() -> list[dict[str, Any]]:
    """The first webhooks of the workspace, without their keys."""
    found = here().workspace.page(WEBHOOKS, [], limit=2 * WINDOW)
    return [_without_key(each) for each in msgspec.json.decode(b"[" + found.joined + b"]")]


def _hook(id: str) -> dict[str, Any]:
    found = here().workspace.read(WEBHOOKS, id)
    if found is None:
        raise Problem(404, f"There is no webhook {id!r} in this workspace")
    return _without_key(found)


def _without_key(hook: dict[str, Any]) -> dict[str, Any]:
    """The key is a secret, which pages do not show: a program gets it from the API."""
    return {name: value for name, value in hook.items() if name != "key"}


def _window(gateway: Gateway, webhook_id: str) -> dict[str, Any]:
    """The newest deliveries, or those before one; one more is read to see whether any follow."""
    asked = {name: flask.request.args.get(name, "") for name in ("status", "before")}
    query = {name: value for name, value in asked.items() if value}
    query |= {"workspace_id": here().id, "webhook_id": webhook_id, "limit": str(WINDOW + 1)}
    found = deliveries.deliveries_list.do(gateway, query=query)
    shown = found[:WINDOW]
    older = shown[-1].id if len(found) > WINDOW else None
    return {"deliveries": shown, "older": older, "status": asked["status"], "before": asked["before"]}


def _kind(events: dict[str, list[str]], wanted: list[str]) -> str:
    """The operation for these events; raises `Problem` 400 where no one webhook is told of them all."""
    if not wanted:
        raise Problem(400, "Choose at least one event that the webhook is told of")
    found = next((kind for kind, known in events.items() if set(wanted) <= set(known)), None)
    if found is None:
        raise Problem(400, "A webhook is told of one kind of event: choose within one group, or make several")
    return found


def _indented(text: str) -> str:
    return msgspec.json.format(text, indent=2)
