"""Webhook destinations: only this machine and allowed names, at the very host that is then called."""

from __future__ import annotations

from ipaddress import ip_address

import httpx

from contract_tests.fuzzing.door import Attack, Door, parts_of, promised, text_of
from mock_gateway.hooks.destination import Forbidden, addresses, allowed_hosts, destination

_ALLOWED = "example.com"


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """A URL, and what the resolver says of its host; then the same as a host to be allowed."""
    url, resolved = (text_of(part) for part in parts_of(data, 2))
    try:
        found = destination(url, frozenset({_ALLOWED}))
    except Forbidden as error:
        promised("\n" not in str(error) or "\n" in url, "the reason is one line")
    else:
        _called(found.host, found.url, addresses_of(found, resolved))
    try:
        promised(all(allowed_hosts([url])), "an allowed host has a name")
    except ValueError as error:
        promised(str(error), "there is a reason")


def addresses_of(found: object, resolved: str) -> list[str]:
    """Where a destination leads, if a resolver says so of its name."""
    try:
        return addresses(found, lambda _name: resolved.split(","))  # type: ignore[arg-type]
    except Forbidden:
        return []


def _called(host: str, url: object, found: list[str]) -> None:
    local = host == "localhost" or _is_loopback(host)
    promised(local or host == _ALLOWED, "other hosts are not called")
    for text in found:
        address = ip_address(text)
        promised(not local or address.is_loopback, "whoever names this machine reaches this machine")
        promised(not address.is_link_local and not address.is_multicast, "no name leads to a cloud's secrets")
        try:
            called = httpx.URL(url(text))  # type: ignore[operator]
        except httpx.InvalidURL:
            continue
        promised(ip_address(called.host) == address, "the address that was judged is the one that is called")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


DOOR = Door(
    _ready,
    seeds=[
        b"http://127.0.0.1:9000/hook?x=1\n127.0.0.1",
        b"https://example.com/\n93.184.216.34,169.254.169.254,::1",
        b"http://localhost/\n10.0.0.1,127.0.0.1",
        b"http://[::ffff:127.0.0.1]/#x\n::1",
        b"http://2130706433/\n127.0.0.1",
        b"http://user@example.com\\@127.0.0.1/\n",
        b"http://EXAMPLE.com.:443/\n64:ff9b::a9fe:a9fe,2002:a9fe:a9fe::",
        "http://ex\u00e4mple.com/\nfe80::1%eth0".encode(),
    ],
    words=[
        b"http://",
        b"https://",
        b"example.com",
        b"localhost",
        b"127.0.0.1",
        b"[::1]",
        b"@",
        b"%2e",
        b"#",
        b"?",
        b"169.254.169.254",
        b"fd00:ec2::254",
        "\uff0e".encode(),
        "\u3002".encode(),
        b"0x7f",
        b"/\t",
    ],
)
