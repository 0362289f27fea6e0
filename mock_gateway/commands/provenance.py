"""`quo-mock provenance`: prints the ledger, applies what a run found out, and tells what has grown old."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from .. import confirmation
from ..provenance import FILE, Row, ledger


def _days(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """A number of days, such as `90d`."""
    if value is None:
        return None
    days = value.removesuffix("d")
    if not (days.isascii() and days.isdigit() and len(days) < 7):
        raise click.BadParameter(f"{value!r} is no age; it is a number of days such as 90d")
    return int(days)


@click.command()
@click.option("--about", metavar="WHAT", help="Only what is about this, such as messages.")
@click.option(
    "--evidence",
    type=click.Choice(["documented", "observed", "assumed"]),
    help="Only what is known in this way.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--max-age",
    callback=_days,
    metavar="DAYS",
    help="Fail over what is older than, say, 90d, only assumed, or refuted; print that alone.",
)
@click.option(
    "--run",
    "run_file",
    type=click.Path(path_type=Path),
    help="Only what a run leaned on, by the file that pytest --evidence-file wrote.",
)
@click.option(
    "--apply",
    "applied_file",
    type=click.Path(path_type=Path),
    help="First enter into the ledger what a run against live confirmed and refuted.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to count from; today by default.")
def provenance(
    about: str | None,
    evidence: str | None,
    as_json: bool,
    max_age: int | None,
    run_file: Path | None,
    applied_file: Path | None,
    today: datetime.datetime | None,
) -> None:
    """Tell how we know what the gateway does where the guide does not spell it out.

    Example: quo-mock provenance --evidence assumed --about messages
    """
    day = (today or datetime.datetime.now(datetime.UTC)).date()
    try:
        rows = _after(applied_file) if applied_file else list(ledger())
        rows = _chosen(rows, about, evidence)
        if run_file:
            leaned = _read(run_file, ledger()).entries
            rows = [row for row in rows if row.entry.id in leaned and leaned[row.entry.id].green]
    except ValueError as error:
        click.echo(f"quo-mock: {error}", err=True)
        sys.exit(2)
    if max_age is not None:
        rows = [row for row in rows if row.doubt(day, max_age)]
    click.echo(_as_json(rows, day, max_age) if as_json else _as_table(rows, day, max_age))
    if max_age is not None and rows:
        click.echo(
            f"{len(rows)} to look at again: older than {max_age} days, only assumed, or refuted", err=True
        )
        sys.exit(1)


def _after(file: Path) -> list[Row]:
    """The ledger with what a run found out; says on stderr what that was."""
    rows, told = confirmation.applied(ledger(), _read(file, ledger()))
    confirmation.write(FILE, rows)
    ledger.cache_clear()
    click.echo("\n".join(told) or f"{file} has nothing that the live service was asked", err=True)
    return list(ledger())


def _read(file: Path, rows: Sequence[Row]) -> confirmation.Run:
    run = confirmation.read(file)
    strange = confirmation.unknown(run, rows)
    if strange:
        raise ValueError(f"{file} names {', '.join(strange[:5])}, which the ledger does not have")
    return run


def _chosen(rows: list[Row], about: str | None, evidence: str | None) -> list[Row]:
    topics = list(dict.fromkeys(row.about for row in rows))
    if about is not None and about not in topics:
        raise ValueError(f"nothing is about {about!r}; there are {', '.join(topics)}")
    return [row for row in rows if about in (None, row.about) and evidence in (None, row.entry.evidence)]


def _as_json(rows: list[Row], day: datetime.date, max_age: int | None) -> str:
    data = [
        {"about": row.about, **msgspec.to_builtins(row.entry), "doubt": row.doubt(day, max_age)}
        for row in rows
    ]
    return msgspec.json.format(msgspec.json.encode({"data": data}), indent=2).decode()


def _as_table(rows: list[Row], day: datetime.date, max_age: int | None) -> str:
    widest = max((len(row.entry.id) for row in rows), default=0)
    lines: list[str] = []
    for row in rows:
        entry = row.entry
        if f"\n{row.about}" not in lines:
            lines.append(f"\n{row.about}")
        lines.append(f"  {entry.id:{widest}}  {entry.evidence:10}  {entry.date}  {entry.does}")
        doubt = row.doubt(day, max_age) if entry.refuted or max_age is not None else None
        why = f"{doubt}; {entry.source}" if doubt else entry.source
        lines.append(f"  {'':{widest}}  {'':10}  {'':10}  ({why}; {entry.module})")
    return "\n".join(lines).lstrip("\n") or "nothing to tell"
