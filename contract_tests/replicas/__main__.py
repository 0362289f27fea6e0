"""`make replicas`: three gateways as one, while one is killed and PostgreSQL and Redis are restarted.

It ends with 0 if nothing was lost, doubled or refused without a reason, 1 if anything was, and 2 if a server
cannot be had.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from contract_tests import services
from contract_tests.replicas import asking, terminal
from contract_tests.replicas.run import run

INTERRUPTED = 130


@click.command()
@click.option(
    "--seconds",
    default=40.0,
    show_default=True,
    type=click.FloatRange(6, 3600),
    help="How long there is load.",
)
@click.option("--seed", default=1, show_default=True, help="What decides what the accounts do.")
@click.option(
    "--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the account."
)
def main(seconds: float, seed: int, file: Path | None) -> None:
    """Let accounts work at three replicas, break what they stand on, and count what came of it."""
    try:
        account = run(seconds=seconds, seed=seed, said=partial(click.echo, err=True))
        if file is not None:
            file.write_text(json.dumps(asdict(account), indent=2) + "\n")
    except services.Missing as reason:
        _give_up(str(reason), 2)
    except OSError as error:
        _give_up(f"{error.filename or 'a file'} cannot be used: {error.strerror}", 2)
    except (AssertionError, asking.Restless) as error:
        _give_up(str(error).strip(), 1)
    except KeyboardInterrupt:
        _give_up("stopped before the account could be made", INTERRUPTED)
    click.echo(terminal.table(account))
    sys.exit(1 if account.faults else 0)


def _give_up(reason: str, code: int) -> None:
    click.echo(f"replicas: {reason}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
