"""`quo-mock seed`: a workspace filled anew, or a new account with a workspace of its own."""

from __future__ import annotations

from pathlib import Path

import click

from ..account import Account
from ..control.client import Control
from . import printing
from .files import content, told
from .reaching import PATIENT, as_json, in_workspace, reaching

_FILES = (".yaml", ".yml")


@click.command()
@click.argument("seed")
@click.option("--new", "anew", is_flag=True, help="Open a new account for it, and print its keys.")
@in_workspace
@as_json
@reaching(seconds=PATIENT)
def seed(control: Control, seed: str, anew: bool, workspace_id: str | None, as_json: bool) -> None:
    """Fill a workspace from a seed or a file, in place of what it holds.

    SEED is demo, empty, large:contacts=1000,messages=50000, or a YAML file. A reset returns to a seed from
    then on, but not to a file.

    Example: quo-mock seed large:contacts=1000,messages=5000 --new
    """
    if anew and workspace_id is not None:
        raise ValueError("--new opens a workspace of its own: leave --workspace out")
    raw = content(Path(seed)) if seed.endswith(_FILES) else None
    with printing.waiting("Filling a workspace"):
        if anew:
            account = _opened(control, seed, raw)
            printing.json(account) if as_json else _tell(account)
        elif raw is not None:
            imported = control.load(raw, workspace_id)
            printing.json(imported) if as_json else click.echo(told(imported))
        else:
            filled = control.seed(seed, workspace_id)
            sentence = f"{filled.workspace_id} is filled from {filled.seed}"
            printing.json(filled) if as_json else click.echo(sentence)


def _opened(control: Control, seed: str, raw: bytes | None) -> Account:
    if raw is None:
        return control.account(seed)
    account = control.account("empty")
    control.load(raw, account.workspace_id)
    return account


def _tell(account: Account) -> None:
    click.echo(
        f"Maton key   {account.api_key}\n"
        f"Quo key     {account.quo_key}\n"
        f"Connection  {account.connection_id}\n"
        f"Workspace   {account.workspace_id}"
    )
