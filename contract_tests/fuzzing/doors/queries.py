"""Queries: read into typed values, or complained about; a 400 at worst."""

from __future__ import annotations

import json

from contract_tests.fuzzing.asking import environ_of
from contract_tests.fuzzing.door import Attack, Door, promised
from mock_gateway.asked import Asked
from mock_gateway.contract import load
from mock_gateway.errors import Problem
from mock_gateway.profile import Profile


def _ready() -> Attack:
    contracts = [load(Profile.named(name)) for name in ("documented", "observed")]
    operations = [
        operation
        for contract in contracts
        for operation in contract.operations.values()
        if operation.parameters
    ]

    def attack(data: bytes) -> None:
        asked = Asked(environ_of("GET", b"/v1/messages", data, {}, b""))
        try:
            pairs = list(asked.query())
        except Problem as problem:
            promised(problem.status == 400, "a query that cannot be read is a 400")
            return
        for operation in operations:
            query = operation.read_query(pairs)
            promised(query.keys() <= operation.parameters.keys(), "unknown names are dropped")
            json.dumps(query)
            for complaint in operation.complaints({}, query, {}):
                json.dumps(complaint.as_json())

    return attack


DOOR = Door(
    _ready,
    seeds=[
        b"phoneNumberId=PN123abc&participants=%2B15555550100&maxResults=10",
        b"participants[]=+15555550100&participants[]=%2B15555550101&maxResults=-0",
        b"participants[2]=a&participants[1]=b&participants[20]=c&participants[21]=d",
        b"participants[a][b][c][d][e][f]=1&maxResults=9007199254740993",
        b"pageToken=eyJsYXN0SWQiOiJ&createdAfter=2026-01-01T00:00:00Z&createdBefore=now",
        b"externalIds=a&externalIds[]=b&sources=csv&sources=&userId=US1&since=1970",
    ],
    words=[
        b"participants",
        b"maxResults=",
        b"[]",
        b"[0]",
        b"[",
        b"]",
        b"%2B",
        b"%00",
        b"%ff",
        b"&",
        b"%ED%A0%80",
    ],
)
