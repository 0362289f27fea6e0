"""Webhooks go to this machine and to hosts that were allowed, however another address is written."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mock_gateway.hooks.destination import Forbidden, addresses, allowed_hosts, destination

NOBODY = allowed_hosts([])
SOMEBODY = allowed_hosts(["hooks.example.com", "10.1.2.3", "[2001:DB8::1]", "Büro.example."])


def nobody_looks(name: str) -> Sequence[str]:
    raise AssertionError(f"{name} was looked up")


def reached(url: str, allowed: frozenset[str] = NOBODY, found: Sequence[str] = ()) -> list[str]:
    """The addresses that would be called for a URL, whose name leads to `found`."""
    return addresses(destination(url, allowed), lambda name: found)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://127.8.9.10:1/", "127.8.9.10"),
        ("https://127.0.0.1:65535", "127.0.0.1"),
        ("http://[::1]:8000/hook?a=b", "::1"),
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("http://[::ffff:127.0.0.1]/", "127.0.0.1"),
        ("http://[::ffff:7f00:1]/", "127.0.0.1"),
    ],
)
def test_this_machine_is_called_by_number_without_looking_anything_up(url: str, address: str) -> None:
    assert addresses(destination(url, NOBODY), nobody_looks) == [address]


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST", "localhost."])
def test_localhost_is_this_machine_only_if_it_leads_there(name: str) -> None:
    assert reached(f"http://{name}:8000/", found=["::1", "127.0.0.1", "127.0.0.1"]) == ["::1", "127.0.0.1"]
    assert reached(f"http://{name}/", found=["10.0.0.1", "127.0.0.1"]) == ["127.0.0.1"]
    with pytest.raises(Forbidden, match=r"localhost leads to 10\.0\.0\.1"):
        reached(f"http://{name}/", found=["10.0.0.1"])


SPELLINGS = [
    "0.0.0.0",  # noqa: S104 - not to listen at
    "0",
    "127.1",
    "0177.0.0.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "169.254.169.254",
    "2852039166",
    "10.0.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "8.8.8.8",
    "255.255.255.255",
    "[::]",
    "[::ffff:10.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[::ffff:0.0.0.0]",
    "[64:ff9b::127.0.0.1]",
    "[::127.0.0.1]",
    "[fe80::1]",
    "[::1%25lo]",
    "[::1%lo]",
    "[fd00:ec2::254]",
    "[2002:7f00:1::]",
    "example.com",
    "localhost.example.com",
    "127.0.0.1.nip.io",
    "notlocalhost",
    "localhost..",
    "１０.0.0.1",
    "169。254。169。254",
    "ⓔxample.com",
    "metadata.google.internal",
]


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("form", ["http://{}/", "https://{}:8443/x", "HTTP://{}"])
def test_nothing_else_is_called_or_even_looked_up(host: str, form: str) -> None:
    with pytest.raises(Forbidden):
        addresses(destination(form.format(host), NOBODY), nobody_looks)


@given(address=st.ip_addresses(), form=st.sampled_from(["plain", "exploded", "mapped"]))
@example(address=ipaddress.ip_address("0.0.0.0"), form="mapped")  # noqa: S104
@example(address=ipaddress.ip_address("169.254.169.254"), form="mapped")
def test_no_spelling_of_another_address_is_called(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, form: str
) -> None:
    written = address.exploded if form == "exploded" else str(address)
    if address.version == 4:
        written = f"[::ffff:{written}]" if form == "mapped" else written
    else:
        written = f"[{written}]"
    mapped = getattr(address, "ipv4_mapped", None) or address
    try:
        assert mapped.is_loopback, destination(f"http://{written}/", NOBODY)
    except Forbidden:
        assert not mapped.is_loopback


@given(url=st.text() | st.from_regex(r"https?://[^/]*/.*"))
def test_any_text_is_a_place_of_this_machine_or_refused(url: str) -> None:
    with suppress(Forbidden):
        found = addresses(destination(url, NOBODY), lambda name: ["10.0.0.1"])
        assert all(ipaddress.ip_address(address).is_loopback for address in found)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1",
        "//127.0.0.1/",
        "http:///hook",
        "http://:80/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:65536/",
        "http://127.0.0.1:-1/",
        "http://127.0.0.1:8O/",
        "http://[::1/",
        "http://user@127.0.0.1/",
        "http://user:word@127.0.0.1/",
        "http://127.0.0.1@10.0.0.1/",
        "http://@127.0.0.1/",
        "http://127.0.0.1\\@10.0.0.1/",
        "http://127.0.0.1 .example.com/",
        "http://127.0.0.1\t/",
        "http://127.0.0.1/\r\nHost: x",
        "http://127.0.0.1/\x00",
    ],
)
def test_what_is_no_plain_url_is_refused_in_words(url: str) -> None:
    with pytest.raises(Forbidden, match="a webhook's URL"):
        destination(url, NOBODY)


def test_a_host_that_was_allowed_is_called_wherever_it_is_on_a_network() -> None:
    for address in ("93.184.215.14", "172.18.0.3", "fd00::5", "127.0.0.1"):
        assert reached("https://hooks.example.com/", SOMEBODY, [address]) == [address]
    assert reached("http://HOOKS.example.com.:81/", SOMEBODY, ["1.1.1.1"]) == ["1.1.1.1"]
    assert reached("http://büro.example/", SOMEBODY, ["1.1.1.1"]) == ["1.1.1.1"]
    assert reached("http://10.1.2.3/", SOMEBODY) == ["10.1.2.3"]
    assert reached("http://[2001:db8:0::1]/", SOMEBODY) == ["2001:db8::1"]


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fe80::1", "::", "224.0.0.1", "ff02::1", "240.0.0.1", "::ffff:0:0"],
)
def test_a_name_that_was_allowed_leads_nowhere_where_no_receiver_can_be(address: str) -> None:
    with pytest.raises(Forbidden, match=r"hooks\.example\.com leads to .*, where webhooks are not sent"):
        reached("http://hooks.example.com/", SOMEBODY, [address])
    assert reached("http://hooks.example.com/", SOMEBODY, [address, "1.1.1.1"]) == ["1.1.1.1"]


@pytest.mark.parametrize(
    "host", ["hooks.example.com.evil.org", "evil-hooks.example.com", "a.hooks.example.com"]
)
def test_only_that_very_name_is_allowed(host: str) -> None:
    with pytest.raises(Forbidden, match=f"--allow-webhook-host {host} allows it"):
        destination(f"http://{host}/", SOMEBODY)


@pytest.mark.parametrize(
    "host", ["", "http://x", "x/y", "x:", "x:0", "x:y", "x?y", "x#y", "x y", "u@x", "::x", "*"]
)
def test_what_is_no_host_cannot_be_allowed(host: str) -> None:
    if host == "*":
        assert allowed_hosts([host]) == {"*"}  # a name like any other: it matches nothing else
    else:
        with pytest.raises(ValueError, match="webhook"):
            allowed_hosts([host])


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1", "0x7f.1"])
def test_what_is_hardly_a_host_is_refused_and_not_recommended(host: str) -> None:
    with pytest.raises(Forbidden, match="a name for its host, or an address"):
        destination(f"http://{host}/", NOBODY)
    with pytest.raises(ValueError, match="a webhook host is a name"):
        allowed_hosts([host])


@pytest.mark.parametrize(
    "address", ["64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "fd00:ec2::254", "169.254.169.254", "::ffff:a9fe:1"]
)
def test_no_name_leads_to_where_clouds_keep_their_secrets(address: str) -> None:
    with pytest.raises(Forbidden, match="where webhooks are not sent"):
        reached("http://shop.example/", allowed_hosts(["shop.example"]), [address])
