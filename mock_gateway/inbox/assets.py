"""The style sheet and the modules of the pages, at an address that changes with them: browsers keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import flask

from . import BASE

FOLDER = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def version() -> str:
    """What names the present state of all files together; modules find each other beside themselves."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def serve(app: flask.Flask) -> None:
    """Serve the files, and let templates name them by `asset("style.css")`."""

    def asset(name: str) -> str:
        return f"{BASE}/static/{version()}/{name}"

    app.jinja_env.globals["asset"] = asset

    @app.get(f"{BASE}/static/<wanted>/<name>", endpoint="static")
    def static(wanted: str, name: str) -> flask.Response:
        content, etag = _file(name)
        response = flask.Response(content, content_type=TYPES[Path(name).suffix])
        response.headers["Cache-Control"] = FOR_EVER if wanted == version() else "no-cache"
        response.set_etag(etag)
        response.make_conditional(flask.request)
        return response


@cache
def _file(name: str) -> tuple[bytes, str]:
    path = FOLDER / name
    if path.parent != FOLDER or path.suffix not in TYPES or not path.is_file():
        flask.abort(404, f"There is no file {name!r}")
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:20]
