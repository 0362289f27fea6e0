"""Maton's OAuth connections: created PENDING, settled on the consent page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import msgspec

from ..clock import iso_micro
from ..request import Request
from ..store import Connection

REAL_CONSENT_PAGE = "https://connect.maton.ai/"


def connections_list(request: Request) -> str:
    """All connections of the account that match, oldest first."""
    query = request.query
    found = request.accounts.connections(
        request.account_id, app=query.get("app"), status=query.get("status"), method=query.get("method")
    )
    return _encode({"connections": [_document(request, connection) for connection in found]})


def connections_create(request: Request) -> str:
    """A new connection that waits to be authorized; the answer is its id alone, as clients read it."""
    connection = Connection(
        id=request.ids.connection(),
        account_id=request.account_id,
        workspace_id=None,
        app=request.body["app"],
        status="PENDING",
        method=request.body.get("method", "OAUTH2"),
        session_token=request.ids.secret(""),
        created_at=request.now,
        updated_at=request.now,
    )
    request.accounts.add_connection(connection)
    return _encode({"connection_id": connection.id})


def connections_get(request: Request) -> str:
    """One connection with the address of its consent page."""
    found = request.accounts.connections(request.account_id, id=request.path["connectionId"])
    if not found:
        raise request.not_found("Connection")
    return _encode({"connection": _document(request, found[0])})


def connections_delete(request: Request) -> str:
    """Forget a connection; the body is in no source but is JSON, so it is an empty object."""
    if not request.accounts.delete_connection(request.account_id, request.path["connectionId"]):
        raise request.not_found("Connection")
    return "{}"


def _document(request: Request, connection: Connection) -> dict[str, Any]:
    return {
        "connection_id": connection.id,
        "status": connection.status,
        "creation_time": iso_micro(connection.created_at),
        "last_updated_time": iso_micro(connection.updated_at),
        "url": f"{_consent_page(request.origin)}?session_token={connection.session_token}",
        "app": connection.app,
        "method": connection.method,
        "metadata": {},
    }


def _consent_page(origin: str) -> str:
    """Where the caller finds the page: Maton's own name, if it was by a name of Maton's that it came here."""
    real = (urlsplit(origin).hostname or "").endswith(".maton.ai")
    return REAL_CONSENT_PAGE if real else f"{origin}/connect/"


def _encode(value: Any) -> str:
    return msgspec.json.encode(value).decode()
