"""No form of another site is taken for one of ours: each carries what only our own pages know."""

from __future__ import annotations

import hmac

import flask
from markupsafe import Markup, escape

from ..errors import Problem
from ..gateway import Gateway

FIELD = "csrf"
OLD = "This page is older than the gateway that runs now: load it again, then repeat what you did"


def protect(app: flask.Flask, gateway: Gateway) -> None:
    """Give each browser a secret in its signed cookie, and want it back with whatever is posted."""

    def secret() -> str:
        kept: str | None = flask.session.get(FIELD)
        if kept is None:
            flask.session.permanent = True
            kept = flask.session[FIELD] = gateway.ids.secret("")
        return kept

    def field() -> Markup:
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, escape(secret()))

    app.jinja_env.globals["csrf"] = field

    @app.before_request
    def refuse_forged() -> None:
        if flask.request.method in ("GET", "HEAD", "OPTIONS"):
            return
        given = flask.request.form.get(FIELD, "")
        known = str(flask.session.get(FIELD, ""))
        if not known or not hmac.compare_digest(given.encode(), known.encode()):
            raise Problem(403, OLD)
