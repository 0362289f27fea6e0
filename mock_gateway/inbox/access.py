"""Who may see the pages: whoever may use `/_mock/api`; with an admin token, browsers sign in with it."""

from __future__ import annotations

import hmac
from datetime import timedelta
from urllib.parse import urlsplit

import flask
from flask.sessions import SecureCookieSessionInterface

from ..asked import Asked
from ..control.access import has_token, refuse_other_machines, refuse_other_pages, refuse_webhooks
from ..errors import Problem
from ..gateway import Gateway
from . import BASE

OPEN = frozenset({"access.login", "access.sign_in", "static"})
"""What is shown to whoever has not signed in."""
LASTS = timedelta(days=30)


class CookieOfPort(SecureCookieSessionInterface):
    """A cookie of its own for each gateway: browsers do not tell the ports of a host apart."""

    def get_cookie_name(self, app: flask.Flask) -> str:
        port = urlsplit(Asked(flask.request.environ).origin).port or 0
        return f"quo_mock_{port}"

    def get_cookie_secure(self, app: flask.Flask) -> bool:
        """Whether it may travel over TLS only: where the browser has TLS, it always has."""
        return flask.request.is_secure


def guard(app: flask.Flask, gateway: Gateway, admin_token: str | None) -> None:
    """Let nobody in who may not, and remember who signed in in a signed cookie, which is not the token."""
    app.secret_key = gateway.page_secret
    app.session_interface = CookieOfPort()
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH=BASE,
        PERMANENT_SESSION_LIFETIME=LASTS,
    )

    @app.before_request
    def admit() -> flask.typing.ResponseReturnValue | None:
        asked = Asked(flask.request.environ)
        refuse_other_pages(asked)
        refuse_webhooks(asked)
        _refuse_other_sites(asked)
        if admin_token is None:
            refuse_other_machines(asked)
        elif flask.request.endpoint not in OPEN and not _signed_in(gateway, asked, admin_token):
            if flask.request.method == "GET" and flask.request.endpoint != "feed.changes":
                return flask.redirect(flask.url_for("access.login", next=flask.request.full_path), 303)
            raise Problem(403, "You are not signed in: open /_mock/ and give the admin token")
        return None

    app.register_blueprint(_login(gateway, admin_token), url_prefix=BASE)


def _refuse_other_sites(asked: Asked) -> None:
    """Raise `Problem` 403 for a form of another site; a proxy may speak https where we see http."""
    origin = asked.header("Origin")
    if origin is not None and origin.partition("://")[2] != asked.host:
        raise Problem(403, "/_mock/ cannot be used from other sites")


def _signed_in(gateway: Gateway, asked: Asked, admin_token: str) -> bool:
    proof = str(flask.session.get("admitted", "")).encode()
    return hmac.compare_digest(proof, _proof(gateway, admin_token).encode()) or has_token(asked, admin_token)


def _proof(gateway: Gateway, admin_token: str) -> str:
    """What a browser shows that was signed in; another token, or another database, makes it worthless."""
    return hmac.new(gateway.page_secret, f"admitted {admin_token}".encode(), "sha256").hexdigest()


def _login(gateway: Gateway, admin_token: str | None) -> flask.Blueprint:
    pages = flask.Blueprint("access", __name__)

    @pages.get("/login")
    def login() -> str:
        return flask.render_template("login.html", next=_local(flask.request.args.get("next")))

    @pages.post("/login")
    def sign_in() -> flask.typing.ResponseReturnValue:
        onward = _local(flask.request.form.get("next"))
        given = flask.request.form.get("token", "")
        if admin_token is not None and not hmac.compare_digest(given.encode(), admin_token.encode()):
            wrong = "That is not the token that quo-mock serve was given with --admin-token."
            return flask.render_template("login.html", next=onward, wrong=wrong), 403
        if admin_token is not None:
            flask.session.permanent = True
            flask.session["admitted"] = _proof(gateway, admin_token)
        return flask.redirect(onward, 303)

    @pages.post("/logout")
    def sign_out() -> flask.typing.ResponseReturnValue:
        flask.session.clear()
        return flask.redirect(flask.url_for("access.login"), 303)

    return pages


def _local(onward: str | None) -> str:
    """Where to go on: a page of ours, whatever the address says."""
    if onward and onward.startswith(f"{BASE}/") and onward.isprintable() and "\\" not in onward:
        return onward
    return f"{BASE}/"
