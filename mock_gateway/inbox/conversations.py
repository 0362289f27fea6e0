"""The inbox: numbers on the left, conversations in the middle, the thread of one of them on the right."""

from __future__ import annotations

from typing import Any

import flask

from ..errors import Problem
from ..gateway import Gateway
from ..store.tables import PHONE_NUMBERS
from . import customer, marks, sounds
from .names import Names
from .place import Place, here
from .rows import Wanted, is_done, lines, name_of, position_of, rows
from .thread import conversation as read
from .thread import items


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/inbox` of a workspace, and below."""
    inbox, names = flask.Blueprint("inbox", __name__), Names()

    @inbox.get("/inbox")
    def index() -> str:
        return flask.render_template("inbox.html", **_list(here(), names), opened=None)

    @inbox.get("/inbox/<conversation_id>")
    def conversation(conversation_id: str) -> str:
        place = here()
        with gateway.database.transaction(write=False):  # one moment of it
            shown = _list(place, names)
            opened = _opened(place, names, conversation_id, shown["our"])
        return flask.render_template("inbox.html", **shown, opened=opened)

    @inbox.post("/inbox/<conversation_id>/<any(read, done, open):mark>")
    def mark(conversation_id: str, mark: str) -> flask.typing.ResponseReturnValue:
        marks.put(here(), conversation_id, mark)
        return back(conversation_id)

    @inbox.post("/inbox/<conversation_id>/messages")
    def reply(conversation_id: str) -> flask.typing.ResponseReturnValue:
        customer.reply(here(), conversation_id, flask.request.form)
        return back(conversation_id)

    @inbox.post("/messages")
    def write() -> flask.typing.ResponseReturnValue:
        return back(customer.write(here(), flask.request.form))

    @inbox.post("/calls")
    def call() -> flask.typing.ResponseReturnValue:
        return back(customer.call(here(), flask.request.form))

    @inbox.get("/calls/<call_id>/<sound>.wav")
    def sound(call_id: str, sound: str) -> flask.Response:
        return sounds.answer(here(), call_id, sound)

    return inbox


def back(conversation_id: str) -> flask.typing.ResponseReturnValue:
    """To the conversation that something was done to, in the list that was open."""
    kept: dict[str, Any] = {**Wanted.of(flask.request.args).kept}
    return flask.redirect(flask.url_for("inbox.conversation", conversation_id=conversation_id, **kept), 303)


def _list(place: Place, names: Names) -> dict[str, Any]:
    """What the left and the middle show."""
    wanted, our = Wanted.of(flask.request.args), lines(place)
    found, following = rows(place, names, wanted, our)
    line = next((line for line in our if line.id == wanted.number), None)
    return {"wanted": wanted, "our": our, "line": line, "rows": found, "following": following}


def _opened(place: Place, names: Names, id: str, our: list[Any]) -> dict[str, Any]:
    """What the right shows; raises `Problem` 404 if there is no such conversation."""
    found = read(place, id)
    if found is None:
        raise Problem(404, f"There is no conversation {id!r} in this workspace")
    document, unread = found
    people = names.of(place.workspace)
    before = position_of(flask.request.args.get("earlier"))
    shown, earlier = items(place, document, people, frozenset(line.number for line in our), before)
    number = place.workspace.read(PHONE_NUMBERS, document["phoneNumberId"])
    numbers: list[str] = document["participants"]
    return {
        "id": id,
        "name": name_of(document, people),
        "people": [(number, people.get(number)) for number in numbers],
        "number": number,
        "unread": unread,
        "done": is_done(document, place.now),
        "items": shown,
        "earlier": earlier,
        "from_before": before is not None,
    }
