"""`python -m contract_tests.histories`: record long histories everywhere, and check each of them."""

from __future__ import annotations

import sys
import time

import click

from contract_tests import services
from contract_tests.histories.places import PLACES, Place, place
from contract_tests.histories.running import History, run


@click.command()
@click.option("--only", default="", metavar="WORD", help=f"Only places that hold this: {'; '.join(PLACES)}.")
@click.option("--clients", default=8, show_default=True, type=click.IntRange(1, 32))
@click.option(
    "--each", default=120, show_default=True, type=click.IntRange(1, 10_000), help="Requests of a client."
)
@click.option(
    "--times", default=3, show_default=True, type=click.IntRange(1), help="Histories at each place."
)
@click.option("--seed", default=1, show_default=True, help="Of the clients' luck.")
def main(only: str, clients: int, each: int, times: int, seed: int) -> None:
    """Let clients ask side by side, and check what they were told; exit 1 if no order explains it."""
    chosen = [name for name in PLACES if only in name]
    if not chosen:
        raise click.ClickException(f"No place has {only!r} in its name")
    wrong = 0
    try:
        for name in chosen:
            with place(name) as found:
                for number in range(times):
                    began = time.monotonic()
                    history = _recorded(found, clients, each, seed + number)
                    click.echo(_line(name, history, time.monotonic() - began))
                    wrong += len(history.mistakes)
    except services.Missing as reason:
        raise click.ClickException(str(reason)) from None
    finally:
        services.stop_shared()
    click.echo("Every history is linearisable." if not wrong else f"{wrong} promises were broken.")
    sys.exit(1 if wrong else 0)


def _recorded(found: Place, clients: int, each: int, seed: int) -> History:
    return run(
        found.url,
        clients=clients,
        each=each,
        seed=seed,
        fresh_connections=found.replicated,
        meanwhile=found.trouble,
    )


def _line(name: str, history: History, seconds: float) -> str:
    found = "\n\n".join(["", *history.mistakes]) if history.mistakes else ""
    return (
        f"{name:28} {history.calls:6} calls, {history.unknown:3} without an answer, {history.walks:4} walks,"
        f" {len(history.mistakes)} mistakes, {seconds:5.1f} s{found}"
    )


if __name__ == "__main__":
    main()
