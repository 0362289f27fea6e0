"""Forms that are refused: the page is shown again, with a sentence about it and with what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import flask

from ..errors import INVALID, Problem

View = Callable[..., flask.typing.ResponseReturnValue]
_SHELLS = {"defaultFields", "match", "then", "value"}
"""Steps of a place that say nothing to whoever fills in a form."""


def shown_again(page: Callable[..., str]) -> Callable[[View], View]:
    """A view that posts: what it refuses is said on its page, which is made with the same arguments."""

    def decorate(view: View) -> View:
        @wraps(view)
        def posted(**values: Any) -> flask.typing.ResponseReturnValue:
            try:
                return view(**values)
            except Problem as problem:
                flask.g.refused = (flask.request.endpoint, sentence(problem))
                return page(**values), problem.status

        return posted

    return decorate


def refusal(*endpoints: str) -> str:
    """Why the form of one of these endpoints was refused; empty if it was not."""
    endpoint, said = flask.g.get("refused", ("", ""))
    return str(said) if endpoint in endpoints else ""


def typed(endpoint: str, name: str, present: object = "") -> str:
    """What was typed into a field of a refused form; in any other, what is there at present."""
    if refusal(endpoint):
        return flask.request.form.get(name, "")
    return "" if present is None else str(present)


def sentence(problem: Problem) -> str:
    """What went wrong, with the places of Quo's and the control API's complaints in words."""
    if problem.message == INVALID and problem.complaints:
        return ". ".join(f"{_spoken(each.path)}: {each.message}" for each in problem.complaints)
    place, colon, said = problem.message.partition(": ")
    return f"{_spoken(place)}: {said}" if colon and place.startswith("/") else problem.message


def _spoken(path: str) -> str:
    """`/defaultFields/phoneNumbers/0/value` as `Phone numbers 1`."""
    steps = [step for step in path.split("/") if step and step not in _SHELLS]
    words = [str(int(step) + 1) if step.isdecimal() else re.sub(r"_|(?=[A-Z])", " ", step) for step in steps]
    return " ".join(words).strip().capitalize() or "The form"


def given(*names: str) -> dict[str, str]:
    """The fields of those names that were filled in."""
    values = {name: flask.request.form.get(name, "").strip() for name in names}
    return {name: value for name, value in values.items() if value}


def done(text: str, endpoint: str, **values: Any) -> flask.typing.ResponseReturnValue:
    """Say what was done on the page that shows it."""
    flask.flash(text)
    return flask.redirect(flask.url_for(endpoint, **values), 303)


GLOBALS: dict[str, Any] = {"refusal": refusal, "typed": typed}
"""What templates use of this."""
