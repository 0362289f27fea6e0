"""How a command talks to a running gateway: where it is, and what is told if it is not there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

import click
import httpx
import msgspec

from ..control.client import Control, ControlError
from ..loopback import is_loopback

DEFAULT = "http://127.0.0.1:8787"
PATIENT = 24 * 3600.0
"""Seconds for what takes as long as there is data; nobody who waits for that wants it to end by itself."""

in_workspace = click.option(
    "--workspace",
    "workspace_id",
    envvar="QUO_MOCK_WORKSPACE",
    metavar="ID",
    help="The workspace (OR…); the demo account's by default. Also by QUO_MOCK_WORKSPACE.",
)
"""`--workspace`, passed on as `workspace_id`."""

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
"""`--json`, passed on as `as_json`."""


def reaching(*, seconds: float = 30) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command `--url` and `--admin-token`, and call it with the `Control` that they lead to first.

    Args:
        seconds: how long it may take until the gateway answers.
    """

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @click.option(
            "--url",
            envvar="QUO_MOCK_URL",
            default=DEFAULT,
            show_default=True,
            help="Where the gateway runs. Also by QUO_MOCK_URL.",
        )
        @click.option(
            "--admin-token",
            envvar="QUO_MOCK_ADMIN_TOKEN",
            help="What the gateway was started with. Also by QUO_MOCK_ADMIN_TOKEN.",
        )
        @wraps(function)
        def reached(url: str, admin_token: str | None, **rest: Any) -> None:
            with complaining(url), control(url, admin_token, seconds) as it:
                function(it, **rest)

        return reached

    return decorate


def control(url: str, admin_token: str | None, seconds: float = 30) -> Control:
    """What steers the gateway at `url`; raises `httpx.InvalidURL` for what is no address."""
    return Control(address(url), admin_token=admin_token or None, timeout=seconds, transport=directly(url))


def address(url: str) -> str:
    """An address without what opens it: names and passwords in it are for nobody's eyes.

    Raises:
        httpx.InvalidURL: it is none.
    """
    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise httpx.InvalidURL("no address")
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}{parsed.path.rstrip('/')}"


def directly(url: str) -> httpx.BaseTransport | None:
    """This machine is never asked through a proxy, whatever HTTP_PROXY says."""
    return httpx.HTTPTransport() if _is_here(url) else None


def _is_here(url: str) -> bool:
    host = httpx.URL(url).host
    return host == "localhost" or is_loopback(host)


@contextmanager
def complaining(url: str) -> Iterator[None]:
    """Say in one sentence what went wrong with the gateway at `url`, and end with 2."""
    try:
        yield
    except httpx.InvalidURL:
        fail(f"--url takes an address such as {DEFAULT}")
    except httpx.ConnectError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            fail(f"the certificate of {address(url)} is not trusted; name its authority with SSL_CERT_FILE")
        fail(f"no gateway runs at {address(url)}; {_advice(url)}")
    except httpx.TimeoutException:
        fail(f"the gateway at {address(url)} does not answer")
    except httpx.TransportError as error:
        fail(f"the gateway at {address(url)} is not understood: {str(error).rstrip('.').lower()}")
    except ControlError as error:
        fail(error.message)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError):
        fail(f"what answers at {address(url)} is no quo-mock, or one of another version")
    except ValueError as error:
        fail(str(error))


def _advice(url: str) -> str:
    if not _is_here(url):
        return "name another with --url"
    port = httpx.URL(url).port or 80
    start = "quo-mock serve" if address(url) == DEFAULT else f"quo-mock serve --port {port}"
    return f"start one with {start}, or name another with --url"


def fail(sentence: str) -> NoReturn:
    """Say what is wrong, and end with 2."""
    click.echo(f"quo-mock: {sentence}", err=True)
    sys.exit(2)
