"""A machine that loses its power has everything that was acknowledged, and never half of anything."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from contract_tests.gateway.conftest import Bench
from contract_tests.gateway.serving import Served, serve
from contract_tests.kills.load import Sent, writing
from contract_tests.store import power
from mock_gateway.control.client import Control
from mock_gateway.store import Database, open_database

MOMENTS = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 4
BALANCE, PRICE = 100_000, 3
BETWEEN_SECONDS = (0.2, 0.8)


@dataclass(frozen=True)
class Moment:
    """A copy, and the texts that were acknowledged by then."""

    copied: power.Copy
    acknowledged: frozenset[str]


@pytest.fixture(params=["full", "normal"])
def durability(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def served(tmp_path: Path, durability: str) -> Iterator[Served]:
    address = f"quo.db?durability={durability}"
    served = serve(tmp_path, "--db", address, "--seed", "empty", "--set", "rate_limit=0")
    with closing(Control(served.url)) as control:
        control.change_settings(balance_cents=BALANCE, price_cents=PRICE)
    with closing(sqlite3.connect(tmp_path / "quo.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # with less durability that may be lost as well
    yield served
    served.kill()


def moments(served: Served, folder: Path, *, full: bool, luck: random.Random) -> Iterator[Moment]:
    """The database at a few moments, while a gateway takes texts."""
    with writing(served.url, seed=1) as sent:
        for number in range(MOMENTS):
            time.sleep(luck.uniform(*BETWEEN_SECONDS))
            with power.held_still(served):
                copied = power.copy(folder / "quo.db", folder / f"copy {number}", full=full)
                acknowledged = _acknowledged(sent)
            yield Moment(copied, acknowledged)


def _acknowledged(sent: Sent) -> frozenset[str]:
    with sent.lock:
        return frozenset(sent.acknowledged.values())


def test_what_was_acknowledged_is_there_and_nothing_is_half_done(
    served: Served, tmp_path: Path, durability: str
) -> None:
    luck, full = random.Random(durability), durability == "full"
    for moment in moments(served, tmp_path, full=full, luck=luck):
        for name, wound in power.WOUNDS.items():
            spoilt = moment.copied.again(tmp_path / f"{name} {len(list(tmp_path.iterdir()))}")
            wound(spoilt, luck)
            texts = inspected(spoilt.path)
            if full or name == "moved":
                assert moment.acknowledged <= texts, name
            assert_nothing_is_missing_between(texts)
        assert moment.acknowledged <= inspected(moment.copied.path)
    assert len(moment.acknowledged) > 5 * MOMENTS


def inspected(path: Path) -> frozenset[str]:
    """The texts in a copy, once it has been found to be whole."""
    database = open_database(str(path))
    assert database.all("PRAGMA integrity_check") == [("ok",)]
    documents = [json.loads(row[0]) for row in database.all("SELECT document FROM messages ORDER BY rowid")]
    database.close()
    bench = Bench(database=str(path))
    assert_all_agrees(bench.gateway.database, bench, documents)
    bench.gateway.database.close()
    return frozenset(document["text"] for document in documents)


def assert_all_agrees(database: Database, bench: Bench, documents: list[dict[str, str]]) -> None:
    """Each message with its conversation, its price, its total and what is still to become of it."""
    assert bench.balance == BALANCE - PRICE * len(documents)
    [[to_come]] = database.all("SELECT COUNT(*) FROM timeline WHERE event = 'message.delivered'")
    assert to_come == sum(document["status"] != "delivered" for document in documents)
    if not documents:
        return
    number, recipient = documents[0]["phoneNumberId"], documents[0]["to"][0].replace("+", "%2B")
    page = f"GET /quo/v1/messages?phoneNumberId={number}&participants={recipient}&maxResults=1"
    assert bench.ok(page)["totalItems"] == len(documents)
    [conversation] = bench.ok("GET /quo/v1/conversations?maxResults=10")["data"]
    assert conversation["lastActivityId"] == documents[-1]["id"]


def assert_nothing_is_missing_between(texts: frozenset[str]) -> None:
    """A writer sends the next once the one before is acknowledged: of each the first so many are there."""
    numbers: dict[str, set[int]] = {}
    for text in texts:
        writer, number = text.split("/")
        numbers.setdefault(writer, set()).add(int(number))
    for found in numbers.values():
        assert found == set(range(len(found)))
