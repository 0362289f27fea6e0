"""Where the proxy leads: to the gateway under its real names, to what was allowed, and at last to an end."""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
import threading
from collections.abc import Iterator

import httpx
import pytest

from mock_gateway.intercept import HOSTS, Intercept
from mock_gateway.intercept.relay import Side

from .conftest import connected, port_of, rest_of


@pytest.fixture
def http(intercept: Intercept) -> Iterator[httpx.Client]:
    trusted = ssl.create_default_context(cafile=str(intercept.authority_file))
    with httpx.Client(proxy=intercept.url, verify=trusted, trust_env=False) as http:
        yield http


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_each_real_name_is_the_gateway_over_tls_and_in_plain(http: httpx.Client, host: str) -> None:
    for url in (f"https://{host}/here?x=1", f"http://{host}/here?x=1"):
        told = http.post(url, content=b"12345", headers={"X-Own": "y", "Proxy-Authorization": "z"}).json()
        told.pop("HTTP_PROXY_AUTHORIZATION", None) if url.startswith("https") else None
        assert told == {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/here",
            "HTTP_HOST": host,
            "HTTP_X_OWN": "y",
            "size": 5,
        }


def test_the_certificate_is_the_hosts_own_and_of_this_authority_alone(intercept: Intercept) -> None:
    trusted = ssl.create_default_context(cafile=str(intercept.authority_file))
    trusted.set_alpn_protocols(["h2", "http/1.1"])
    for host, name in (("gateway.maton.ai", "gateway.maton.ai"), ("api.quo.com", "api.quo.com")):
        with connected(intercept) as plain:
            plain.sendall(f"CONNECT {host}:443 HTTP/1.1\r\n\r\n".encode())
            plain.recv(100)
            with trusted.wrap_socket(plain, server_hostname=name) as secure:
                assert secure.selected_alpn_protocol() == "http/1.1"
                assert secure.version() in ("TLSv1.2", "TLSv1.3")
    with Intercept(("127.0.0.1", 9)) as other, connected(intercept) as plain:
        foreign = ssl.create_default_context(cafile=str(other.authority_file))
        plain.sendall(b"CONNECT gateway.maton.ai:443 HTTP/1.1\r\n\r\n")
        plain.recv(100)
        with pytest.raises(ssl.SSLCertVerificationError):
            foreign.wrap_socket(plain, server_hostname="gateway.maton.ai")


def test_large_bodies_pass_whole_in_both_directions(http: httpx.Client) -> None:
    assert http.post("https://gateway.maton.ai/", content=b"x" * 5_000_000).json()["size"] == 5_000_000


def test_a_host_that_was_allowed_is_let_through_untouched(
    intercept: Intercept, behind: tuple[str, int]
) -> None:
    with httpx.Client(proxy=intercept.url, trust_env=False) as http:
        assert http.get(f"http://localhost:{behind[1]}/x").json()["PATH_INFO"] == "/x"
    with connected(intercept) as tunnel:
        request = b"GET /y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        tunnel.sendall(b"CONNECT localhost:%d HTTP/1.1\r\n\r\n%s" % (behind[1], request))
        tunnel.shutdown(socket.SHUT_WR)
        assert b'"PATH_INFO": "/y"' in rest_of(tunnel)
    assert intercept.refused == {}


def test_a_gateway_that_resets_is_seen_to_reset(http: httpx.Client) -> None:
    with pytest.raises(httpx.ReadError, match="reset"):
        http.get("http://gateway.maton.ai/lost")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        http.get("https://gateway.maton.ai/lost")  # Python 3.11 takes a reset under TLS for an end
    assert http.get("https://gateway.maton.ai/").status_code == 200


def test_who_may_reach_other_hosts_still_trusts_what_the_system_trusts(behind: tuple[str, int]) -> None:
    with Intercept(behind, allowed=["a.example"]) as wide, Intercept(behind) as narrow:
        counts = [each.authority_file.read_text().count("BEGIN CERT") for each in (wide, narrow)]
        ssl.create_default_context(cafile=str(wide.authority_file))
    system = ssl.get_default_verify_paths().cafile
    assert counts[1] == 1
    assert counts[0] > 1 or system is None


def test_the_end_leaves_no_thread_no_port_and_no_file(behind: tuple[str, int]) -> None:
    before = set(threading.enumerate())
    with Intercept(behind) as intercept:
        trusted = ssl.create_default_context(cafile=str(intercept.authority_file))
        idle, half = connected(intercept), connected(intercept)
        half.sendall(b"CONNECT gateway.maton.ai:443 HTTP/1.1\r\n\r\n")
        half.recv(100)
        http = httpx.Client(proxy=intercept.url, verify=trusted, trust_env=False)
        assert http.get("https://gateway.maton.ai/").status_code == 200
        assert set(threading.enumerate()) > before
    assert {thread for thread in threading.enumerate() if "intercept" in thread.name} <= before
    assert not intercept.authority_file.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port_of(intercept)))
    for connection in (idle, half):
        connection.close()
    http.close()
    intercept.close()  # once more does no harm
    gc.collect()  # a transport that was forgotten would warn, and warnings are errors


def test_one_that_was_never_started_can_be_closed() -> None:
    intercept = Intercept(("127.0.0.1", 9))
    intercept.close()
    assert not intercept.authority_file.exists()


class Pausable(asyncio.Transport):
    """Notes whether it is being read."""

    reading = True

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True


def test_what_nobody_reads_is_not_gathered_in_memory() -> None:
    present: set[Side] = set()
    caller, behind = Side(present), Side(present)
    fast, slow = Pausable(), Pausable()
    caller.connection_made(fast)
    behind.connection_made(slow)
    caller.tie(behind)
    behind.pause_writing()
    assert (fast.reading, slow.reading) == (False, True)
    behind.resume_writing()
    assert (fast.reading, slow.reading) == (True, True)
    caller.pause_writing()
    assert (fast.reading, slow.reading) == (True, False)
