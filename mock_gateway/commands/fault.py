"""`quo-mock fault`: requests that shall fail, wait or be answered wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import UNSET

from ..control.client import Control
from ..control.faults import Fault, NewFault
from . import printing
from .fault_words import rule_in, rule_of
from .group import Group
from .reaching import as_json, in_workspace, reaching


@click.group(cls=Group)
def fault() -> None:
    """Let requests fail: statuses, delays, broken answers.

    Example: quo-mock fault add 503 --operation messages_send --times 2
    """


@fault.command("list")
@as_json
@reaching()
def list_(control: Control, as_json: bool) -> None:
    """List the faults, and how often each has struck.

    Example: quo-mock fault list
    """
    found = control.faults()
    if as_json:
        printing.json(found)
        return
    printing.table(
        ("Fault", "What", "To which", "Struck", "Matched", "State"),
        [
            (each.id, *_words(each), each.struck, each.matched, "active" if each.active else "spent")
            for each in found
        ],
        empty="There are no faults; quo-mock fault add 503 makes every request fail.",
    )


@fault.command()
@click.argument("what")
@click.option("--operation", metavar="ID", help="Only requests of this operation, such as messages_send.")
@click.option("--method", type=click.Choice(["GET", "POST", "PUT", "PATCH", "DELETE"]), help="Only these.")
@click.option("--path", metavar="PATTERN", help="Only requests to this path, such as '/quo/v1/*'.")
@click.option("--after", is_flag=True, help="Fail after the operation acted: it was sent all the same.")
@click.option("--times", type=click.IntRange(1), help="How often; by default always.")
@click.option("--every", type=click.IntRange(1), help="Only every so many requests.")
@click.option("--probability", type=click.FloatRange(0, 1), help="How likely, from 0 to 1.")
@in_workspace
@as_json
@reaching()
def add(control: Control, what: str, as_json: bool, **given: Any) -> None:
    """Add a fault, by its name or as a rule.

    \b
    WHAT is one of
      400 to 599       answer that status
      slow=5           hold the answer back for so many seconds, or 5s, 1m
      down=2m          be down for a while, and back by itself
      reset            close the connection instead of an answer
      cut, cut=100     close it in the middle of the body, or after so many bytes
      rate-limit       answer 429, with the headers of a full window
      broken-json      send half of the body as if it were all
      no-page-token    leave nextPageToken out
      unknown-enum     give a status that nobody knows
      unknown-field    add a field to every object
      @rule.json       a rule as POST /_mock/api/faults takes it

    Example: quo-mock fault add slow=2s --operation contacts_list --times 3
    """
    options = {name: value for name, value in given.items() if value not in (None, False)}
    body = _rule_in(Path(what[1:]), options) if what.startswith("@") else rule_of(what, options)
    added = control.add_fault(body)
    if as_json:
        printing.json(added)
    else:
        click.echo(printing.visible(f"{added.id}  {'  '.join(_words(added))}"))


@fault.command()
@click.argument("fault_id")
@reaching()
def remove(control: Control, fault_id: str) -> None:
    """Remove one fault, by its id.

    Example: quo-mock fault remove FA1
    """
    control.remove_fault(fault_id)
    click.echo(f"{fault_id} is removed")


@fault.command()
@reaching()
def clear(control: Control) -> None:
    """Remove all faults.

    Example: quo-mock fault clear
    """
    control.clear_faults()
    click.echo("There are no faults any more")


def _rule_in(file: Path, options: dict[str, Any]) -> NewFault:
    for name in options.keys() - {"workspace_id"}:  # which the environment may give to every command
        raise ValueError(f"a rule in a file says all itself: leave --{name} out")
    return rule_in(file)


def _words(rule: Fault) -> tuple[str, str]:
    """What happens, and to which requests, in few words."""
    then = msgspec.to_builtins(rule.then)
    action = then.pop("action")
    shown = str(then.pop("status")) if action == "status" else action
    what = " ".join([shown, *(f"{name}={value}" for name, value in then.items())])
    often = [
        *([] if rule.times is UNSET else [f"{rule.times} times"]),
        *([] if rule.every == 1 else [f"every {rule.every}th"]),
        *([] if rule.probability == 1 else [f"with probability {rule.probability}"]),
    ]
    match = msgspec.to_builtins(rule.match)
    wanted = [f"{name}={value}" for name, value in match.items()] or ["all"]
    return what, " ".join([*wanted, *(["of one key"] if rule.of_one_key else []), *often])
