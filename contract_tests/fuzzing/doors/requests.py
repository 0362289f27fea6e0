"""Whole requests, from any path, Host and headers: an answer that is no fault of the gateway's own."""

from __future__ import annotations

from contract_tests.fuzzing.asking import ask, environ_of, gateway
from contract_tests.fuzzing.door import Attack, Door, parts_of, promised
from mock_gateway.demo import API_KEY, QUO_KEY
from mock_gateway.settings import Settings

_METHODS = ("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "TRACE")
_NAMES = ("Host", "Origin", "Maton-Connection", "X-HTTP-Method-Override", "Mock-Fault", "Cookie")


def _ready() -> Attack:
    app = gateway(settings=Settings(rate_limit=0))

    def attack(data: bytes) -> None:
        which, target, *lines = parts_of(data, 3 + len(_NAMES))
        method = _METHODS[int.from_bytes(which[:1]) % len(_METHODS)]
        path, _, query = target.partition(b"?")
        key = QUO_KEY if path.startswith(b"/v1") else f"Bearer {API_KEY}"
        headers = {name: value for name, value in zip(_NAMES, lines, strict=False) if value}
        if b"slow" in headers.get("Mock-Fault", b""):
            del headers["Mock-Fault"]
        headers |= {"Authorization": key.encode(), "Content-Type": b"application/json"}
        answer = ask(app, environ_of(method, path, query, headers, lines[-1]))
        wanted = 503 if "Mock-Fault" in headers else 499
        promised(200 <= answer.status <= (599 if wanted == 503 else 499), "an answer is no fault of its own")
        promised(method != "HEAD" or not answer.body, "HEAD has no body")

    return attack


DOOR = Door(
    _ready,
    seeds=[
        b"\x00\n/quo/v1/users?maxResults=10\n127.0.0.1",
        b"\x00\n/v1/messages?phoneNumberId=PN123abc&participants=%2B15555550100&maxResults=1\nconnect.maton.ai",
        b"\x00\n/quo/v1/contacts/CT123abc/\n[::1]:99999",
        b"\x00\n/quo//v1/../v1/users\n[.]",
        b"\x00\n/_mock/contacts?q=%28\nlocalhost:99999\nhttp://evil.example",
        b"\x00\n/_mock/api/journal?limit=1\n[::ffff:1.2.3.4]\n\n\n\n\nquo_mock_8787=eyJ9.x.y",
        b"\x01\n/quo/v1/messages\nLOCALHOST.\n\nnone\nDELETE\n500\n\n"
        + b'{"content":"a","from":"PN123abc","to":["+15005550000"]}',
        b"\x03\n/quo/v1/contacts/\xff\x00/\n\n\n\n\n0500",
        b"\x00\n/connections?status=ACTIVE\n127.1",
        b"\x00\n/_mock/api/deliveries/%00\n",
        b"\x06\n*\n",
    ],
    words=[
        b"/quo/v1/",
        b"/v1/",
        b"/_mock/",
        b"/_mock/api/",
        b"/connections",
        b"/connect/",
        b"messages",
        b"contacts",
        b"calls",
        b"webhooks",
        b"conversations",
        b"tasks",
        b"users",
        b"phone-numbers",
        b"%2e%2e",
        b"%2f",
        b"//",
        b"..",
        b"\\",
        b"[::",
        b"]",
        b"localhost",
        b"connect.maton.ai",
        b":99999",
        b"?",
        b"/read",
        b"conversation=",
        b"before=",
        b"journal",
        b"login",
        b"next=",
    ],
    longest=512,
)
