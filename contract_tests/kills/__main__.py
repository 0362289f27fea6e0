"""`make kills`: kill a gateway again and again under load, on each engine, and count what it lost.

It ends with 0 if nothing was lost, doubled or contradictory, 1 if anything was, and 2 if an engine cannot be
had.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from contract_tests import services
from contract_tests.kills import terminal
from contract_tests.kills.account import Account
from contract_tests.kills.run import Restless, kill_often

ENGINES = ("sqlite", "postgresql")
INTERRUPTED = 130


@click.command()
@click.option(
    "--kills", default=30, show_default=True, type=click.IntRange(1, 1000), help="How often, on each engine."
)
@click.option("--engine", default="both", show_default=True, type=click.Choice([*ENGINES, "both"]))
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that serve; a kill ends them all.",
)
@click.option("--seed", default=30, show_default=True, help="What decides the moments.")
@click.option(
    "--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the accounts."
)
def main(kills: int, engine: str, workers: int, seed: int, file: Path | None) -> None:
    """Kill a gateway with SIGKILL under load, start it again, and hold what is kept against what was said."""
    accounts: list[Account] = []
    try:
        for each in ENGINES if engine == "both" else (engine,):
            with _place(each) as (folder, address):
                said = terminal.Line(each, kills)
                accounts.append(
                    kill_often(each, address, folder, kills=kills, seed=seed, workers=workers, progress=said)
                )
        if file is not None:
            file.write_text(json.dumps([asdict(each) for each in accounts], indent=2) + "\n")
    except services.Missing as reason:
        _give_up(str(reason), 2)
    except OSError as error:
        _give_up(f"{error.filename or 'a file'} cannot be used: {error.strerror}", 2)
    except (AssertionError, Restless) as error:
        _give_up(str(error).strip(), 1)
    except KeyboardInterrupt:
        _give_up("stopped before the account could be made", INTERRUPTED)
    click.echo(terminal.table(accounts))
    sys.exit(1 if any(each.faults for each in accounts) else 0)


def _give_up(reason: str, code: int) -> None:
    click.echo(f"kills: {reason}", err=True)
    sys.exit(code)


@contextmanager
def _place(engine: str) -> Iterator[tuple[Path, str]]:
    """A folder for what a gateway says, and the address of a new database; raises `services.Missing`."""
    with services.folder() as folder:
        if engine == "sqlite":
            yield folder, str(folder / "quo.db")
            return
        with services.postgres() as server:
            yield folder, server.url("postgres")


if __name__ == "__main__":
    main()
