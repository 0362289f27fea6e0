"""`quo-mock clock`: the gateway's time, which tests and people may hold and push."""

from __future__ import annotations

import click

from ..control.client import Control
from ..control.clock import ClockState
from . import printing
from .durations import seconds_of
from .group import Group
from .reaching import as_json, reaching


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def clock(ctx: click.Context) -> None:
    """Freeze, set and advance its time.

    Whatever falls due meanwhile has happened when the command ends: texts are delivered, calls end, webhooks
    are sent. Time goes forward only. Alone, it shows what time it is.

    Example: quo-mock clock advance 5m
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)


@clock.command()
@as_json
@reaching()
def show(control: Control, as_json: bool) -> None:
    """Show what time it is.

    Example: quo-mock clock show
    """
    _tell(control.now(), as_json)


@clock.command()
@as_json
@reaching()
def freeze(control: Control, as_json: bool) -> None:
    """Let time stand still.

    Example: quo-mock clock freeze
    """
    _tell(control.freeze(), as_json)


@clock.command()
@as_json
@reaching()
def resume(control: Control, as_json: bool) -> None:
    """Let time run on from where it stands.

    Example: quo-mock clock resume
    """
    _tell(control.resume(), as_json)


@clock.command()
@click.argument("span")
@as_json
@reaching()
def advance(control: Control, span: str, as_json: bool) -> None:
    """Let time pass at once: 90 (seconds), 30s, 5m, 1h30m, 2d.

    Example: quo-mock clock advance 5m
    """
    _tell(control.advance(seconds_of(span)), as_json)


@clock.command("set")
@click.argument("moment")
@as_json
@reaching()
def set_(control: Control, moment: str, as_json: bool) -> None:
    """Make it a later moment, in ISO 8601.

    Example: quo-mock clock set 2031-01-01T09:00:00Z
    """
    _tell(control.set_clock(moment), as_json)


def _tell(state: ClockState, as_json: bool) -> None:
    if as_json:
        printing.json(state)
    else:
        click.echo(f"{state.now}  {'frozen' if state.frozen else 'running'}")
