"""The progress of a large seed on the command line: a bar on a terminal, and a line everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import click


class Bar:
    """Called with how many rows more are done, of so many in all."""

    def __init__(self, total: int) -> None:
        """Begin; rich is loaded only if there is something to show."""
        self._left = total
        self._step: Callable[[int], None] | None = None
        if not sys.stderr.isatty():
            click.echo(
                f"Filling a new database with {total:,} contacts and messages".replace(",", " "), err=True
            )
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("Filling a new database"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        task = self._progress.add_task("", total=total)
        self._progress.start()
        self._step = partial(self._progress.advance, task)

    def __call__(self, rows: int) -> None:
        """So many rows more; the bar goes away when there is nothing left."""
        self._left -= rows
        if self._step is not None:
            self._step(rows)
            if self._left <= 0:
                self._progress.stop()
