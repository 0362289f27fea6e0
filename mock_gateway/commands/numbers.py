"""`quo-mock numbers`: the recipients that make things happen."""

from __future__ import annotations

import click
import msgspec

from ..numbers import NUMBERS


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what /_mock/api/numbers answers.")
def numbers(as_json: bool) -> None:
    """List the recipients that make things happen, such as +15005550002 for a text that is not delivered.

    Example: quo-mock numbers --json
    """
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode({"data": NUMBERS}), indent=2))
        return
    widest = max(len(number.name) for number in NUMBERS)
    for number in NUMBERS:
        click.echo(f"{number.number}  {number.name:{widest}}  {number.status or '-':>3}  {number.about}")
