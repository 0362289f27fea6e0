"""The clock: what time it is for the gateway, and the means to move it."""

from __future__ import annotations

from typing import Any

import flask

from ..control.clock import clock_change, clock_get
from ..errors import Problem
from ..gateway import Gateway
from . import forms

STEPS = {"+1 minute": 60, "+1 hour": 3600, "+1 day": 24 * 3600, "+1 week": 7 * 24 * 3600}


def pages(gateway: Gateway) -> flask.Blueprint:
    """`/time`, and what it posts to; the clock is the same in all workspaces."""
    time = flask.Blueprint("time", __name__)

    @time.get("/time")
    def index() -> str:
        return flask.render_template("time.html", clock=clock_get.do(gateway), steps=STEPS)

    @time.post("/time")
    @forms.shown_again(index)
    def change() -> flask.typing.ResponseReturnValue:
        form = flask.request.form
        wanted: dict[str, Any] = {name: True for name in ("freeze", "resume") if name in form}
        wanted |= forms.given("advance", "set")
        if not wanted:
            raise Problem(400, "Give a time such as 2026-03-01T12:00:00Z, or seconds to go forward")
        clock = clock_change.do(gateway, body=wanted)
        return forms.done(f"It is {clock.now[:19].replace('T', ' ')} UTC", "time.index")

    return time
