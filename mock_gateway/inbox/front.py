"""The way in, and from one workspace to another."""

from __future__ import annotations

import flask

from ..demo import QUO_KEY
from ..errors import Problem
from ..gateway import Gateway
from ..store import WorkspaceFacts
from . import BASE

MOST = 50
"""How many workspaces the switcher lists; the others are reached by their address."""


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/_mock/`, which leads to the demo account's inbox, and the switcher."""
    front = flask.Blueprint("front", __name__, url_prefix=BASE)

    @front.get("/")
    def index() -> flask.typing.ResponseReturnValue:
        return _inbox_of(gateway.accounts.workspace_of(QUO_KEY) or gateway.accounts.any_workspace())

    @front.get("/switch")
    def switch() -> flask.typing.ResponseReturnValue:
        return _inbox_of(gateway.accounts.workspace(flask.request.args.get("workspace", "").strip()))

    return front


def _inbox_of(facts: WorkspaceFacts | None) -> flask.typing.ResponseReturnValue:
    if facts is None or not facts.account_id:
        raise Problem(404, "There is no such workspace")
    return flask.redirect(flask.url_for("inbox.index", workspace_id=facts.id), 303)


def choices(gateway: Gateway, present: WorkspaceFacts) -> list[tuple[str, str]]:
    """The ids and names of the workspaces that the switcher offers: this one, and the newest others."""
    demo = gateway.accounts.workspace_of(QUO_KEY)
    others = [id for id in gateway.accounts.newest_workspace_ids(MOST + 1) if id != present.id]
    if demo is not None and demo.id != present.id:
        others = [demo.id, *(id for id in others if id != demo.id)]
    named = {} if demo is None else {demo.id: "Demo account"}
    return [(id, named.get(id, id)) for id in (present.id, *others[:MOST])]
