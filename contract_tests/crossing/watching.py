"""All that the victims have, in one value that changes with any of it."""

from __future__ import annotations

import hashlib

from contract_tests.crossing.oracle import Digest
from contract_tests.crossing.world import World
from mock_gateway.store import Database
from mock_gateway.store.sqlite import SqliteDatabase
from mock_gateway.store.tables import WORKSPACE_COLUMNS


def in_store(database: Database, world: World) -> Digest:
    """Digests every row of the victims', and of their snapshots, byte for byte."""
    copies = [
        row[0]
        for id in world.workspaces
        for row in database.all("SELECT copy_id FROM snapshots WHERE workspace_id = :id", {"id": id})
    ]
    ids = {f"id{n}": id for n, id in enumerate([*world.workspaces, *copies])}
    among = ", ".join(f":{name}" for name in ids)
    accounts = "SELECT account_id FROM workspaces WHERE account_id <> '' AND id IN"
    queries = [
        *(f"SELECT * FROM {table} WHERE workspace_id IN ({among})" for table in WORKSPACE_COLUMNS),  # noqa: S608
        f"SELECT * FROM snapshots WHERE workspace_id IN ({among})",  # noqa: S608
        f"SELECT * FROM workspaces WHERE id IN ({among})",  # noqa: S608
        f"SELECT * FROM connections WHERE account_id IN ({accounts} ({among}))",  # noqa: S608
        f"SELECT * FROM accounts WHERE id IN ({accounts} ({among}))",  # noqa: S608
    ]

    connection = database._connection if isinstance(database, SqliteDatabase) else None
    known: dict[int, bytes] = {}  # by how many rows were ever written, for SQLite counts them

    def digest() -> bytes:
        if connection is None:
            return looked()
        written = connection.total_changes
        if written not in known:
            known.clear()
            known[written] = looked()
        return known[written]

    def looked() -> bytes:
        seen = hashlib.blake2b()
        with database.transaction(write=False):
            for query in queries:
                seen.update(repr(database.all(query, ids)).encode())
        return seen.digest()

    return digest
