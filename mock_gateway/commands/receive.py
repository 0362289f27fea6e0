"""`quo-mock receive`: what customers do, done from the command line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import click

from ..call_plan import Processing, Scenario
from ..control.client import Control
from . import printing
from .group import Group
from .reaching import as_json, in_workspace, reaching


def _number(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"\+[1-9]\d{1,14}", value, re.ASCII):
        raise click.BadParameter(f"{value!r} is no number in E.164, such as +15551230001")
    return value


from_customer = click.option(
    "--from",
    "from_",
    required=True,
    callback=_number,
    metavar="NUMBER",
    help="The customer's number, such as +15551230001.",
)
to_number = click.option(
    "--to", metavar="NUMBER", help="The workspace's number, as PN… or +1…; its first by default."
)


@click.group(cls=Group)
def receive() -> None:
    """Let a customer text or call.

    Example: quo-mock receive message --from +15551230001 "Is the flat still free?"
    """


@receive.command()
@from_customer
@to_number
@in_workspace
@as_json
@click.argument("text", nargs=-1, required=True)
@reaching()
def message(
    control: Control,
    text: tuple[str, ...],
    from_: str,
    to: str | None,
    workspace_id: str | None,
    as_json: bool,
) -> None:
    """Let a text come in. STOP and START opt the customer out and in again.

    Example: quo-mock receive message --from +15551230001 Is the flat still free?
    """
    came = control.receive_text(" ".join(text), from_=from_, to=to, workspace_id=workspace_id)
    _tell(came, as_json, f"{came['id']}  {came['from']} to {', '.join(came['to'])}: {came['text']}")


@receive.command()
@from_customer
@to_number
@click.option(
    "--outcome",
    type=click.Choice(get_args(Scenario)),
    default="answered",
    show_default=True,
    help="What becomes of it.",
)
@click.option("--duration", type=int, metavar="SECONDS", help="How long is talked; 60 by default.")
@click.option(
    "--transcript",
    metavar="TEXT",
    help="What is said, a turn in each line, ours first; @FILE reads it from a file.",
)
@click.option("--summary", metavar="TEXT", help="What it came down to, a sentence in each line.")
@click.option(
    "--processing", type=click.Choice(get_args(Processing)), help="What recording and transcript come to."
)
@in_workspace
@as_json
@reaching()
def call(control: Control, from_: str, outcome: str, as_json: bool, **given: Any) -> None:
    """Let a call come in: it rings, and the rest happens as time goes by.

    Example: quo-mock receive call --from +15551230001 --outcome voicemail --transcript "Call me back"
    """
    how = {name: value for name, value in given.items() if value is not None}
    if "transcript" in how:
        how["transcript"] = _text(how["transcript"])
    came = control.receive_call(from_=from_, scenario=outcome, **how)
    _tell(came, as_json, f"{came['id']}  {from_} calls {came['phoneNumberId']}: it rings, then {outcome}")


def _text(given: str) -> str:
    """What is given, or the text of the file that it names; raises `ValueError`."""
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8"
        raise ValueError(f"--transcript: {given[1:]} cannot be read: {why.lower()}") from None


def _tell(came: dict[str, Any], as_json: bool, line: str) -> None:
    if as_json:
        printing.json(came)
    else:
        click.echo(printing.visible(line))
