"""What can be set for a workspace, and its balance."""

from __future__ import annotations

import flask
import msgspec

from ..control.settings import settings_change, settings_get
from ..gateway import Gateway
from ..settings import PerWorkspace, Settings
from . import forms
from .place import here

UNITS = {
    "rate_limit": "requests a second",
    "price_cents": "cents a segment",
    "open_task_limit": "tasks",
    "oauth_expires_seconds": "seconds",
    "balance_cents": "cents",
}

LABELS = {
    "a2p": "A2P registration",
    "oauth_outcome": "Outcome of a consent",
    "oauth_expires_seconds": "OAuth token expires",
    "key_activation_seconds": "Keys open after",
    "international": "International texts",
}


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/settings`, and what it posts to."""
    settings = flask.Blueprint("settings", __name__)
    fields = [_field(each) for each in msgspec.inspect.type_info(PerWorkspace).fields]  # type: ignore[attr-defined]
    at_start = [
        _field(each)
        for each in msgspec.inspect.type_info(Settings).fields  # type: ignore[attr-defined]
        if each.name not in PerWorkspace.__struct_fields__
    ]

    @settings.get("/settings")
    def index() -> str:
        return flask.render_template(
            "settings.html",
            fields=fields,
            at_start=at_start,
            given=gateway.settings,
            present=settings_get.do(gateway, query={"workspace_id": here().id}),
        )

    @settings.post("/settings")
    @forms.shown_again(index)
    def change() -> flask.typing.ResponseReturnValue:
        names = [*PerWorkspace.__struct_fields__, "balance_cents"]
        settings_change.do(gateway, query={"workspace_id": here().id}, body=forms.given(*names))
        return forms.done("Saved", "settings.index")

    return settings


def _field(field: msgspec.inspect.Field) -> dict[str, object]:
    """A setting as the form shows it."""
    kind = field.type
    about = ""
    if isinstance(kind, msgspec.inspect.Metadata):
        about = str((kind.extra_json_schema or {}).get("description", ""))
        kind = kind.type
    values = kind.values if isinstance(kind, msgspec.inspect.LiteralType) else None
    return {
        "name": field.name,
        "label": LABELS.get(field.name, field.name.removesuffix("_cents").replace("_", " ").capitalize()),
        "about": about,
        "unit": UNITS.get(field.name, ""),
        "values": values,
        "default": field.default,
    }
