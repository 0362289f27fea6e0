"""Programs written with the usual libraries: their calls reach the gateway, those to others are refused."""

from __future__ import annotations

import pytest

from .conftest import Desk, need

SEND = '{"content": "Hi", "from": "PN123abc", "to": ["+12065550119"]}'

URLLIB = f"""
import os, sys, urllib.request
call = urllib.request.Request(sys.argv[1], data={SEND.encode()!r}, method="POST", headers={{
    "Authorization": f"Bearer {{os.environ['MATON_API_KEY']}}", "User-Agent": "a/1",
    "Content-Type": "application/json"}})
with urllib.request.urlopen(call) as answer:
    print(answer.status)
"""
REQUESTS = f"""
import os, sys, requests
session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["MATON_API_KEY"]
print(session.post(sys.argv[1], json={SEND}).status_code)
"""
HTTPX = f"""
import os, sys, httpx
key = {{"Authorization": "Bearer " + os.environ["MATON_API_KEY"]}}
with httpx.Client(headers=key) as http:
    print(http.post(sys.argv[1], json={SEND}).status_code)
"""
AIOHTTP = f"""
import asyncio, os, sys, aiohttp
async def main():
    key = {{"Authorization": "Bearer " + os.environ["MATON_API_KEY"]}}
    async with aiohttp.ClientSession(headers=key, trust_env=True) as http:
        async with http.post(sys.argv[1], json={SEND}) as answer:
            print(answer.status)
asyncio.run(main())
"""
CLIENT = """
import sys
from maton_quo import Quo
quo = Quo(max_retries=0) if "maton" in sys.argv[1] else Quo(max_retries=0, base_url="https://other.example")
quo.messages.send(content="Hi", from_="PN123abc", to=["+12065550119"])
print(202)
"""
NODE_FETCH = f"""
const Authorization = `Bearer ${{process.env.MATON_API_KEY}}`;
const headers = {{ Authorization, "User-Agent": "a/1", "Content-Type": "application/json" }};
const answer = await fetch(process.argv[2], {{ method: "POST", headers, body: JSON.stringify({SEND}) }});
console.log(answer.status);
"""
NODE_HTTPS = f"""
const https = require("node:https");
const Authorization = `Bearer ${{process.env.MATON_API_KEY}}`;
const headers = {{ Authorization, "User-Agent": "a/1", "Content-Type": "application/json" }};
const agent = process.argv[3] === "own" ? new https.Agent({{ keepAlive: true }}) : undefined;
const call = https.request(process.argv[2], {{ method: "POST", headers, agent }}, (answer) => {{
  console.log(answer.statusCode);
  answer.resume();
}});
call.end(JSON.stringify({SEND}));
"""
CURL = f"""curl -sS --fail -o answer -w '%{{http_code}}\\n' "$1" -H "Authorization: Bearer $MATON_API_KEY" \\
  -H 'Content-Type: application/json' -d '{SEND}'"""

PROGRAMS = {
    "urllib": ("python", "a.py", URLLIB),
    "requests": ("python", "a.py", REQUESTS),
    "httpx": ("python", "a.py", HTTPX),
    "aiohttp": ("python", "a.py", AIOHTTP),
    "maton_quo": ("python", "a.py", CLIENT),
    "fetch of Node": ("node", "a.mjs", NODE_FETCH),
    "https of Node": ("node", "a.cjs", NODE_HTTPS),
    "https of Node, its own agent": ("node", "a.cjs", NODE_HTTPS),
    "curl": ("sh", "a.sh", CURL),
}


def words(desk: Desk, library: str, url: str) -> list[str]:
    """The program that sends a text to a URL; without it or its library the test is skipped."""
    interpreter, name, text = PROGRAMS[library]
    need(interpreter)
    need("curl" if library == "curl" else interpreter)
    if library in ("requests", "aiohttp"):
        pytest.importorskip(library)
    own = ["own"] if "own" in library else []
    return ["--", interpreter, str(desk.write(name, text)), url, *own]


@pytest.mark.parametrize("library", PROGRAMS)
def test_a_text_that_it_sends_reaches_the_gateway(desk: Desk, library: str) -> None:
    url = "https://gateway.maton.ai/quo/v1/messages"
    ran = desk.run("--expect", "messages.send=1", *words(desk, library, url))
    assert (ran.returncode, ran.stdout) == (0, "202\n"), ran.stderr
    assert "quo-mock: 1 text would have been sent, in 1 segment, for $0.01\n" in ran.stderr


@pytest.mark.parametrize("library", PROGRAMS)
def test_a_text_that_it_sends_elsewhere_is_stopped_and_told(desk: Desk, library: str) -> None:
    ran = desk.run(*words(desk, library, "https://other.example/v1/messages"))
    assert ran.returncode not in (0, 2, 3)
    assert ran.stdout.strip() in ("", "000")
    sentence = (
        "refused other.example:443, which is neither Maton nor Quo; --allow-net other.example would let"
    )
    assert f"quo-mock: {sentence} it through\n" in ran.stderr
    assert "quo-mock: no calls\n" in ran.stderr
    assert "Hi" not in ran.stderr.partition("Traceback")[0]


@pytest.mark.parametrize("host", ["api.quo.com", "api.openphone.com"])
def test_code_that_calls_quo_itself_has_a_key_for_it(desk: Desk, host: str) -> None:
    need("curl")
    line = f'curl -sS --fail https://{host}/v1/phone-numbers -H "Authorization: $QUO_API_KEY"'
    ran = desk.run("--", "sh", "-c", line)
    assert ran.returncode == 0, ran.stderr
    assert '"PN123abc"' in ran.stdout


def test_plain_http_to_another_host_is_refused_too(desk: Desk) -> None:
    need("curl")
    need("node")
    script = desk.write("a.mjs", 'await fetch("http://second.example/");')
    ran = desk.run("--", "sh", "-c", f"curl -sS --fail http://first.example/; node {script}")
    assert ran.returncode == 1
    assert "refused first.example:80" in ran.stderr
    assert "refused second.example:80" in ran.stderr


def test_each_address_is_told_at_once_and_counted_at_the_end(desk: Desk) -> None:
    need("curl")
    line = "curl -s https://a.example; curl -s https://a.example; curl -s https://b.example; echo over >&2"
    ran = desk.run("--", "sh", "-c", line)
    during, _, after = ran.stderr.partition("over\n")
    assert during.count("refused a.example:443,") == during.count("refused b.example:443,") == 1
    assert after.splitlines()[-2:] == [
        "quo-mock: refused: a.example:443, 2 times",
        "quo-mock: refused: b.example:443",
    ]
