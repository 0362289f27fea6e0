"""The connect door: the page on which a person allows or denies a connection, once."""

from __future__ import annotations

from pathlib import Path

import flask
import msgspec

from .consent_words import SAYINGS, name_of, scopes_of
from .gateway import Gateway
from .store import Connection
from .store.tables import PHONE_NUMBERS

ROOT = Path(__file__).parent
ANSWERS = {"allow": ("ACTIVE", "ACTIVE"), "deny": ("FAILED", "FAILED"), "expire": ("FAILED", "expired")}
"""What becomes of a connection, and what the page says, by the answer."""
OUTCOMES = {"active": ("ACTIVE", "ACTIVE"), "failed": ("FAILED", "refused"), "pending": ("PENDING", "lost")}
"""The same for one that a person allows, by the setting."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
Page = tuple[str, int]


def blueprint(gateway: Gateway) -> flask.Blueprint:
    """The page at `/connect/`, and at `/` for those who came by the name of connect.maton.ai."""
    pages = flask.Blueprint("consent", __name__)

    @pages.get("/connect/")
    def ask() -> Page:
        answer = flask.request.args.get("auto")
        return _answer(gateway, answer) if answer else _ask(gateway)

    @pages.post("/connect/")
    def settle() -> Page:
        return _answer(gateway, flask.request.form.get("answer"))

    @pages.get("/connect/consent.css")
    def style() -> flask.Response:
        return flask.Response((ROOT / "templates" / "consent.css").read_bytes(), mimetype="text/css")

    @pages.get("/")
    def front() -> Page | flask.Response:
        if flask.g.door.name == "connect":
            return ask()
        hello = "This is quo-mock, a stand-in for Quo behind the Maton gateway. Its API is at /quo/v1/.\n"
        return flask.Response(hello, content_type="text/plain; charset=utf-8")

    @pages.post("/")
    def settle_at_front() -> Page:
        if flask.g.door.name != "connect":
            flask.abort(404)
        return settle()

    @pages.after_request
    def guard(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "no-referrer"  # the address holds the session token
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return pages


def _awaiting(gateway: Gateway) -> Connection | None:
    token = flask.request.values.get("session_token", "")
    return gateway.accounts.awaiting(token)


def _ask(gateway: Gateway) -> Page:
    connection = _awaiting(gateway)
    if connection is None:
        return _end("unknown")
    if connection.status != "PENDING":
        return _end(f"already {connection.status}", connection)
    page = flask.render_template(
        "consent.html",
        connection=connection,
        app=name_of(connection.app),
        scopes=scopes_of(connection.app),
        numbers=_numbers(gateway, connection),
    )
    return page, 200


def _answer(gateway: Gateway, answer: str | None) -> Page:
    if answer not in ANSWERS:
        return _end("unclear")
    status, state = ANSWERS[answer]
    with gateway.database.transaction(write=True):
        connection = _awaiting(gateway)
        if connection is None:
            return _end("unknown")
        if status == "ACTIVE":
            account = gateway.accounts.oldest_workspace(connection.account_id)
            status, state = OUTCOMES[gateway.settings_of(account).oauth_outcome]
        if status == connection.status == "PENDING":
            return _end(state, connection)
        workspace_id = None
        if status == "ACTIVE" and connection.status == "PENDING":
            new = flask.request.values.get("workspace") == "new"
            workspace_id = gateway.workspace_for(connection, new=new)
        settled = gateway.accounts.settle(
            connection, status=status, workspace_id=workspace_id, now=flask.g.now
        )
    return _end(state if settled else "used", connection)


def _numbers(gateway: Gateway, connection: Connection) -> list[str] | None:
    """The phone numbers by which a person knows the account's workspace again; None if it has none yet."""
    facts = gateway.accounts.oldest_workspace(connection.account_id)
    if facts is None:
        return None
    found = map(msgspec.json.decode, gateway.workspace(facts.id).every(PHONE_NUMBERS))
    return [f"{each['name']} {each['number']}" for each in found]


def _end(state: str, connection: Connection | None = None) -> Page:
    saying = SAYINGS[state]
    page = flask.render_template("consent_end.html", saying=saying, connection=connection)
    return page, saying.http_status
