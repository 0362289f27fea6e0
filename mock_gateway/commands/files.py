"""`quo-mock import` and `quo-mock export`: a workspace as a YAML file that a person can write."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..control.client import Control
from ..control.files import Imported
from . import printing
from .reaching import PATIENT, as_json, in_workspace, reaching

READABLE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command("import")
@click.argument("file", type=READABLE)
@in_workspace
@as_json
@reaching(seconds=PATIENT)
def import_(control: Control, file: Path, workspace_id: str | None, as_json: bool) -> None:
    """Fill a workspace from a YAML file, in place of what it holds; - reads what is piped in.

    If anything in the file is wrong, every mistake is told with its line, and nothing is changed.

    Example: quo-mock import workspace.yaml
    """
    raw = content(file)
    with printing.waiting("Importing"):
        imported = control.load(raw, workspace_id)
    if as_json:
        printing.json(imported)
    else:
        click.echo(told(imported))


@click.command()
@click.argument("file", type=READABLE, required=False)
@in_workspace
@reaching(seconds=PATIENT)
def export(control: Control, file: Path | None, workspace_id: str | None) -> None:
    """Write a workspace as a YAML file, or print it: documents, balance, settings and what is planned.

    Example: quo-mock export workspace.yaml
    """
    with printing.waiting("Exporting"):
        text = control.export(workspace_id)
    if file is None or str(file) == "-":
        click.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ValueError(f"{file} cannot be written: {(error.strerror or '').lower()}") from None
    click.echo(f"{file}: {text.count(chr(10))} lines")


def content(file: Path) -> bytes:
    """What a file holds, or what is piped in; raises `ValueError` if it cannot be read."""
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {(error.strerror or '').lower()}") from None


def told(imported: Imported) -> str:
    """What a workspace holds now, in one line."""
    held = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in imported.documents.items())
    return f"{imported.workspace_id} holds {held or 'nothing'}"
