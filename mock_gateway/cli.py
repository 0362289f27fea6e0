"""The command `quo-mock`."""

from __future__ import annotations

import shlex
import sys
from functools import partial

import click

from . import server
from .demo import API_KEY, QUO_KEY
from .loopback import is_loopback
from .profile import BY_NAME, Profile
from .settings import NAMES, Settings, assigned
from .store.address import name_of


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="maton-quo")
def main() -> None:
    """A gateway that behaves like Maton and Quo, to develop and test against without sending a text."""


@main.command()
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
    help="What a new database holds: demo, empty, or a YAML file.",
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
    "--rate-limits",
    metavar="URL",
    help="A redis:// URL by which replicas count requests together; by default each counts its own.",
)
def serve(
    host: str,
    port: int,
    db: str,
    profile: str,
    seed: str,
    assignments: tuple[str, ...],
    admin_token: str | None,
    rate_limits: str | None,
) -> None:
    """Serve the gateway until Ctrl-C.

    Example: quo-mock serve --port 8787 --db quo.db --set rate_limit=0
    """
    try:
        if not db:
            raise ValueError("--db takes a file's path, or a postgresql:// URL")
        chosen, settings = _assigned(Profile.named(profile), assignments)
        options = server.Options(
            host, port or server.free_port(host), db, chosen, settings, seed, admin_token or None, rate_limits
        )
        server.serve(options, partial(_announce, options))
    except (server.CannotServe, ValueError) as error:
        click.echo(f"quo-mock: {error}", err=True)
        sys.exit(2)


def _assigned(profile: Profile, assignments: tuple[str, ...]) -> tuple[Profile, Settings]:
    """The profile and the settings after every `NAME=VALUE`; raises `ValueError` with what is allowed."""
    changes: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise ValueError(f"--set takes NAME=VALUE, not {assignment!r}")
        if name in BY_NAME:
            profile = profile.set(name, value)
        elif name in NAMES:
            changes[name] = value
        else:
            known = ", ".join(sorted(NAMES | BY_NAME.keys()))
            raise ValueError(f"there is nothing to set by the name {name!r}; there are {known}")
    return profile, assigned(changes)


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
