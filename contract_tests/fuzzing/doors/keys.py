"""Who is asking: no header opens a workspace but the key of its account."""

from __future__ import annotations

from collections.abc import Callable

from contract_tests.fuzzing.asking import gateway
from contract_tests.fuzzing.door import Attack, Door, parts_of, promised
from mock_gateway import gate
from mock_gateway.demo import API_KEY, QUO_KEY
from mock_gateway.errors import Problem
from mock_gateway.store import Caller


def _ready() -> Attack:
    inside = gateway().extensions["mock_gateway"]
    database = inside.database

    def attack(data: bytes) -> None:
        key, connection, agent, app = (part.decode("latin-1") for part in parts_of(data, 4))
        said = gate.Credentials(key or None, agent or None, connection or None)
        admissions: tuple[Callable[[], Caller], ...] = (
            lambda: gate.at_gateway(database, app, said, inside.time_of),
            lambda: gate.at_control(database, said, inside.time_of),
            lambda: gate.at_quo(database, said, inside.time_of),
        )
        for admit in admissions:
            try:
                caller = admit()
            except Problem as problem:
                promised(problem.status in (400, 401, 403), "who is not let in is told so")
                promised(API_KEY in app or API_KEY not in problem.message, "no key is repeated")
                continue
            sent = key.partition(" ")[2].strip() if key.lower().startswith("bearer ") else key
            promised(sent in (API_KEY, QUO_KEY), "only a key opens anything")
            promised(caller.account_id, "whoever is let in is somebody")

    return attack


DOOR = Door(
    _ready,
    seeds=[
        b"Bearer maton_mock_key\n21fd90f9-5935-43cd-b6c8-bde9d915ca80\ncurl/8\nquo",
        b"quo_mock_key\n\npython-httpx/0.28\nquo",
        b"bearer  maton_mock_key \n\nPython-urllib/3.12\nquo",
        b"Basic bWF0b25fbW9ja19rZXk6\n00000000-0000-0000-0000-000000000000\nx\nslack",
    ],
    words=[b"Bearer ", b"maton_mock_key", b"quo_mock_key", b"\0", b"%", b"'", b"\xe9", b"quo"],
)
