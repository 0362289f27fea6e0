"""The unit of `make bench-servers`: two Flask views that check nothing and keep nothing."""

from __future__ import annotations

import json
from pathlib import Path

import flask

app = flask.Flask("bare")
NUMBER = json.loads(Path("number.json").read_text())
MESSAGES = json.loads(Path("messages.json").read_text())


@app.get("/v1/phone-numbers/<phone_number_id>")
def phone_number(phone_number_id: str) -> flask.Response:
    """The same number, whatever the id."""
    return flask.jsonify(NUMBER)


@app.get("/v1/messages")
def messages() -> flask.Response:
    """The same 100 messages, written as JSON each time."""
    return flask.jsonify(MESSAGES)
