"""`quo-mock serve`: the gateway as a server, and the lines that can be pasted."""

from __future__ import annotations

import os
import shlex
import sys
from functools import partial
from pathlib import Path

import click

from .. import encryption, ports, server, tls
from ..demo import API_KEY, QUO_KEY
from ..loopback import is_loopback
from ..place import Place
from ..profile import Profile
from ..request_log import Form
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
    envvar="QUO_MOCK_DB",
    default=":memory:",
    help="Where to keep everything: a SQLite file or a postgresql:// URL; by default it is forgotten. Also by"
    " QUO_MOCK_DB, which keeps a password out of the list of processes.",
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
    help="Opens /_mock/ to other machines that send it; without one it answers this machine only. Rather by"
    " QUO_MOCK_ADMIN_TOKEN or a file: everybody here can read a command line.",
)
@click.option(
    "--admin-token-file",
    envvar="QUO_MOCK_ADMIN_TOKEN_FILE",
    metavar="FILE",
    help="A file that holds the admin token, and nothing else. Also by QUO_MOCK_ADMIN_TOKEN_FILE.",
)
@click.option("--tls-certificate", metavar="FILE", help="Speak TLS: the certificate and its chain, in PEM.")
@click.option("--tls-key", metavar="FILE", help="The key of that certificate, in PEM.")
@click.option(
    "--public-url",
    envvar="QUO_MOCK_PUBLIC_URL",
    metavar="URL",
    help="Where others find it behind a proxy, such as https://quo.team.example; needs an admin token, for a"
    " proxy's requests come from this machine. Also by QUO_MOCK_PUBLIC_URL.",
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
    "--log",
    envvar="QUO_MOCK_LOG",
    default="off",
    show_default=True,
    type=click.Choice(["text", "json", "off"]),
    help="Write a line for each request to stderr, without keys, numbers and texts.",
)
@click.option(
    "--allow-webhook-host",
    "webhook_hosts",
    multiple=True,
    metavar="HOST",
    help="A host that webhooks may be sent to beside this machine, or HOST:PORT; can be given again.",
)
@click.option(
    "--encryption-key-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file with the key that the database's secrets are encrypted with; made if there is none.",
)
def serve(
    host: str,
    port: int,
    db: str,
    profile: str,
    seed: str,
    assignments: tuple[str, ...],
    admin_token: str | None,
    admin_token_file: str | None,
    tls_certificate: str | None,
    tls_key: str | None,
    public_url: str | None,
    redis: str | None,
    rate_limits: str | None,
    workers: int,
    log: Form,
    webhook_hosts: tuple[str, ...],
    encryption_key_file: Path | None,
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
            _token(admin_token, admin_token_file),
            redis or rate_limits or None,
            workers,
            webhook_hosts,
            encryption.keys(encryption_key_file, os.environ),
            tls.certificate(tls_certificate, tls_key),
            Place(public_url).url if public_url else None,
            log,
        )
        if options.public_url and not options.admin_token:
            raise ValueError("--public-url needs an admin token: a proxy would open /_mock/ to everybody")
        with progress.told(Bar):
            server.serve(options, partial(_announce, options))
    except (ports.CannotServe, ValueError) as error:
        click.echo(f"quo-mock: {error}", err=True)
        sys.exit(2)


def _token(given: str | None, file: str | None) -> str | None:
    """The admin token; raises `ValueError` for a file that holds none, and for two of them."""
    if not file:
        return given or None
    if given:
        raise ValueError("the admin token is given twice: take --admin-token-file or QUO_MOCK_ADMIN_TOKEN")
    try:
        token = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = (getattr(error, "strerror", None) or "not a text").lower()
        raise ValueError(f"--admin-token-file: {file} cannot be read: {reason}") from None
    if not token or not token.isprintable():
        raise ValueError(f"--admin-token-file: {file} must hold one line, which is the token")
    return token


def _announce(options: server.Options) -> None:
    url = options.url
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
        if options.certificate is None and not (options.public_url or "").startswith("https:"):
            click.echo(
                "  It does not speak TLS: what is sent to it can be read on the way. --tls-certificate and"
                " --tls-key change that.\n",
                err=True,
            )


def _python_line(url: str) -> str:
    call = f"Quo(api_key='{API_KEY}', base_url='{url}').phone_numbers.list()"
    return f'{shlex.quote(sys.executable)} -c "from maton_quo import Quo; print({call})"'
