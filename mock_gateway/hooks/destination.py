"""Where webhooks may be sent: to this machine, and to hosts that were allowed by name; nowhere else.

A webhook's URL is given by whoever has an account's key, and called by the gateway: without this, everybody
who can reach a shared gateway could reach through it whatever it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

Lookup = Callable[[str], Sequence[str]]
"""The addresses in numbers that a name has; OSError if it has none."""

Address = IPv4Address | IPv6Address

_METADATA = {
    ip_address(text)
    for text in (
        "169.254.169.254", "fd00:ec2::254", "fd20:ce::254",  # most clouds; Amazon's and Google's by IPv6
        "100.100.100.200", "168.63.129.16", "192.0.0.192",  # Alibaba, Azure's wire server, Oracle
    )
}  # fmt: skip
_NAT64 = ip_network("64:ff9b::/96")
_IN_NUMBERS = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+))*", re.IGNORECASE)
"""What a resolver may take for an address, though it is none: `2130706433`, `127.1`, `0x7f000001`."""

_PORTS = {"http": 80, "https": 443}
_LOCAL_NAME = "localhost"


class Forbidden(Exception):
    """A URL that is not called; the text says why, and what would be."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A URL taken apart, whose host may be called if it leads to the right addresses."""

    scheme: str
    host: str
    """As a name without a dot at its end, or as an address in numbers without brackets."""
    port: int
    target: str
    """Path and query."""

    @property
    def host_header(self) -> str:
        """What the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_in_numbers(self) -> bool:
        """Whether the host is an address, which needs no thread to be looked up in."""
        return _number(self.host) is not None

    def url(self, address: str) -> str:
        """The URL with an address for its host, so that no name is looked up a second time."""
        host = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{host}:{self.port}{self.target}"


def allowed_hosts(hosts: Iterable[str]) -> frozenset[str]:
    """The hosts as they are compared, each with the one port that it may have.

    Raises:
        ValueError: one is no host's name or address, with a port or without.
    """
    return frozenset(_allowed(host) for host in hosts)


def _allowed(host: str) -> str:
    bare = _number(host) is not None and ":" in host
    url = f"http://[{host}]" if bare else f"http://{host}"
    with suppress(Forbidden):
        taken = _taken_apart(url)
        if taken.target == "/" and host[-1:] not in "/?#:" and "#" not in host:
            named = None if bare else urlsplit(url).port
            return taken.host if named is None else f"{taken.host} {named}"
    raise ValueError(
        f"a webhook host is a name such as example.com or an address, and a port if only one is meant,"
        f" not {host!r}"
    )


def destination(url: str, allowed: frozenset[str]) -> Destination:
    """Take a URL apart whose host may be called; nothing is looked up.

    Raises:
        Forbidden: it is no HTTP URL, has a user name, or names a host that is not allowed.
    """
    taken = _taken_apart(url)
    if taken.host in allowed or f"{taken.host} {taken.port}" in allowed:
        return taken
    if taken.host == _LOCAL_NAME or _is_loopback(taken.host):
        return taken
    raise Forbidden(
        f"webhooks are sent to this machine only, and {taken.host} is another:"
        f" quo-mock serve --allow-webhook-host {taken.host} allows it"
    )


def addresses(found: Destination, lookup: Lookup) -> list[str]:
    """The addresses of a destination that may be called, in the order to try them; looks its name up once.

    Raises:
        Forbidden: it has none, or none that a webhook may be sent to.
    """
    if _number(found.host) is not None:
        return [found.host]  # written out, so it is this machine's or was allowed by itself
    try:
        known = [plain for text in lookup(found.host) if (plain := _number(text)) is not None]
    except (OSError, UnicodeError):
        known = []
    if not known:
        raise Forbidden(f"{found.host} could not be looked up")
    usable = [str(address) for address in known if _may_call(found.host, address)]
    if not usable:
        raise Forbidden(f"{found.host} leads to {known[0]}, where webhooks are not sent")
    return list(dict.fromkeys(usable))


def _may_call(name: str, address: Address) -> bool:
    """Whoever allows a name means the machine behind it, which may well be on a private network; but no name
    leads to the addresses where clouds keep their secrets (169.254.169.254), and `localhost` leads here."""
    if name == _LOCAL_NAME:
        return address.is_loopback
    inner = _within(address)
    if address in _METADATA or (inner is not None and (inner in _METADATA or inner.is_link_local)):
        return False
    return address.is_loopback or not (
        address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved
    )


def _taken_apart(url: str) -> Destination:
    if any(character <= " " or character in '\\"<>^`{|}\x7f' for character in url):
        raise Forbidden(
            "a webhook's URL has no spaces, backslashes or other characters that URLs do not have"
        )
    try:
        parts = urlsplit(url)
        hostname, port = parts.hostname or "", parts.port
    except ValueError:
        raise Forbidden("a webhook's URL names a host, and a port from 1 to 65535 if any") from None
    if parts.scheme not in _PORTS or not hostname.strip(".") or port == 0:
        raise Forbidden("a webhook's URL begins with http:// or https:// and a host, and its port is not 0")
    if "@" in parts.netloc:
        raise Forbidden("a webhook's URL has no user name or password")
    if _number(hostname) is None and _IN_NUMBERS.fullmatch(hostname):
        raise Forbidden("a webhook's URL has a name for its host, or an address such as 127.0.0.1 or [::1]")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(parts.scheme, _host(hostname), port or _PORTS[parts.scheme], target)


def _host(written: str) -> str:
    """A host as it is compared: an address in its shortest form, a name in lower case and ASCII."""
    number = _number(written)
    if number is not None:
        return str(number)
    name = written.lower().removesuffix(".")
    try:
        return name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        return name


def _number(text: str) -> Address | None:
    """An address in numbers, without a zone; one of IPv4 in the clothes of IPv6 is one of IPv4."""
    try:
        address = ip_address(text.replace("%", " "))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _within(address: Address) -> IPv4Address | None:
    """The address of IPv4 that a gateway on the way makes of one of IPv6."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.sixtofour or (address.teredo[1] if address.teredo else None)


def _is_loopback(host: str) -> bool:
    address = _number(host)
    return address is not None and address.is_loopback
