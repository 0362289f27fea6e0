"""The journal, live: what was asked and answered, found again, and written as what can be pasted."""

from __future__ import annotations

from typing import Any

import flask
import msgspec

from .. import doors
from ..errors import Problem
from ..gateway import Gateway
from ..journal import reading
from ..journal.entry import Entry, entry
from ..journal.notes import Note
from ..journal.python import python_lines
from . import feed, forms
from .place import here

WINDOW = 100
STATUSES = ("2xx", "4xx", "5xx", "400", "401", "402", "403", "404", "409", "429", "500", "503")
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
FILTERS = ("operation", "status", "method", "text", "scope")


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/requests` of a workspace, and below."""
    requests = flask.Blueprint("requests", __name__)
    operations = gateway.contract.operations

    def page(**values: Any) -> str:
        asked = {name: flask.request.args.get(name, "").strip() for name in FILTERS}
        before = flask.request.args.get("before", "")
        found = reading.latest(
            gateway.journal,
            _wanted(asked),
            WINDOW + 1,
            before=int(before) if before.isdecimal() and len(before) < 18 else None,
        )[::-1]
        return flask.render_template(
            "requests.html",
            entries=found[:WINDOW],
            older=found[WINDOW - 1].number if len(found) > WINDOW else None,
            asked={name: value for name, value in asked.items() if value},
            before=before,
            since=feed.current(gateway, here().id, journal=True),
            operations=sorted(operations),
            statuses=STATUSES,
            methods=METHODS,
            **{"shown": None, **values},
        )

    @requests.get("/requests")
    def index() -> str:
        return page()

    @requests.get("/requests/<int:number>")
    def one(number: int) -> str:
        note = reading.found(gateway.journal, number)
        if note is None or not reading.Wanted(here().id, nowhere=True, home=_home()).is_met_by(note):
            raise Problem(404, f"The request {number} is not kept any more")
        shown = entry(number, note)
        return page(shown=shown, **_written(gateway, shown, note))

    @requests.post("/requests/clear")
    def clear() -> flask.typing.ResponseReturnValue:
        gateway.journal.clear()
        return forms.done("Forgotten", "requests.index")

    return requests


def _wanted(asked: dict[str, str]) -> reading.Wanted:
    """Requests of this workspace; by default also those that reached none, such as one with a wrong key."""
    return reading.Wanted(
        workspace_id=here().id,
        nowhere=asked["scope"] != "own",
        home=_home(),
        operation=asked["operation"] or None,
        method=asked["method"] or None,
        status=asked["status"] or None,
        text=asked["text"] or None,
    )


def _home() -> str | None:
    return here().facts.account_id


def _written(gateway: Gateway, shown: Entry, note: Note) -> dict[str, str]:
    """A request as curl and Python, and its bodies as people read them."""
    path = doors.path_behind(doors.door_of(note.path, note.origin[1]), note.path)
    operation = gateway.contract.operations.get(shown.operation or "")
    return {
        "curl": reading.curl_lines(gateway.journal, [shown]).strip(),
        "python": python_lines(shown, note, operation, _values(operation.path if operation else "", path)),
        "sent": _readable(shown.body),
        "answered": _readable(shown.answer),
    }


def _values(template: str, path: str) -> dict[str, str]:
    """The parameters of a path, by the template that it was found by."""
    steps = zip(template.split("/"), path.split("/"), strict=False)
    return {name.strip("{}"): value for name, value in steps if name.startswith("{")}


def _readable(body: Any) -> str:
    if body is None or isinstance(body, str):
        return body or ""
    return msgspec.json.format(msgspec.json.encode(body), indent=2).decode()
