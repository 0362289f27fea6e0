"""The large seed: as much as was asked for, alike every time, and every document and total as it must be."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import msgspec
import pytest

from mock_gateway import seeds
from mock_gateway.seeds import progress
from mock_gateway.store.tables import CONTACTS, CONVERSATIONS, DOCUMENT_TABLES, MESSAGES, Table

from .conftest import Bench

SMALL = "large:contacts=40,messages=3000"


@pytest.fixture(scope="module")
def large() -> Bench:
    """It is only read here."""
    return Bench(seed=SMALL)


def documents(bench: Bench, table: Table) -> list[dict[str, Any]]:
    return [msgspec.json.decode(text) for text in bench.state()[table.name]]


def test_there_is_as_much_as_was_asked_for(large: Bench) -> None:
    assert (len(documents(large, CONTACTS)), len(documents(large, MESSAGES))) == (40, 3000)
    assert large.ok("GET /quo/v1/contacts?maxResults=1")["totalItems"] == 40


@pytest.mark.parametrize("profile", ["documented", "observed"])
def test_every_document_keeps_its_schema(profile: str) -> None:
    bench = Bench(seed=SMALL, profile=profile)
    for table in DOCUMENT_TABLES:
        for document in documents(bench, table):
            bench.gateway.judge(table.component, document)


def test_it_is_the_same_every_time(large: Bench) -> None:
    account = large.gateway.open_account(SMALL)
    for table in DOCUMENT_TABLES:
        assert large.gateway.workspace(account.workspace_id).every(table) == large.state()[table.name]


def test_one_thread_is_very_long_and_several_numbers_are_used(large: Bench) -> None:
    threads = Counter(message["conversationId"] for message in documents(large, MESSAGES))
    assert max(threads.values()) >= 300
    assert len({message["phoneNumberId"] for message in documents(large, MESSAGES)}) == 5


def test_a_conversation_is_what_its_messages_add_up_to(large: Bench) -> None:
    threads: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for message in documents(large, MESSAGES):
        threads[message["conversationId"]].append(message)
    assert threads.keys() == {conversation["id"] for conversation in documents(large, CONVERSATIONS)}
    for conversation in documents(large, CONVERSATIONS):
        messages = sorted(
            threads[conversation["id"]], key=lambda message: (message["createdAt"], message["id"])
        )
        assert conversation["createdAt"] <= messages[0]["createdAt"]
        assert conversation["lastActivityId"] == messages[-1]["id"]
        assert conversation["lastActivityAt"] == conversation["updatedAt"] == messages[-1]["createdAt"]
        for message in messages:
            assert message["phoneNumberId"] == conversation["phoneNumberId"]
            assert {*message["to"], message["from"]} > {*conversation["participants"]}


def test_it_can_be_written_to_and_reset(large: Bench) -> None:
    bench = Bench(seed="large:contacts=10,messages=100")
    before = bench.state()
    bench.ok("POST /quo/v1/messages", {"content": "Hi", "from": "PN123abc", "to": ["+15552000000"]})
    assert bench.state() != before
    bench.ok("POST /_mock/api/reset", {})
    assert bench.state() == before


def test_whoever_asks_is_told_how_far_it_has_come() -> None:
    told: list[int] = []

    def begin(total: int) -> progress.Advance:
        told.append(-total)
        return told.append

    with progress.told(begin):
        Bench(seed=SMALL)
    assert (told[0], sum(told)) == (-3040, 0)
    assert len(told) > 3


@pytest.mark.parametrize(
    ("seed", "sentence"),
    [
        ("large:", "the seed 'large' takes contacts=NUMBER,messages=NUMBER, each once, not ''"),
        ("large:calls=1", "the seed 'large' takes contacts=NUMBER,messages=NUMBER, each once, not 'calls=1'"),
        ("large:contacts=9", "the seed 'large' takes 10 to 3000000 contacts, not '9'"),
        ("large:contacts=²", "the seed 'large' takes 10 to 3000000 contacts, not '²'"),
        ("large:messages=1e6", "the seed 'large' takes 100 to 100000000 messages, not '1e6'"),
        (
            "large:messages=" + "9" * 5000,
            "the seed 'large' takes 100 to 100000000 messages, not '9999999999",
        ),
        ("demo:contacts=9", "the seed 'demo' comes in one size: leave out ':contacts=9'"),
        ("huge", "there is no seed 'huge'; there are demo, empty, large"),
    ],
)
def test_a_size_that_is_not_to_be_had_is_refused(seed: str, sentence: str) -> None:
    with pytest.raises(seeds.UnknownSeed) as raised:
        seeds.load(seed)
    assert str(raised.value).startswith(sentence)
    assert len(str(raised.value)) < 120
