"""`quo-mock journal`: the requests that the gateway was asked, as they come."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import click
import httpx
import msgspec

from ..control.client import Control, ControlError
from ..journal.entry import Entry
from . import printing
from .reaching import in_workspace, reaching

_PAUSE = 0.4
"""Seconds between two looks: the gateway has more to do than to be asked."""
_MOST = 10_000
_COLOURS = {"ok": "green", "refused": "yellow", "failed": "red", "fault": "magenta"}

Named = tuple[Entry, str]
"""An entry, and the line that is printed of it."""


def _status(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch("[1-5](?:[0-9]{2}|xx)", value):
        raise click.BadParameter(f"{value!r} is no status; it is written 404, or 4xx for all of them")
    return value


@click.command()
@click.option("--follow", "-f", is_flag=True, help="Wait for more, until Ctrl-C.")
@click.option("--operation", metavar="ID", help="Only requests of this operation, such as messages_send.")
@click.option("--status", callback=_status, metavar="STATUS", help="Only those answered 404, say, or 4xx.")
@click.option("--text", metavar="TEXT", help="Only those whose path, query or bodies contain this.")
@click.option("--since", metavar="MOMENT", help="Only those from then on, by the gateway's clock; ISO 8601.")
@click.option(
    "--limit", "-n", default=20, show_default=True, type=click.IntRange(1, _MOST), help="Only the last ones."
)
@click.option("--curl", "how", flag_value="curl", help="Print commands that send them once more.")
@click.option("--json", "how", flag_value="json", help="Print everything, a JSON document a line.")
@in_workspace
@reaching()
def journal(control: Control, follow: bool, limit: int, how: str | None, **wanted: str | None) -> None:
    """Show the requests that it was asked; --follow waits for more.

    Keys are never shown: a --curl line takes yours from MATON_API_KEY.

    Example: quo-mock journal --operation messages_send --limit 5 --curl
    """
    asked = {name: value for name, value in wanted.items() if value is not None}
    if how == "curl" and not follow:
        lines = control.journal_as_curl(**asked, limit=limit)
        click.echo("".join(f"{line}\n" for line in lines), nl=False)
        return _tell_of_none(lines)
    shown = _entries(control, how, asked, limit)
    for _, line in shown:
        click.echo(line)
    if follow:
        try:
            for line in _following(control, how, asked, [entry for entry, _ in shown]):
                click.echo(line)
        except KeyboardInterrupt:  # which is how one ends it
            sys.exit(0)
    return _tell_of_none(shown)


def _tell_of_none(found: Sequence[object]) -> None:
    if not found:
        click.echo("quo-mock: no such request came yet; --follow waits for one", err=True)


def _entries(control: Control, how: str | None, asked: dict[str, Any], limit: int) -> list[Named]:
    """The last entries, each with its line."""
    if how != "curl":
        write = _document if how == "json" else _line
        return [(entry, write(entry)) for entry in control.journal(**asked, limit=limit)]
    found = control.journal(**asked, limit=_MOST)
    commands = control.journal_as_curl(**asked, limit=_MOST)  # of what came meanwhile, too: they come last
    return [*zip(found, commands, strict=False)][-limit:]


def _document(entry: Entry) -> str:
    return msgspec.json.encode(entry).decode()


def _following(control: Control, how: str | None, asked: dict[str, Any], shown: list[Entry]) -> Iterator[str]:
    """The lines of what comes, as it comes; a gateway that is away is waited for."""
    seen, away = {_name(entry) for entry in shown}, False
    since = {"since": shown[-1].at} if shown else {}
    while True:
        time.sleep(_PAUSE)
        try:
            found = _entries(control, how, {**asked, **since}, _MOST)
        except (httpx.TransportError, ControlError) as error:
            if isinstance(error, ControlError) and error.status != 503:
                raise
            if not away:
                click.echo("quo-mock: the gateway is away; waiting for it", err=True)
            away, since = True, {}
            continue
        away = False
        for entry, line in found:
            if _name(entry) not in seen:
                yield line
        if found:
            since = {"since": found[-1][0].at}
            seen = {_name(entry) for entry, _ in found}


def _name(entry: Entry) -> tuple[int, str]:
    """What tells an entry from all others, also from those of a gateway that was started anew."""
    return entry.number, entry.real_at


def _line(entry: Entry) -> str:
    query = "&".join(f"{name}={value}" for name, value in entry.query)
    what = printing.visible(f"{entry.method} {entry.path}{'?' + query if query else ''}")
    why = printing.visible(" ".join([*entry.faults, *([entry.complaint] if entry.complaint else [])]))
    status = click.style(f"{entry.status:3}", fg=_COLOURS[entry.outcome])
    said = f"  {click.style(why, fg=_COLOURS[entry.outcome])}" if why else ""
    return f"{entry.at[:10]} {entry.at[11:23]}  {status}  {entry.duration_ms:7.1f} ms  {what}{said}"
