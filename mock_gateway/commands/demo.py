"""`quo-mock demo`: a gateway to play with for a while, and what to try."""

from __future__ import annotations

import shlex
import sys
from functools import partial

import click

from .. import ports, server
from ..demo import API_KEY
from ..profile import Profile
from ..settings import Settings

HOST = "127.0.0.1"
PORT = 8787


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port; 8787 by default, or a free one if that is taken."
)
def demo(port: int | None) -> None:
    """Serve demo data for a while, and print what to try.

    It is kept in memory and forgotten with Ctrl-C; nothing is sent to anybody, and nothing is paid.

    Example: quo-mock demo
    """
    try:
        chosen = port or _port()
        options = server.Options(
            HOST, chosen, ":memory:", Profile.named("documented"), Settings(), "demo", admin_token=None
        )
        server.serve(options, partial(click.echo, _steps(f"http://{HOST}:{chosen}")))
    except (ports.CannotServe, ValueError) as error:
        click.echo(f"quo-mock: {error}", err=True)
        sys.exit(2)


def _port() -> int:
    """The usual port, so that every other command finds it; a free one where that is taken."""
    try:
        ports.refuse_taken(HOST, PORT)
    except ports.CannotServe:
        return ports.free_port(HOST)
    return PORT


def _curl(url: str) -> str:
    body = '{"content":"Hi","from":"PN123abc","to":["+15551230001"]}'
    key = f"-H 'Authorization: Bearer {API_KEY}'"
    return f"curl -g '{url}/quo/v1/messages' {key} -H 'Content-Type: application/json' -d '{body}'"


def _steps(url: str) -> str:
    here = f"{shlex.quote(sys.executable)} -m mock_gateway"
    there = "" if url.endswith(f":{PORT}") else f" --url {url}"
    call = (
        f"print(Quo(api_key='{API_KEY}', base_url='{url}').messages.send("
        "content='Your table is ready', from_='PN123abc', to=['+15551230001']).text)"
    )
    return f"""
  {click.style("quo-mock", bold=True)} serves demo data at {click.style(url, fg="green", bold=True)}

  Paste these into another terminal, one by one:

  1. See the inbox

    {here} open{there}

  2. Send a text

    {shlex.quote(sys.executable)} -c "from maton_quo import Quo; {call}"

  3. Let the customer answer, and call

    {here} receive message{there} --from +15551230001 "On our way"
    {here} receive call{there} --from +15551230001 --outcome voicemail

  4. Let the next text fail, and see it fail

    {here} fault add 503 --operation messages_send --times 1{there}
    {_curl(url)}
    {here} journal{there}

  Ctrl-C stops it, and all is forgotten.
"""
