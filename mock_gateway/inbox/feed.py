"""Server-sent events that say that something changed.

The server has one thread for requests, so no answer is held open: each says at once what is new since the
last event that the browser has seen, and ends; the browser comes again by itself after `RETRY` milliseconds.
That also works over workers, replicas and restarts, for the numbers are kept in the database.
"""

from __future__ import annotations

import flask

from ..errors import Problem
from ..gateway import Gateway
from . import BASE
from .place import revision

RETRY = 400


def pages(gateway: Gateway) -> flask.Blueprint:
    """The feed at `/_mock/changes?workspace=…&since=…`; `journal=1` counts requests, too."""
    feed = flask.Blueprint("feed", __name__, url_prefix=BASE)

    @feed.get("/changes")
    def changes() -> flask.Response:
        asked = flask.request
        present = current(gateway, asked.args.get("workspace", ""), journal="journal" in asked.args)
        seen = asked.headers.get("Last-Event-ID") or asked.args.get("since")
        event = "" if seen == present else f"event: changed\nid: {present}\ndata: {present}\n"
        response = flask.Response(f"retry: {RETRY}\n{event}\n", content_type="text/event-stream")
        response.headers["X-Accel-Buffering"] = "no"
        return response

    return feed


def current(gateway: Gateway, workspace_id: str, *, journal: bool) -> str:
    """The id of the present: the workspace's revision, and how many requests were noted if that is wanted."""
    return f"{revision(gateway, workspace_id)}{_noted(gateway) if journal else ''}"


def _noted(gateway: Gateway) -> str:
    """How many requests were noted; a page that shows none of them lives on while nobody can tell."""
    try:
        return f"-{gateway.journal.count}"
    except Problem:
        return "-away"
