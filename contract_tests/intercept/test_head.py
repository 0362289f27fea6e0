"""What the proxy reads in a request's head, whoever wrote it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mock_gateway.intercept.head import Unreadable, read_head

labels = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?", fullmatch=True)
names = st.lists(labels, min_size=1, max_size=4).map(".".join)
ports = st.integers(1, 65535)
methods = st.sampled_from(["GET", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"])
paths = st.from_regex(r"/[!-~]{0,40}", fullmatch=True)
values = st.from_regex(r"[ -~]{0,20}", fullmatch=True)
fields = st.lists(st.tuples(st.from_regex(r"X-[A-Za-z-]{1,10}", fullmatch=True), values), max_size=5)


@given(names, ports, st.booleans())
def test_a_tunnel_leads_to_the_host_and_port_it_names(name: str, port: int, dotted: bool) -> None:
    head = f"CONNECT {name}{'.' * dotted}:{port} HTTP/1.1\r\nHost: elsewhere.example:1\r\n\r\n"
    wanted = read_head(head.encode())
    assert (wanted.host, wanted.port, wanted.tunnel) == (name.lower(), port, True)
    assert wanted.address == f"{name.lower()}:{port}"


@given(st.ip_addresses(v=6), ports)
def test_an_address_of_six_bytes_groups_comes_in_brackets(address: object, port: int) -> None:
    wanted = read_head(f"CONNECT [{address}]:{port} HTTP/1.1".encode())
    assert (wanted.host, wanted.address) == (str(address), f"[{address}]:{port}")


@given(methods, names, st.none() | ports, paths, fields)
def test_plain_http_is_passed_on_for_one_answer(
    method: str, name: str, port: int | None, path: str, given: list[tuple[str, str]]
) -> None:
    said = [*given, ("Host", "elsewhere.example"), ("Proxy-Connection", "keep-alive"), ("connection", "x")]
    authority = name if port is None else f"{name}:{port}"
    lines = [f"{method} http://{authority}{path} HTTP/1.1", *(f"{key}: {value}" for key, value in said)]
    wanted = read_head("\r\n".join([*lines, "", ""]).encode())
    assert (wanted.host, wanted.port, wanted.tunnel) == (name.lower(), port or 80, False)
    assert wanted.head.endswith(b"\r\n\r\n")
    first, *rest = wanted.head.decode().removesuffix("\r\n\r\n").split("\r\n")
    assert first == f"{method} {path} HTTP/1.1"
    host = name.lower() if port in (None, 80) else f"{name.lower()}:{port}"
    assert rest == [f"Host: {host}", *(f"{key}: {value}" for key, value in given), "Connection: close"]


@given(st.binary(max_size=200) | st.text(alphabet="CONET htp:/.[]1\r\n\0 ", max_size=60).map(str.encode))
@example(b"CONNECT a:1 HTTP/1.1\r\nX: a\rY: b")
@example(b"GET http://a/\rX:y HTTP/1.1")
def test_whatever_comes_is_understood_or_refused_in_a_sentence(head: bytes) -> None:
    try:
        wanted = read_head(head)
    except Unreadable as error:
        said = str(error)
        wanted = None
    if wanted is None:
        assert re.fullmatch(r"[ -~]{10,120}", said)
        return
    assert re.fullmatch(r"[a-z0-9_.:-]+", wanted.host)
    assert 0 < wanted.port < 65536
    text = wanted.head.decode("latin-1")
    assert text.count("\n") == text.count("\r") == text.count("\r\n")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "CONNECT",
        "CONNECT gateway.maton.ai HTTP/1.1",
        "CONNECT gateway.maton.ai:0 HTTP/1.1",
        "CONNECT gateway.maton.ai:65536 HTTP/1.1",
        "CONNECT gateway.maton.ai:+1 HTTP/1.1",
        "CONNECT user@gateway.maton.ai:443 HTTP/1.1",
        "CONNECT gateway.maton.ai:443/x HTTP/1.1",
        "CONNECT gateway..ai:443 HTTP/1.1",
        "CONNECT gateway.maton.ai:443 HTTP/2",
        "CONNECT  gateway.maton.ai:443 HTTP/1.1",
        "connect gateway.maton.ai:443 HTTP/1.1",
        "GET / HTTP/1.1",
        "GET https://gateway.maton.ai/ HTTP/1.1",
        "GET http://user:word@gateway.maton.ai/ HTTP/1.1",
        "GET http:///x HTTP/1.1",
        "CONNECT gateway.maton.ai:443 HTTP/1.1\r\nno colon",
        "CONNECT gateway.maton.ai:443 HTTP/1.1\r\nX : y",
        "CONNECT gateway.maton.ai:443 HTTP/1.1\r\n folded: y",
    ],
)
def test_what_no_proxy_can_follow_is_refused(line: str) -> None:
    with pytest.raises(Unreadable):
        read_head(line.encode())
