"""JSON bodies of the control API: what is refused is a 4xx with a sentence, and nothing is a traceback."""

from __future__ import annotations

from contract_tests.fuzzing.asking import ask, environ_of, gateway
from contract_tests.fuzzing.door import Attack, Door, parts_of, promised

_PLACES = (
    ("POST", b"/_mock/api/clock"),
    ("POST", b"/_mock/api/faults"),
    ("POST", b"/_mock/api/inbound/messages"),
    ("POST", b"/_mock/api/inbound/calls"),
    ("PATCH", b"/_mock/api/settings"),
    ("POST", b"/_mock/api/deliveries/faults"),
    ("POST", b"/_mock/api/journal/verify"),
    ("GET", b"/_mock/api/journal"),
    ("GET", b"/_mock/api/deliveries"),
)
_AFRESH = 500
"""Requests after which the gateway begins anew: what it has kept must not slow down what follows."""


def _ready() -> Attack:
    app, count = gateway(), 0

    def attack(data: bytes) -> None:
        nonlocal app, count
        count += 1
        if count % _AFRESH == 0:
            app.extensions["mock_gateway"].database.close()
            app = gateway()
        which, query, body = parts_of(data, 3)
        method, path = _PLACES[int.from_bytes(which[:1]) % len(_PLACES)]
        answer = ask(app, environ_of(method, path, query, {}, body))
        promised(200 <= answer.status < 500, "what cannot be done is refused")
        promised(answer.status < 400 or b"Traceback" not in answer.body, "in a sentence")

    return attack


DOOR = Door(
    _ready,
    seeds=[
        b'\x00\n\n{"freeze":true,"set":"2027-01-01T00:00:00Z","advance":1.5}',
        b'\x00\n\n{"set":"9999-12-31T23:59:59+23:59","resume":true}',
        b'\x00\n\n{"advance":221845392000}',
        b'\x01\n\n{"then":{"action":"status","status":503,"retry_after":1},"times":1,"probability":0.5}',
        b'\x01\n\n{"match":{"path":"/quo/*","header":{"name":"X","value":"*a*"}},"then":{"action":"down","seconds":1e9}}',
        b'\x02\n\n{"from":"+12065550111","text":"STOP"}',
        b'\x03\n\n{"from":"+12065550111","duration_seconds":60,"outcome":"completed"}',
        b'\x04\n\n{"rate_limit":0,"plan":"starter","price_cents":null}',
        b'\x05\n\n{"then":"duplicate","times":3}',
        b'\x06\n\n{"operation":"messages_send","times":1}',
        b"\x07\nlimit=1&status=4xx&operation=messages_send&since=-1\n",
    ],
    words=[
        b'"set":',
        b'"advance":',
        b'"then":',
        b'"match":',
        b'"action":',
        b'"from":',
        b'"to":',
        b'"text":',
        b"1e308",
        b"true",
        b'"workspace_id":',
        b"null",
        b"\\u0000",
        b'"status":',
        b'"seconds":',
        b"limit=",
        b"after=",
        b"workspace_id=",
    ],
)
