"""`make mutants`: apply the listed mutations one by one, and tell which of them the tests catch."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from contract_tests.mutants.listed import Misfit, Mutation, every
from contract_tests.mutants.running import Result, run, sound

PROJECT = Path(__file__).parents[2]
GOAL = 95
"""The percentage of mutations that must be caught."""


@click.command()
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, help="How many to try side by side.")
@click.option("--only", default="", metavar="WORD", help="Only mutations whose name or file holds this.")
def main(jobs: int, only: str) -> None:
    """Apply the listed mutations to copies of the project; exit 1 if fewer than 95 % are caught."""
    try:
        chosen = [mutation for mutation in every() if only in mutation.name or only in mutation.file]
        for mutation in chosen:
            mutation.applied((PROJECT / mutation.file).read_text())
    except (Misfit, OSError) as error:
        raise click.ClickException(str(error)) from None
    if not chosen:
        raise click.ClickException(f"No mutation has {only!r} in its name or file")
    click.echo(f"{len(chosen)} mutations, {jobs} at a time; first the tests without any of them")
    if said := sound(chosen, project=PROJECT):
        raise click.ClickException(f"The tests fail without a mutation: {said}")
    results = run(chosen, project=PROJECT, jobs=jobs, done=lambda result: click.echo(line(result)))
    click.echo(summary(results))
    sys.exit(0 if percentage(results) >= GOAL else 1)


def line(result: Result) -> str:
    """One mutation and what became of it."""
    mutation = result.mutation
    return f"{result.verdict:12} {result.seconds:5.1f} s  {mutation.name:40} {result.by}"


def percentage(results: list[Result]) -> float:
    """How many of a hundred were caught."""
    return 100 * sum(result.is_caught for result in results) / len(results)


def summary(results: list[Result]) -> str:
    """How many were caught by area, and each that was not with the reason."""
    areas: dict[str, list[Result]] = {}
    for result in results:
        areas.setdefault(_area(result.mutation), []).append(result)
    rows = [
        f"  {name:38} {sum(each.is_caught for each in own):3} of {len(own):3}"
        for name, own in sorted(areas.items())
    ]
    missed = [
        f"  {result.mutation.name}: {result.mutation.breaks}"
        f" {result.mutation.survives or f'Not known to survive: {result.verdict}, {result.by}'}"
        for result in results
        if not result.is_caught
    ]
    head = f"\n{percentage(results):.1f} % of {len(results)} mutations caught"
    return "\n".join([head, *rows, *(["not caught:", *missed] if missed else [])])


def _area(mutation: Mutation) -> str:
    """The folder of a file, for the table."""
    return mutation.file.rpartition("/")[0]


if __name__ == "__main__":
    main()
