"""A webhook is nobody's way into the network that the gateway stands in."""

from __future__ import annotations

import socket

import pytest

from mock_gateway.hooks.destination import Forbidden, addresses, allowed_hosts, destination

SHOP = allowed_hosts(["shop.example", "hooks.example:8443", "[2001:db8::1]:81", "10.1.2.3:80"])


@pytest.mark.parametrize(
    "address",
    [
        "100.100.100.200",  # where other clouds keep their secrets
        "168.63.129.16",
        "192.0.0.192",
        "fd20:ce::254",
        "64:ff9b::a9fe:a9fe",  # by way of a translator from IPv6
        "64:ff9b:1::a9fe:a9fe",
        "64:ff9b:1:ffff::6464:64c8",
        "2002:a9fe:a9fe::1",
        "2001:0:102:304::5601:5601",  # Teredo, which keeps the address inverted
        "::a9fe:a9fe",
        "::ffff:169.254.169.254",
        "::",
        "0.0.0.0",  # noqa: S104 - not to listen at
        "169.254.170.2",
    ],
)
def test_no_allowed_name_leads_to_where_secrets_are_kept(address: str) -> None:
    with pytest.raises(Forbidden, match="where webhooks are not sent"):
        addresses(destination("http://shop.example/", SHOP), lambda name: [address])


def test_an_address_with_a_zone_is_none() -> None:
    with pytest.raises(Forbidden, match="could not be looked up"):
        addresses(destination("http://shop.example/", SHOP), lambda name: ["fe80::1%eth0", "::1%lo"])


@pytest.mark.parametrize(
    "url",
    ["https://hooks.example:8443/", "http://[2001:db8::1]:81/", "http://10.1.2.3/", "http://10.1.2.3:80/"],
)
def test_a_host_may_be_allowed_with_one_port(url: str) -> None:
    assert destination(url, SHOP).target == "/"


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example/",
        "https://hooks.example:443/",
        "http://hooks.example:84430/",
        "http://hooks.example:844/",
        "http://[2001:db8::1]/",
        "http://10.1.2.3:81/",
        "https://10.1.2.3/",
        "http://a.shop.example/",
        "http://shop.example.evil.example/",
        "http://shop.example%20:8443/",
        "http://shop.example%2f.evil.example/",
        "http://shop.example;evil.example/",
        "http://shop.example,evil.example/",
        "http://evil.example#@shop.example/",
        "http://evil.example?@shop.example/",
    ],
)
def test_and_then_no_other_is_called_nor_what_looks_like_it(url: str) -> None:
    with pytest.raises(Forbidden):
        destination(url, SHOP)


def test_the_resolver_s_own_names_for_this_machine_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> object:
        raise AssertionError("it was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    for host in ("ip6-localhost", "localhost.localdomain", "host.docker.internal", "gateway.docker.internal"):
        with pytest.raises(Forbidden):
            destination(f"http://{host}/", SHOP)
