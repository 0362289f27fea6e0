"""Workspaces put aside, brought back, carried elsewhere as a file, and put back to their beginning."""

from __future__ import annotations

import flask

from ..control import accounts, files
from ..control import snapshots as control
from ..control.operation import LARGEST_IMPORT
from ..errors import Problem
from ..gateway import Gateway
from . import forms
from .place import here


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/snapshots` of a workspace, and below."""
    snapshots = flask.Blueprint("snapshots", __name__)

    def own() -> dict[str, str]:
        return {"workspace_id": here().id}

    @snapshots.url_value_preprocessor
    def let_files_in(endpoint: str | None, values: object) -> None:
        if endpoint == "snapshots.bring":
            flask.request.max_content_length = LARGEST_IMPORT

    @snapshots.get("/snapshots")
    def index() -> str:
        kept = control.snapshots_list.do(gateway, query=own())
        return flask.render_template("snapshots.html", snapshots=kept[::-1], seed=here().facts.seed)

    @snapshots.post("/snapshots")
    @forms.shown_again(index)
    def save() -> flask.typing.ResponseReturnValue:
        control.snapshots_create.do(gateway, query=own(), body=forms.given("name"))
        return forms.done("Saved as it is now", "snapshots.index")

    @snapshots.post("/snapshots/<id>/restore")
    @forms.shown_again(lambda id: index())
    def restore(id: str) -> flask.typing.ResponseReturnValue:
        _refuse_foreign(gateway, id)
        control.snapshots_restore.do(gateway, snapshot_id=id)
        return forms.done("Restored", "snapshots.index")

    @snapshots.post("/snapshots/<id>/delete")
    @forms.shown_again(lambda id: index())
    def delete(id: str) -> flask.typing.ResponseReturnValue:
        _refuse_foreign(gateway, id)
        control.snapshots_delete.do(gateway, snapshot_id=id)
        return forms.done("Deleted", "snapshots.index")

    @snapshots.get("/snapshots/export")
    def export() -> flask.Response:
        text = files.workspace_export.do(gateway, query=own())
        response = flask.Response(text.content, content_type=text.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{here().id}.yaml"'
        return response

    @snapshots.get("/snapshots/import")
    def import_page() -> str:
        return flask.render_template("import.html")

    @snapshots.post("/snapshots/import")
    @forms.shown_again(import_page)
    def bring() -> flask.typing.ResponseReturnValue:
        given = flask.request.files.get("file")
        raw = b""
        if given is not None:
            with given.stream as stream:  # a long one lies in a file of its own
                raw = stream.read()
        if not raw.strip():
            raise Problem(400, "Choose a YAML file that is not empty, such as one that was exported here")
        imported = files.workspace_import.do(gateway, query=own(), raw=raw)
        total = sum(imported.documents.values())
        return forms.done(f"Imported; there are {total:,} documents now", "snapshots.index")

    @snapshots.post("/reset")
    def reset() -> flask.typing.ResponseReturnValue:
        made = accounts.reset.do(gateway, query=own())
        return forms.done(f"The workspace is as {made.seed} has it again", "snapshots.index")

    return snapshots


def _refuse_foreign(gateway: Gateway, id: str) -> None:
    """Raise `Problem` 404 for a snapshot that does not hold this workspace."""
    kept = control.snapshots_list.do(gateway, query={"workspace_id": here().id})
    if id not in {each.id for each in kept}:
        raise Problem(404, f"There is no snapshot {id!r} of this workspace")
