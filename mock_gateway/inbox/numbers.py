"""The scripted numbers: what a text to each comes to, and a text to one of them."""

from __future__ import annotations

import flask
import msgspec

from ..errors import Problem
from ..gateway import Gateway
from ..numbers import NUMBERS, Number
from ..store.tables import PHONE_NUMBERS
from . import forms
from .owner import Owner
from .place import here


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/numbers`, and what it posts to."""
    numbers = flask.Blueprint("numbers", __name__)
    owner = Owner(gateway)

    @numbers.get("/numbers")
    def index() -> str:
        lines = [msgspec.json.decode(text) for text in here().workspace.every(PHONE_NUMBERS)]
        return flask.render_template("numbers.html", numbers=NUMBERS, answers=answers, lines=lines)

    @numbers.post("/numbers/text")
    @forms.shown_again(index)
    def text() -> flask.typing.ResponseReturnValue:
        form = forms.given("to", "from", "content")
        number = next((each for each in NUMBERS if each.number == form.get("to")), None)
        if number is None or not answers(number):
            raise Problem(400, "That is no scripted number which answers a page")
        body = {"from": form.get("from", ""), "content": form.get("content", ""), "to": [number.number]}
        sent = owner.ask(here(), "messages_send", body=body)
        return forms.done(f"202: {sent['status']}. {number.about}", "numbers.index")

    return numbers


def answers(number: Number) -> bool:
    """Whether a text to it can be sent by a page: one that waits or drops is for programs."""
    return not number.pause_seconds and not number.drops
