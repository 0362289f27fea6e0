"""The connect door: the page on which a person allows or denies a connection, once."""

from __future__ import annotations

from pathlib import Path

import flask

from .gateway import Gateway
from .store import Connection

ROOT = Path(__file__).parent
ANSWERS = {"allow": "ACTIVE", "deny": "FAILED"}
OUTCOMES = {"active": ("ACTIVE", "ACTIVE"), "failed": ("FAILED", "refused"), "pending": ("PENDING", "lost")}
"""What becomes of a connection that a person allows, and what the page says, by the setting."""


def blueprint(gateway: Gateway) -> flask.Blueprint:
    """The page at `/connect/`, and at `/` for those who came by the name of connect.maton.ai."""
    pages = flask.Blueprint("consent", __name__)

    @pages.get("/connect/")
    def ask() -> tuple[str, int]:
        answer = flask.request.args.get("auto")
        return _answer(gateway, answer) if answer else _ask(gateway)

    @pages.post("/connect/")
    def settle() -> tuple[str, int]:
        return _answer(gateway, flask.request.form.get("answer"))

    @pages.get("/")
    def front() -> tuple[str, int] | flask.Response:
        if flask.g.door.name == "connect":
            return ask()
        hello = "This is quo-mock, a stand-in for Quo behind the Maton gateway. Its API is at /quo/v1/.\n"
        return flask.Response(hello, content_type="text/plain; charset=utf-8")

    @pages.post("/")
    def settle_at_front() -> tuple[str, int]:
        if flask.g.door.name != "connect":
            flask.abort(404)
        return settle()

    @pages.after_request
    def guard(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"  # the address holds the session token
        response.headers["X-Frame-Options"] = "DENY"
        return response

    return pages


def _awaiting(gateway: Gateway) -> Connection | None:
    token = flask.request.values.get("session_token", "")
    return gateway.accounts.awaiting(token)


def _ask(gateway: Gateway) -> tuple[str, int]:
    connection = _awaiting(gateway)
    if connection is None:
        return _page("unknown", 404)
    if connection.status != "PENDING":
        return _page(f"already {connection.status}", 200)
    return _page("ask", 200, session_token=connection.session_token)


def _answer(gateway: Gateway, answer: str | None) -> tuple[str, int]:
    status = ANSWERS.get(answer or "")
    if status is None:
        return _page("unclear", 400)
    with gateway.database.transaction(write=True):
        connection = _awaiting(gateway)
        if connection is None:
            return _page("unknown", 404)
        state = status
        if status == "ACTIVE":
            account = gateway.accounts.oldest_workspace(connection.account_id)
            status, state = OUTCOMES[gateway.settings_of(account).oauth_outcome]
        if status == connection.status == "PENDING":
            return _page(state, 200)
        workspace_id = None
        if status == "ACTIVE" and connection.status == "PENDING":
            new = flask.request.values.get("workspace") == "new"
            workspace_id = gateway.workspace_for(connection, new=new)
        settled = gateway.accounts.settle(
            connection, status=status, workspace_id=workspace_id, now=flask.g.now
        )
    return _page(state, 200) if settled else _page("used", 409)


SAYINGS = {
    "ask": (
        "Connect Quo to Maton",
        "Maton asks to read and send messages, read calls, and keep contacts for you.",
    ),
    "ACTIVE": ("Connected", "The connection is ACTIVE. You can close this page."),
    "FAILED": ("Not connected", "You denied access: the connection is FAILED. You can close this page."),
    "refused": ("Not connected", "Quo refused, although you allowed it: the connection is FAILED."),
    "lost": ("Still waiting", "You allowed it, but Quo's answer was lost: the connection is still PENDING."),
    "already ACTIVE": ("Already connected", "This connection was allowed before. There is nothing to do."),
    "already FAILED": ("Already denied", "This connection was denied. Create a new one to try again."),
    "used": ("Already answered", "This page was answered before; it can be answered only once."),
    "unknown": (
        "Nothing to connect",
        "No connection waits for this session token. Take the url of a PENDING one.",
    ),
    "unclear": ("Not understood", "The answer is either allow or deny."),
}


def _page(state: str, status: int, session_token: str | None = None) -> tuple[str, int]:
    title, text = SAYINGS[state]
    page = flask.render_template("consent.html", title=title, text=text, session_token=session_token)
    return page, status
