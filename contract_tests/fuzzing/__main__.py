"""`make fuzz-doors`: each door is attacked in its own process, and a table says which have held."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import click

from contract_tests.fuzzing.attacking import Plan, instrumented
from contract_tests.fuzzing.doors import NAMES
from contract_tests.fuzzing.running import Result, attacked

FOUND = Path(__file__).parent / "found"
"""Where inputs are kept that a door did not withstand; git does not see it."""


@click.command()
@click.option("--runs", default=200_000, show_default=True, help="How many inputs each door is sent.")
@click.option(
    "--seconds", default=60, show_default=True, help="How long a door is attacked at most; 0: no limit."
)
@click.option("--door", "chosen", type=click.Choice(NAMES), multiple=True, help="Attack this door alone.")
@click.option("--seed", type=click.IntRange(1, 2**31), help="Repeat the run that had this seed.")
def main(runs: int, seconds: int, chosen: tuple[str, ...], seed: int | None) -> None:
    """Attack everything that reads what strangers send; exit 1 if a door did not hold."""
    plan = Plan(runs, seconds, seed or random.randrange(1, 2**31))
    try:
        doors = instrumented(chosen or NAMES)
    except ImportError as error:
        raise click.ClickException(f"atheris has no build for this Python and machine: {error}") from None
    click.echo(f"{len(doors)} doors, {runs} runs or {seconds} s each, --seed {plan.seed}")
    click.echo(f"{'door':20} {'runs':>8} {'runs/s':>8} {'edges':>6}  outcome")
    results = []
    for name, door in doors.items():
        results.append(attacked(name, door, plan))
        click.echo(row(results[-1]))
    for result in results:
        if not result.held:
            click.echo(told(result), err=True)
    sys.exit(0 if all(result.held for result in results) else 1)


def row(result: Result) -> str:
    """One line of the table."""
    speed = result.runs / result.seconds
    return f"{result.name:20} {result.runs:8} {speed:8.0f} {result.edges:6}  {result.outcome}"


def told(result: Result) -> str:
    """What a door did not withstand, to be pasted into a test; it is kept in a file as well."""
    lines = [f"\n{result.name}: {result.outcome}", result.said]
    if result.found is not None:
        FOUND.mkdir(exist_ok=True)
        kept = FOUND / f"{result.name}-{abs(hash(result.found)):x}"
        kept.write_bytes(result.found)
        lines += [f"the input, also in {kept}:", f"    {result.found!r}"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
