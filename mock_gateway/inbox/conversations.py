"""The inbox: numbers, conversations, and the thread of one of them."""

from __future__ import annotations

import flask

from ..gateway import Gateway


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/inbox` of a workspace, and below."""
    inbox = flask.Blueprint("inbox", __name__)

    @inbox.get("/inbox")
    def index() -> str:
        return flask.render_template("inbox.html")

    return inbox
