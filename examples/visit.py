"""What every step of the tour has at hand, and how it shows what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from maton_quo import Quo
from mock_gateway.control.client import Control
from mock_gateway.demo import API_KEY

CUSTOMER = "+12065550119"


class Visit:
    """A client of the gateway, and the means to steer it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.quo = Quo(api_key=API_KEY, base_url=url)
        self.control = Control(url)


def show(what: str, detail: object) -> None:
    """One line of a step's result."""
    click.echo(f"     {click.style(what, fg='cyan')}  {detail}")


@contextmanager
def shown(kind: type[Exception]) -> Iterator[None]:
    """Show the error that comes; if none does, the tour has failed."""
    try:
        yield
    except kind as error:
        click.echo(f"     {click.style(type(error).__name__, fg='yellow')}  {error}")
    else:
        raise AssertionError(f"{kind.__name__} did not come")
