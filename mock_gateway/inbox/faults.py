"""Faults: turned on from a list or by a rule of one's own, counted, and turned off."""

from __future__ import annotations

from typing import Any, get_args

import flask
import msgspec

from ..control import delivery_faults
from ..control import faults as control
from ..errors import Problem
from ..faults.rule import Action
from ..gateway import Gateway
from . import feed, forms
from .place import here
from .ready_made import DELIVERIES, FAULTS

ACTIONS: dict[str, tuple[str, ...]] = {
    str(kind.__struct_config__.tag): kind.__struct_fields__ for kind in get_args(Action)
}
"""What each action takes."""
NUMBERS = {"times": "Times", "every": "Every n-th", "probability": "Probability", "seed": "Seed"}


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/faults` of a workspace, and below."""
    faults = flask.Blueprint("faults", __name__)

    @faults.get("/faults")
    def index() -> str:
        own = {"workspace_id": here().id}
        return flask.render_template(
            "faults.html",
            rules=[rule for rule in control.faults_list.do(gateway) if _concerns(rule)],
            deliveries=delivery_faults.delivery_faults_list.do(gateway, query=own),
            ready=FAULTS,
            ready_deliveries=DELIVERIES,
            actions=ACTIONS,
            since=feed.current(gateway, here().id, journal=True),
            operations=sorted(gateway.contract.operations),
        )

    @faults.post("/faults/ready")
    @forms.shown_again(index)
    def turn_on() -> flask.typing.ResponseReturnValue:
        form = flask.request.form
        found = next((each for each in FAULTS if each.id == form.get("ready")), None)
        if found is None:
            raise Problem(404, "There is no such fault in the list")
        match = {**found.match, "workspace_id": here().id}
        control.faults_create.do(gateway, body={"match": match, "then": found.then, **forms.given("times")})
        return forms.done(f"On: {found.name}", "faults.index")

    @faults.post("/faults/own")
    @forms.shown_again(index)
    def add() -> flask.typing.ResponseReturnValue:
        control.faults_create.do(gateway, body=_own_rule())
        return forms.done("The rule is on", "faults.index")

    @faults.post("/faults/deliveries")
    @forms.shown_again(index)
    def spoil() -> flask.typing.ResponseReturnValue:
        body = forms.given("kind", "next")
        query = {"workspace_id": here().id}
        delivery_faults.delivery_faults_create.do(gateway, query=query, body=body)
        return forms.done("The next deliveries are spoilt", "faults.index")

    @faults.post("/faults/<id>/remove")
    @forms.shown_again(lambda id: index())
    def remove(id: str) -> flask.typing.ResponseReturnValue:
        if flask.request.form.get("of") == "deliveries":
            delivery_faults.delivery_faults_remove.do(gateway, fault_id=id)
        else:
            control.faults_delete.do(gateway, fault_id=id)
        return forms.done("Off", "faults.index")

    @faults.post("/faults/clear")
    def clear() -> flask.typing.ResponseReturnValue:
        control.faults_clear.do(gateway)
        return forms.done("All are off", "faults.index")

    return faults


def _concerns(rule: control.Fault) -> bool:
    """Whether a rule can strike requests of this workspace."""
    return rule.match.workspace_id in (msgspec.UNSET, here().id)


def _own_rule() -> dict[str, Any]:
    """The rule of the form; what its action does not take, which the page hides, is left out."""
    form = flask.request.form
    action = form.get("action", "")
    match: dict[str, Any] = forms.given("operation", "method", "path", "api_key")
    header = forms.given("header_name", "header_value")
    if header:
        match["header"] = {name.removeprefix("header_"): value for name, value in header.items()}
    if not form.get("everywhere"):
        match["workspace_id"] = here().id
    return {
        "match": match,
        "then": {"action": action, **forms.given(*ACTIONS.get(action, ()))},
        **forms.given(*NUMBERS),
    }
