"""The consent page: nothing but a connection's own session token settles it."""

from __future__ import annotations

from contract_tests.fuzzing.asking import ask, environ_of, gateway
from contract_tests.fuzzing.door import Attack, Door, parts_of, promised
from mock_gateway.demo import API_KEY

_FORM = b"application/x-www-form-urlencoded"


def _ready() -> Attack:
    app = gateway()
    accounts = app.extensions["mock_gateway"].accounts
    headers = {"Authorization": b"Bearer " + API_KEY.encode(), "Content-Type": b"application/json"}
    made = ask(app, environ_of("POST", b"/connections", b"", headers, b'{"app":"quo"}'))
    promised(made.status < 300, "a connection is made")
    shown = ask(app, environ_of("GET", b"/connections", b"status=PENDING", headers, b""))
    token = shown.body.partition(b"session_token=")[2].partition(b'"')[0]
    promised(len(token) > 20, "it waits for a person")

    def attack(data: bytes) -> None:
        query, kind, body = parts_of(data, 3)
        for method in ("GET", "POST"):
            answer = ask(app, environ_of(method, b"/connect/", query, {"Content-Type": kind or _FORM}, body))
            promised(200 <= answer.status < 500, "a page is shown")
            promised(any(name == "Content-Security-Policy" for name, _ in answer.headers), "under its policy")
        waiting = accounts.awaiting(token.decode())
        promised(waiting is not None and waiting.status == "PENDING", "who has no token settles nothing")

    return attack


DOOR = Door(
    _ready,
    seeds=[
        b"session_token=abc\n\nanswer=allow",
        b"session_token=abc&auto=allow&workspace=new\n\n",
        b"auto=deny&session_token[]=x\nmultipart/form-data; boundary=x\n"
        b"--x\r\nContent-Disposition: form-data; name=answer\r\n\r\nallow\r\n--x--",
        b"session_token=%00%27%20OR%201=1\n\nanswer=%ff",
    ],
    words=[
        b"session_token=",
        b"answer=",
        b"auto=",
        b"allow",
        b"deny",
        b"expire",
        b"workspace=new",
        b"%00",
        b"multipart/form-data",
    ],
)
