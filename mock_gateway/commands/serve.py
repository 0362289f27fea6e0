"""`quo-mock serve`: the gateway as a server, and the lines that can be pasted."""

from __future__ import annotations

import shlex
import sys
from functools import partial

import click

from .. import ports, server
from ..demo import API_KEY, QUO_KEY
from ..loopback import is_loopback
from ..profile import Profile
from ..seeds import progress
from ..store.address import name_of
from .assignments import assigned_options
from .bar import Bar


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8787,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes a free one.",
)
@click.option(
    "--db",
    default=":memory:",
    help="Where to keep everything: a SQLite file or a postgresql:// URL; by default it is forgotten.",
)
@click.option(
    "--profile",
    default="documented",
    show_default=True,
    type=click.Choice(["documented", "observed"]),
    help="Whom to follow where the guide and the live service disagree.",
)
@click.option(
    "--seed",
    default="demo",
    show_default=True,
    help="What a new database holds: demo, empty, large:contacts=1000,messages=50000, or a YAML file.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set one switch of the profile or one setting, such as send_envelope=data or rate_limit=0.",
)
@click.option(
    "--admin-token",
    envvar="QUO_MOCK_ADMIN_TOKEN",
    help="Opens /_mock/ to other machines that send it; without one it answers this machine only.",
)
@click.option(
    "--redis",
    envvar="QUO_MOCK_REDIS",
    metavar="URL",
    help="A redis:// URL by which replicas share rate limits and journal; by default each has its own.",
)
@click.option("--rate-limits", metavar="URL", help="Deprecated: the same as --redis.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that serve one database, a file or PostgreSQL.",
)
@click.option(
    "--allow-webhook-host",
    "webhook_hosts",
    multiple=True,
    metavar="HOST",
    help="A host that webhooks may be sent to beside this machine; can be given again.",
)
def serve(
    host: str,
    port: int,
    db: str,
    profile: str,
    seed: str,
    assignments: tuple[str, ...],
    admin_token: str | None,
    redis: str | None,
    rate_limits: str | None,
    workers: int,
    webhook_hosts: tuple[str, ...],
) -> None:
    """Serve the gateway until Ctrl-C.

    Example: quo-mock serve --port 8787 --db quo.db --set rate_limit=0
    """
    try:
        if not db:
            raise ValueError("--db takes a file's path, or a postgresql:// URL")
        if rate_limits:
            click.echo(
                "quo-mock: --rate-limits is deprecated: --redis is the same, and shares the journal", err=True
            )
        chosen, settings = assigned_options(Profile.named(profile), assignments)
        options = server.Options(
            host,
            port or ports.free_port(host),
            db,
            chosen,
            settings,
            seed,
            admin_token or None,
            redis or rate_limits or None,
            workers,
            webhook_hosts,
        )
        with progress.told(Bar):
            server.serve(options, partial(_announce, options))
    except (ports.CannotServe, ValueError) as error:
        click.echo(f"quo-mock: {error}", err=True)
        sys.exit(2)


def _announce(options: server.Options) -> None:
    host = f"[{options.host}]" if ":" in options.host else options.host
    url = f"http://{host}:{options.port}"
    kept = "in memory" if options.database == ":memory:" else name_of(options.database)
    click.echo(
        f"""
  {click.style("quo-mock", bold=True)} listens at {click.style(url, fg="green", bold=True)}  ({kept})

  Maton key   {API_KEY}     for {url}/quo/v1/… and {url}/connections
  Quo key     {QUO_KEY}       for {url}/v1/…

  Paste one of these into another terminal:

    curl -g '{url}/quo/v1/phone-numbers' -H 'Authorization: Bearer {API_KEY}'

    {_python_line(url)}

  Ctrl-C stops it.
"""
    )
    if not (is_loopback(options.host) or options.host == "localhost"):
        click.echo(
            "  Other machines can reach it: its keys are no secret, so put no real data into it.\n", err=True
        )


def _python_line(url: str) -> str:
    call = f"Quo(api_key='{API_KEY}', base_url='{url}').phone_numbers.list()"
    return f'{shlex.quote(sys.executable)} -c "from maton_quo import Quo; print({call})"'
