"""The pages as one WSGI application: who is let in, what each answer carries, what goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

import flask
from werkzeug.exceptions import HTTPException

from ..asked import LARGEST_BODY
from ..clock import iso
from ..errors import Problem, render
from ..gateway import Gateway
from ..store import outage
from . import BASE, access, assets, feed, forgery, forms, front, reference, shown
from .place import Place
from .sections import SECTIONS

logger = logging.getLogger("mock_gateway")

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def site(gateway: Gateway, admin_token: str | None) -> flask.Flask:
    """The application, whose addresses all begin with `/_mock`."""
    app = flask.Flask("mock_gateway.inbox", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(shown.FILTERS)
    app.url_value_preprocessor(_note_workspace)
    access.guard(app, gateway, admin_token)
    forgery.protect(app, gateway)
    assets.serve(app)
    app.jinja_env.globals.update(forms.GLOBALS)
    _know_the_place(app, gateway)
    for pages in (front.pages, feed.pages, reference.pages):
        app.register_blueprint(pages(gateway))
    for section in SECTIONS:
        app.register_blueprint(section.pages(gateway), url_prefix=f"{BASE}/w/<workspace_id>")
    app.register_error_handler(Exception, partial(_went_wrong, gateway))

    @app.after_request
    def finish(response: flask.Response) -> flask.Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app


def _note_workspace(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Views get no workspace as an argument; whether there is one is looked up after who is asking."""
    flask.g.workspace_id = None if values is None else values.pop("workspace_id", None)


def _know_the_place(app: flask.Flask, gateway: Gateway) -> None:
    @app.before_request
    def find() -> None:
        if flask.request.endpoint == "static":
            return
        now, id = gateway.catch_up(), flask.g.workspace_id
        if id is None:
            return
        facts = gateway.accounts.workspace(id)
        if facts is None or not facts.account_id:
            raise Problem(404, f"There is no workspace {id!r}")
        flask.g.place = Place(gateway, facts, now)

    @app.url_defaults
    def fill(endpoint: str, values: dict[str, Any]) -> None:
        if "place" in flask.g and app.url_map.is_endpoint_expecting(endpoint, "workspace_id"):
            values.setdefault("workspace_id", flask.g.place.id)

    @app.context_processor
    def around() -> dict[str, Any]:
        place: Place | None = flask.g.get("place")
        if place is None:
            return {"place": None, "now": ""}
        return {
            "place": place,
            "now": iso(place.now),
            "sections": SECTIONS,
            "workspaces": front.choices(gateway, place.facts),
        }


def _went_wrong(gateway: Gateway, error: Exception) -> flask.typing.ResponseReturnValue:
    """A page for people; for programs, which come by mistake, what the API would say."""
    status, message, headers = _told(error)
    if "text/html" not in flask.request.headers.get("Accept", ""):
        problem = Problem(status, message, headers=headers, speaker="maton")
        said = render(problem, contract=gateway.contract, code=None, wrapped=False, trace=gateway.ids.trace())
        return flask.Response(said.body, said.status, dict(said.headers), content_type=said.content_type)
    return flask.render_template("problem.html", status=status, message=message), status, dict(headers)


def _told(error: Exception) -> tuple[int, str, Mapping[str, str]]:
    """The status of what went wrong, and the sentence that people read."""
    if isinstance(error, Problem):
        return error.status, error.message, error.headers
    if away := outage(error):
        return 503, str(away), {"Retry-After": "1"}
    if isinstance(error, HTTPException):
        if error.code == 404 and flask.request.url_rule is None:
            return 404, f"There is no page {flask.request.path}", {}
        return error.code or 400, error.description or error.name, {}
    logger.error("%s %s failed", flask.request.method, flask.request.path, exc_info=error)
    return 500, "The page could not be made; where quo-mock runs, it has written down why.", {}
