"""JSON bodies: a value that is judged, or a 400, 413 or 415; nothing else, and never more than was sent."""

from __future__ import annotations

import json

from contract_tests.fuzzing.asking import environ_of
from contract_tests.fuzzing.door import Attack, Door, parts_of, promised
from mock_gateway import body
from mock_gateway.asked import LARGEST_BODY, Asked
from mock_gateway.contract import load
from mock_gateway.errors import Problem
from mock_gateway.profile import Profile

_REFUSED = (400, 413, 415)


def _ready() -> Attack:
    contract = load(Profile.named("documented"))
    operations = [operation for operation in contract.operations.values() if operation.body_judge]

    def attack(data: bytes) -> None:
        kind, length, raw = parts_of(data, 3)
        headers = {"Content-Type": kind, "Content-Length": length or b"%d" % len(raw)}
        asked = Asked(environ_of("POST", b"/v1/messages", b"", headers, raw))
        promised(
            len(Asked(environ_of("POST", b"/", b"", headers, raw)).taken(100)) <= 100, "no more is taken"
        )
        try:
            value = asked.json()
        except Problem as problem:
            promised(problem.status in _REFUSED, f"a body is refused with one of {_REFUSED}")
        else:
            promised(len(asked.taken(LARGEST_BODY)) <= LARGEST_BODY, "a body has an end")
            _judged(value)
        try:
            _judged(body.read(raw))
        except body.Unreadable as error:
            promised("\n" not in str(error), "the reason is one line")

    def _judged(value: object) -> None:
        json.dumps(value, allow_nan=False)
        for operation in operations:
            for complaint in operation.complaints({}, {}, value):
                json.dumps(complaint.as_json())
        for complaint in body.nul_complaints(value):
            json.dumps(complaint.as_json())

    return attack


_TYPED = b"application/json\n\n"
DOOR = Door(
    _ready,
    seeds=[
        _TYPED
        + b'{"content":"Hi","from":"PN123abc","to":["+15555550100"],"userId":"US1","setInboxStatus":"done"}',
        _TYPED + b'{"defaultFields":{"firstName":"A","phoneNumbers":[{"name":"x","value":"+15555550100"}]}}',
        _TYPED + b'{"url":"https://example.com/","events":["message.received"],"resourceIds":["*"]}',
        _TYPED + b'{"title":"a","dueDate":"2026-02-30T00:00:00Z","linkedConversations":[{}]}',
        _TYPED + b"[" * 40 + b"]" * 40,
        b"application/problem+json; charset=utf-16\n\n\xff\xfe{\x00}\x00",
        b"text/plain\n-1\n{}",
        b"application/json\n0000000019999999999\n{}",
        _TYPED + b'{"content":1e999,"to":[18446744073709551616,-9223372036854775809,"\\u0000\\ud800"]}',
    ],
    words=[
        b'"content":',
        b'"to":',
        b'"from":',
        b"application/json",
        b"\\u0000",
        b"\\ud83d",
        b"1e400",
        b"-0.0",
        b"null",
    ],
)
