"""Where the client sends its requests, as whom, and how patiently."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from .errors import Misconfigured
from .request import TOKEN

GATEWAY_URL = "https://gateway.maton.ai"
CONTROL_URL = "https://ctrl.maton.ai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is decided once for a client, and may be changed for some of its calls by `with_options`."""

    gateway_url: str
    control_url: str
    headers: httpx.Headers  # its repr hides Authorization
    connection: str | None
    timeout: Any  # whatever httpx takes, or its mark for "as the http client has it"
    max_retries: int

    @property
    def uses_tls(self) -> bool:
        """Whether any request can go over HTTPS."""
        return self.gateway_url.startswith("https:") or self.control_url.startswith("https:")

    def changed(
        self,
        *,
        connection: str | None,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        headers: dict[str, str] | None,
    ) -> Self:
        """These settings with those that are not None replaced; headers are merged."""
        return replace(
            self,
            connection=self.connection if connection is None else _connection(connection),
            timeout=self.timeout if timeout is None else _timeout(timeout),
            max_retries=self.max_retries if max_retries is None else _retries(max_retries),
            headers=self.headers if headers is None else merged(self.headers, headers),
        )


def resolve(
    *,
    version: str,
    api_key: str | None,
    connection: str | None,
    base_url: str | None,
    timeout: float | httpx.Timeout | None,
    max_retries: int,
    headers: dict[str, str] | None,
) -> Settings:
    """Complete what was given in code from the environment and the defaults.

    Raises:
        Misconfigured: When the API key, the connection, a URL, a header, `timeout` or `max_retries` cannot be
            used.
    """
    own = {
        "Authorization": f"Bearer {_api_key(api_key)}",
        # Never urllib's or nobody's: the edge in front of Quo blocks such requests (error code 1010).
        "User-Agent": f"maton-quo/{version} python/{platform.python_version()} httpx/{httpx.__version__}",
        "Accept": "application/json",
    }
    return Settings(
        gateway_url=_url("MATON_GATEWAY_URL", base_url, GATEWAY_URL) + "/quo",
        control_url=_url("MATON_CONTROL_URL", base_url, CONTROL_URL),
        headers=merged(httpx.Headers(own), headers or {}),
        connection=_connection(os.environ.get("MATON_CONNECTION") if connection is None else connection),
        timeout=httpx.USE_CLIENT_DEFAULT if timeout is None else _timeout(timeout),
        max_retries=_retries(max_retries),
    )


def _api_key(given: str | None) -> str:
    key = os.environ.get("MATON_API_KEY") if given is None else given
    if not key:
        raise Misconfigured(
            "There is no API key: set MATON_API_KEY or pass api_key=. Maton shows it at https://maton.ai/settings."
        )
    return _header_value("The API key", key)


def _connection(given: str | None) -> str | None:
    return _header_value("The connection", given) if given else None


def merged(headers: httpx.Headers, more: Mapping[str, str]) -> httpx.Headers:
    """The headers with more added or replaced.

    Raises:
        Misconfigured: When a name or a value cannot be sent.
    """
    both = headers.copy()
    for name, value in more.items():
        if not TOKEN.fullmatch(name):
            # It is not repeated, for it may be a value that took the name's place.
            raise Misconfigured(
                "A header name holds a blank, a colon or another character that none may hold."
            )
        both[name] = _header_value(f"The header {name}", value)
    return both


def _header_value(what: str, value: str) -> str:
    """`value`, if it can be sent as it is; the complaint does not repeat it, for it may be a secret."""
    if not value.isascii() or not value.isprintable() or value != value.strip():
        raise Misconfigured(
            f"{what} holds a line break, a blank around it or a character outside ASCII; "
            "it may have been read from a file without strip()."
        )
    return value


def _url(variable: str, given: str | None, default: str) -> str:
    url = given if given is not None else os.environ.get(variable) or default
    where = "base_url" if given is not None else variable
    parts, usable = urlsplit(""), False
    try:
        parts = urlsplit(url)
        usable = bool(parts.scheme in ("http", "https") and parts.hostname and not any(map(str.isspace, url)))
        parts.port  # noqa: B018 -- reading it is what checks it
    except ValueError:
        usable = False
    if not usable:
        # It is not repeated, for it may be an API key in the wrong place, or hold a password.
        raise Misconfigured(f"{where} must be a URL such as http://127.0.0.1:8787.")
    if parts.username or parts.password or parts.query or parts.fragment:
        # A user in the URL would replace the Authorization header.
        raise Misconfigured(f"{where} must hold nothing but scheme, host, port and path.")
    if parts.path.rstrip("/").endswith(("/quo", "/quo/v1")):
        raise Misconfigured(f"{where} must not end in /quo or /quo/v1, which the client adds.")
    return url.rstrip("/")


def _timeout(given: Any) -> Any:
    for seconds in httpx.Timeout(given).as_dict().values():
        if seconds is not None and not (isinstance(seconds, int | float) and 0 < seconds < math.inf):
            raise Misconfigured(f"timeout must be a number of seconds above 0, not {seconds!r}.")
    return given


def _retries(given: int) -> int:
    if given < 0:
        raise Misconfigured(f"max_retries must be 0 or more, not {given}.")
    return given
