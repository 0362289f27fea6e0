"""Hosts that are allowed are really reached, and programs that ask no proxy reach nobody who is trusted."""

from __future__ import annotations

import http.server
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from .conftest import PATIENCE, Desk, need

FETCH = """
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1]) as answer:
    print(answer.read().decode())
"""
UNLED = """
import asyncio, sys, aiohttp
async def main():
    async with aiohttp.ClientSession() as http:
        async with http.get(sys.argv[1]) as answer:
            print(await answer.text())
asyncio.run(main())
"""
UNLED_NODE = """
const client = require("node:http2").connect(process.argv[2]);
client.on("error", (error) => { console.error(error); process.exit(1); });
client.on("connect", () => { console.log("reached"); process.exit(0); });
"""


@dataclass(frozen=True)
class Elsewhere:
    """A host of the world outside, at 127.0.0.2, whom the system trusts."""

    port: int
    trusted: dict[str, str]
    """The environment of a system that trusts it."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"https://127.0.0.2:{self.port}/"


class Answer(http.server.BaseHTTPRequestHandler):
    """It says where one is."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "7")
        self.end_headers()
        self.wfile.write(b"outside")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.2").configure_cert(context)
    file = tmp_path / "system.pem"
    authority.cert_pem.write_to_path(str(file))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.2", 0), Answer)
    except OSError:
        pytest.skip("127.0.0.2 is not this machine here")
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who does not trust it hangs up
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    trusted = {"SSL_CERT_FILE": str(file), "SSL_CERT_DIR": str(hashed(file))}
    yield Elsewhere(server.server_port, trusted)
    server.shutdown()
    server.server_close()


def hashed(certificate: Path) -> Path:
    """A folder of certificates as OpenSSL searches it, by the hash of whom they are for."""
    need("openssl")
    command = ["openssl", "x509", "-hash", "-noout", "-in", str(certificate)]
    name = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    folder = certificate.parent / "hashed"
    folder.mkdir()
    (folder / f"{name}.0").write_bytes(certificate.read_bytes())
    return folder


def test_an_allowed_host_is_reached_and_judged_by_what_the_system_trusts(
    desk: Desk, elsewhere: Elsewhere
) -> None:
    script = str(desk.write("a.py", FETCH))
    words = ("--", "python", script, elsewhere.url)
    ran = desk.run("--allow-net", "127.0.0.2", *words, env=elsewhere.trusted)
    assert (ran.returncode, ran.stdout) == (0, "outside\n"), ran.stderr
    assert "refused" not in ran.stderr
    strange = desk.run("--allow-net", "127.0.0.2", *words)
    assert strange.returncode == 1
    assert "CERTIFICATE_VERIFY_FAILED" in strange.stderr
    other = desk.run("--allow-net", "other.example", *words, env=elsewhere.trusted)
    assert other.returncode == 1
    assert f"refused 127.0.0.2:{elsewhere.port}," in other.stderr


@pytest.mark.parametrize("name", ["a.py", "a.cjs"])
def test_a_program_that_asks_no_proxy_trusts_no_host_of_the_real_world(
    desk: Desk, elsewhere: Elsewhere, name: str
) -> None:
    pytest.importorskip("aiohttp")
    need("node")
    interpreter, text = ("python", UNLED) if name == "a.py" else ("node", UNLED_NODE)
    program = [interpreter, str(desk.write(name, text)), elsewhere.url]
    by_itself = subprocess.run(
        program,
        env=desk.environment({**elsewhere.trusted, "NODE_OPTIONS": "--use-openssl-ca"}),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert by_itself.returncode == 0, by_itself.stderr
    ran = desk.run("--", *program, env=elsewhere.trusted)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "certificate" in ran.stderr


def test_the_same_hosts_are_the_gateway_even_if_they_are_allowed(desk: Desk) -> None:
    line = 'curl -sS --fail https://ctrl.maton.ai/connections -H "Authorization: Bearer $MATON_API_KEY"'
    need("curl")
    ran = desk.run("--allow-net", "ctrl.maton.ai", "--expect", "connections.list=1", "--", "sh", "-c", line)
    assert ran.returncode == 0, ran.stderr


def test_another_port_of_theirs_is_refused_without_an_advice_that_does_not_help(desk: Desk) -> None:
    need("curl")
    ran = desk.run("--", "curl", "-sS", "https://api.quo.com:8443/v1/users")
    assert ran.returncode != 0
    told = "refused api.quo.com:8443: the gateway stands for api.quo.com at the ports 443 and 80 only\n"
    assert f"quo-mock: {told}" in ran.stderr
    assert "--allow-net" not in ran.stderr
