"""What doors did not withstand once: the inputs that atheris, or somebody reading, has found; kept for good.

They need no atheris; where there is none, the seeds are tried here too.
"""

from __future__ import annotations

import importlib
import importlib.util

import pytest

from contract_tests.fuzzing.door import Door
from contract_tests.fuzzing.doors import NAMES

HAS_ATHERIS = importlib.util.find_spec("atheris") is not None
FOUND = {
    "demanded_faults": [
        b"053350",  # a status of five digits
        b"1" * 29 + b"x",  # which a pattern took minutes to refuse
    ],
    "consent_pages": [b"session_token=abc&auto=allow&wo\x8e\x94\n\n"],  # a query that is not UTF-8: a 500
    "destinations": [b"."],  # a host without a name, which was allowed
    "requests": [
        b"\x00\n/connections?status=ACTIVE\n12\xff\xff",  # a Host that no URL can have
        b"\x00\n/connections\n[.]",
        b"\x00\n/_mock/api/clock\n[.]",
        b"\x00\n/_mock/api/clock\n[1:2]",
        b"\x00\n/_mock/\n[.]",
        b"\x00\n/_mock/a\n[::ffff:2.4]",
        b"\x00\n/_mock/\nlocalhost:99999",
        b"\x00\n/_mock/\nlocalhost:",
        b"\x00\n/connect/\nlocalhost:99999",
        b"\x00\n/connect/\n[::",
    ],
    "proxy_heads": [
        # two lengths of one body, which two servers in a row may read differently
        b"POST http://api.quo.com/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        b"POST http://api.quo.com/ HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
    ],
}


def door_of(name: str) -> Door:
    """The door of a name."""
    door: Door = importlib.import_module(f"contract_tests.fuzzing.doors.{name}").DOOR
    return door


@pytest.mark.parametrize("name", FOUND if HAS_ATHERIS else NAMES)
def test_a_door_withstands_what_broke_it_once(name: str) -> None:
    door = door_of(name)
    attack = door.ready()
    for data in (*FOUND.get(name, ()), *(() if HAS_ATHERIS else door.seeds)):
        attack(data)
