"""The mock door: `/_mock/api/…`, by which tests and people steer the gateway itself."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

import flask

from ..errors import Problem
from ..gateway import Gateway
from . import operations


def blueprint(gateway: Gateway, admin_token: str | None) -> flask.Blueprint:
    """The control API over one gateway, answering this machine, or whoever has the admin token."""
    api = flask.Blueprint("control", __name__, url_prefix="/_mock")

    @api.before_request
    def guard() -> None:
        _refuse_other_sites()
        if not _is_allowed(admin_token):
            raise Problem(
                403,
                "/_mock/ answers this machine only; from elsewhere send Authorization: Bearer <admin token>",
                speaker="maton",
            )

    operations.register(api, gateway)
    return api


def _is_allowed(admin_token: str | None) -> bool:
    if admin_token is None:
        return ip_address(flask.request.remote_addr or "127.0.0.1").is_loopback
    sent = flask.request.headers.get("Authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(sent.encode(), admin_token.encode())


def _refuse_other_sites() -> None:
    """A page of another site that is open in the same browser must not steer the gateway."""
    origin = flask.request.headers.get("Origin")
    if origin is not None and origin != flask.request.host_url.rstrip("/"):
        raise Problem(403, "/_mock/ cannot be used from other sites", speaker="maton")
