"""The API reference at `/_mock/docs`: Swagger UI over the contract and the control API, to read and to try.

Its files come from the package `flask-swagger-ui`; nothing is fetched from elsewhere, no key is in them.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import flask
import msgspec

from ..errors import JSON
from ..gateway import Gateway
from . import BASE, assets

PACKAGE = "flask-swagger-ui"
FILES = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui-standalone-preset.js": "text/javascript; charset=utf-8",
}
"""What is served of the package; the rest is examples, and a test of a login that nobody has."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""As for all pages, but for styles: Swagger UI writes one into the page, another with each release."""


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/_mock/docs`, the two documents it shows, and the files of Swagger UI."""
    reference = flask.Blueprint("reference", __name__, url_prefix=f"{BASE}/docs")

    @reference.get("")
    def index() -> flask.Response:
        response = flask.make_response(flask.render_template("reference.html", version=version(PACKAGE)))
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @reference.get("/quo.json")
    def contract() -> flask.Response:
        return _json(here(gateway.contract.document))

    @reference.get("/control.json")
    def control() -> flask.Response:
        from ..control.document import document

        return _json(document())

    @reference.get("/<wanted>/<name>")
    def file(wanted: str, name: str) -> flask.Response:
        content, etag = _file(name)
        response = flask.Response(content, content_type=FILES[name])
        response.headers["Cache-Control"] = assets.FOR_EVER if wanted == version(PACKAGE) else "no-cache"
        response.set_etag(etag)
        response.make_conditional(flask.request)
        return response

    return reference


def here(document: dict[str, Any]) -> dict[str, Any]:
    """A contract whose servers are the doors of whoever serves it, so that what is tried reaches no other."""
    paths = {path: _here(item) for path, item in document["paths"].items()}
    return {**_here(document), "paths": paths}


def _here(holder: dict[str, Any]) -> dict[str, Any]:
    servers = [{**server, "url": urlsplit(server["url"]).path or "/"} for server in holder.get("servers", ())]
    return {**holder, "servers": servers} if servers else holder


def _json(document: dict[str, Any]) -> flask.Response:
    return flask.Response(msgspec.json.encode(document), content_type=JSON)


@cache
def _file(name: str) -> tuple[bytes, str]:
    if name not in FILES:
        flask.abort(404, f"There is no file {name!r}")
    content = (files(PACKAGE.replace("-", "_")) / "dist" / name).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:20]
