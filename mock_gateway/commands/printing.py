"""What commands print: tables for people, JSON for programs, and a sign of life while one waits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
import msgspec

_JOINERS = "\u200c\u200d"
"""Without these, emoji families fall apart; what else is invisible could lead a terminal astray."""
_WIDE = 1_000
"""Columns where there is no terminal: what is piped on is never wrapped."""


def json(data: Any) -> None:
    """Print data as the control API answers it."""
    click.echo(msgspec.json.format(msgspec.json.encode({"data": data}), indent=2))


def visible(text: str) -> str:
    """A text of a stranger in one line: what would steer the terminal is spelled out."""
    return "".join(
        each if each.isprintable() or each in _JOINERS else each.encode("unicode_escape").decode()
        for each in text
    )


def table(titles: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """Print rows below their titles, or `empty` if there are none."""
    cells = [[visible(str(cell)) for cell in row] for row in rows]
    if not cells:
        click.echo(empty)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*titles, box=None, pad_edge=False, header_style="bold")
    for column in shown.columns:
        column.overflow = "fold"
    for row in cells:
        shown.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else _WIDE, soft_wrap=False).print(shown)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal that something is under way, and for how long; elsewhere, nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(what), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task("", total=None)
        yield
