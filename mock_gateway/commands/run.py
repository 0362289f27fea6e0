"""`quo-mock run`: a program that has the real hosts written into it, run with the gateway in their place."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..ports import CannotServe

if TYPE_CHECKING:
    from ..launch.behind import Behind

_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+")


@click.command(context_settings={"ignore_unknown_options": False, "allow_interspersed_args": False})
@click.option("--join", metavar="URL", help="Use the gateway that runs there instead of one of its own.")
@click.option(
    "--allow-net",
    "allowed",
    multiple=True,
    metavar="HOST",
    help="A host that the program may really reach; can be given again. Others are refused.",
)
@click.option(
    "--expect",
    multiple=True,
    metavar="CALL=N",
    help="Exit with 3 unless so many succeeded: messages.send=1, contacts.create>=2; can be given again.",
)
@click.option(
    "--record", metavar="FILE", help="Write the journal of its calls there, one JSON document a line."
)
@click.option("--quiet", "-q", is_flag=True, help="Say only what was refused or not as expected.")
@click.option(
    "--port", default=0, type=click.IntRange(0, 65535), help="The gateway's port; a free one by default."
)
@click.option("--db", default=None, help="Where its gateway keeps everything; by default it is forgotten.")
@click.option(
    "--profile",
    default=None,
    type=click.Choice(["documented", "observed"]),
    help="Whom its gateway follows where the guide and the live service disagree.",
)
@click.option("--seed", default=None, help="What a new database holds, as for serve; demo by default.")
@click.option(
    "--set", "assignments", multiple=True, metavar="NAME=VALUE", help="Set one switch, as for serve."
)
@click.option(
    "--admin-token", envvar="QUO_MOCK_ADMIN_TOKEN", help="What a gateway that is joined was started with."
)
@click.argument("command", nargs=-1, type=click.UNPROCESSED, required=True)
def run(
    join: str | None,
    allowed: tuple[str, ...],
    expect: tuple[str, ...],
    record: str | None,
    quiet: bool,
    port: int,
    db: str | None,
    profile: str | None,
    seed: str | None,
    assignments: tuple[str, ...],
    admin_token: str | None,
    command: tuple[str, ...],
) -> None:
    """Run a program, unchanged, with the gateway in place of gateway.maton.ai, api.quo.com and their kin.

    It ends with the program's exit code; what the program started and left behind is ended, too.

    Example: quo-mock run --expect messages.send=1 -- python remind.py
    """
    from ..launch import expecting
    from ..launch.child import CannotStart
    from ..launch.run import Wish, refuse_missing
    from ..launch.run import run as run_it

    try:
        expected = tuple(map(expecting.expected, expect))
        for host in allowed:
            _refuse_no_host(host)
        refuse_missing(command[0])
        file = None if record is None else _writable(record)
        wish = Wish(command, allowed, expected, file, say=_say, tell=_keep_quiet if quiet else _say)
        during = partial(run_it, wish)
        if join is None:
            code = _private(during, port, db, profile, seed, assignments)
        else:
            _refuse_beside_join(port=port, db=db, profile=profile, seed=seed, set=assignments)
            from ..launch.joined import behind_joined

            code = behind_joined(join, admin_token, during)
        sys.exit(code)
    except CannotStart as error:
        _say(str(error))
        sys.exit(error.code)
    except (CannotServe, ValueError, OSError) as error:
        _say(str(error))
        sys.exit(2)


def _private(
    during: Callable[[Behind], int],
    port: int,
    db: str | None,
    profile: str | None,
    seed: str | None,
    assignments: tuple[str, ...],
) -> int:
    from .. import server
    from ..launch.private import behind_private
    from ..ports import free_port
    from ..profile import Profile
    from .assignments import assigned_options

    if db == "":
        raise ValueError("--db takes a file's path, or a postgresql:// URL")
    host = "127.0.0.1"
    chosen, settings = assigned_options(Profile.named(profile or "documented"), assignments)
    options = server.Options(
        host, port or free_port(host), db or ":memory:", chosen, settings, seed or "demo", admin_token=None
    )
    return behind_private(options, during)


def _refuse_beside_join(**given: object) -> None:
    for name, value in given.items():
        if value:
            raise ValueError(f"--{name} is for a gateway of its own, not for one that is joined")


def _refuse_no_host(host: str) -> None:
    if not _HOST.fullmatch(host):
        raise ValueError(f"--allow-net takes the name of a host, such as example.com, not {host!r}")


def _writable(record: str) -> Path:
    """The file, emptied before anything is run: what cannot be recorded need not be begun."""
    try:
        Path(record).write_bytes(b"")
    except OSError as error:
        raise ValueError(f"--record: {record} cannot be written: {(error.strerror or '').lower()}") from None
    return Path(record)


def _say(line: str) -> None:
    """One line, written at once: the program, which shares our stderr, may be writing too."""
    try:
        sys.stderr.write(f"quo-mock: {line}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # nobody is listening any more
        with suppress(OSError), open(os.devnull, "wb") as nowhere:
            os.dup2(
                nowhere.fileno(), 2
            )  # else Python would try once more at its end, and make the exit code 120


def _keep_quiet(_: str) -> None:
    """Say nothing."""
