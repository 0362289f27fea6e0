"""Where the live service is and who asks it: the hosts, the key and the connection, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

GATEWAY_URL = "https://gateway.maton.ai"
CONTROL_URL = "https://ctrl.maton.ai"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that a key may be sent to without TLS."""


class Incomplete(ValueError):
    """Something is missing or cannot be used; the text says what, and repeats no secret."""


@dataclass(frozen=True, slots=True)
class Environment:
    """One live account, and the two hosts that it is reached at; they may be the same."""

    gateway_url: str
    control_url: str
    api_key: str = field(repr=False)
    connection: str = field(default="", repr=False)


def read(
    variables: Mapping[str, str], base_url: str | None = None, control_url: str | None = None
) -> Environment:
    """What the variables say; a URL that is given wins, and one that is given alone is the single host.

    Raises:
        Incomplete: When there is no key, or a URL that a key must not be sent to.
    """
    key = variables.get("MATON_API_KEY", "")
    if not key:
        raise Incomplete("MATON_API_KEY is not set; --target live needs the key of an account.")
    if not key.isascii() or not key.isprintable() or any(map(str.isspace, key)):
        raise Incomplete("MATON_API_KEY holds a blank or another character that no key has.")
    control = control_url or base_url or variables.get("MATON_CONTROL_URL") or CONTROL_URL
    gateway = base_url or variables.get("MATON_GATEWAY_URL") or GATEWAY_URL
    return Environment(origin(gateway), origin(control), key, variables.get("MATON_CONNECTION", ""))


def origin(url: str) -> str:
    """Scheme, host and port of a URL that has nothing else; raises `Incomplete`.

    The URL is not repeated, for it may hold a password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if not host or parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise Incomplete("A live host is a URL such as https://gateway.maton.ai, without path or password.")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise Incomplete("A live host must be https: the key is sent to it.")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")
