"""`quo-mock backup` and `quo-mock restore`: a database that is a file, copied while it serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ..store import StoreUnavailable
from .reaching import fail

_of_file: Callable[[Any], Any] = click.option(
    "--db",
    envvar="QUO_MOCK_DB",
    required=True,
    metavar="FILE",
    help="The file that quo-mock serve was given with --db. Also by QUO_MOCK_DB.",
)


@click.command()
@_of_file
@click.argument("file")
def backup(db: str, file: str) -> None:
    """Copy a database's file as it is now, also while gateways serve it.

    FILE must not be there yet; it appears when it is whole, and only its owner can read it. PostgreSQL is
    backed up by pg_dump.

    Example: quo-mock backup --db quo.db monday.db
    """
    from ..store.backup import back_up

    try:
        size = back_up(db, file)
    except StoreUnavailable as error:
        fail(str(error))
    click.echo(f"{file} holds {db} as it is now ({size / 1e6:.1f} MB).")


@click.command()
@_of_file
@click.option("--replace", is_flag=True, help="Give up what the database holds now.")
@click.argument("file")
def restore(db: str, replace: bool, file: str) -> None:
    """Make a database what a backup holds, while no gateway serves it.

    Example: quo-mock restore --db quo.db --replace monday.db
    """
    from ..store.backup import restore as bring_back

    try:
        bring_back(db, file, replace=replace)
    except StoreUnavailable as error:
        fail(str(error))
    click.echo(f"{db} holds what {file} does.")
