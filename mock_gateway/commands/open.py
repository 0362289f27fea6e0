"""`quo-mock open`: the gateway's pages in the browser."""

from __future__ import annotations

import webbrowser
from urllib.parse import quote

import click

from ..control.client import Control
from .reaching import in_workspace, reaching

PAGES = ("inbox", "contacts", "webhooks", "requests", "faults", "numbers", "time", "settings", "snapshots")
"""The pages of a workspace; `docs` is the gateway's own."""


@click.command("open")
@click.argument("page", type=click.Choice([*PAGES, "docs"]), default="inbox")
@click.option("--print", "only_print", is_flag=True, help="Only print the address.")
@in_workspace
@reaching()
def open_(control: Control, page: str, only_print: bool, workspace_id: str | None) -> None:
    """Open its pages in the browser, and print the address.

    Example: quo-mock open contacts
    """
    url = f"{control.base_url}/_mock/docs"
    if page != "docs":
        id = workspace_id or control.settings().workspace_id
        url = f"{control.base_url}/_mock/w/{quote(id, safe='')}/{page}"
    click.echo(url)
    if not only_print and not webbrowser.open(url):
        click.echo("quo-mock: there is no browser here; open that address in one", err=True)
