"""Three replicas on one PostgreSQL and one Redis: what one is told all know at once; what is due one does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from contract_tests.gateway.conftest import HEADERS, Bench
from contract_tests.gateway.hooks.receiver import Receiver, receiving
from contract_tests.services import Redis
from mock_gateway import timeline
from mock_gateway.clock import SECOND
from mock_gateway.store import agenda

AT_ONCE = 12
"""Threads that do the same thing at the same moment, four of them at each replica."""
SEND = {"content": "Hello", "from": "PN123abc", "to": ["+12065550177"]}
USER = "GET /quo/v1/users/US123abc"


@pytest.fixture(scope="module")
def replicas(server: Any, redis: Redis) -> Iterator[list[Bench]]:
    with server.database() as url:
        benches = [Bench(database=url, redis=redis.url, seed="empty") for _ in range(3)]
        yield benches
        for bench in benches:
            bench.gateway.database.close()


@pytest.fixture
def three(replicas: list[Bench]) -> list[Bench]:
    """The three, as they are in the beginning."""
    replicas[0].ask("DELETE /_mock/api/faults")
    replicas[0].ok("POST /_mock/api/reset")
    return replicas


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def at_once(three: list[Bench], do: Callable[[Bench, int], Any]) -> list[Any]:
    """What each of the threads got that did something to its replica when all were ready to."""
    barrier = Barrier(AT_ONCE)

    def run(number: int) -> Any:
        barrier.wait(30)
        return do(three[number % 3], number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def ask(bench: Bench, request: str, body: Any = None) -> Any:
    """The answer to a client of one's own, as each thread needs one."""
    method, _, path = request.partition(" ")
    return bench.app.test_client().open(path, method=method, json=body, headers=HEADERS)


# ── What one is told ──


def test_a_text_that_comes_in_at_one_is_in_the_feed_of_another(three: list[Bench]) -> None:
    first, _, last = three
    workspace = first.ok("GET /_mock/api/settings")["data"]["workspace_id"]
    feed = f"GET /_mock/changes?workspace={workspace}&since="
    seen = last.ask(f"{feed}nothing").text.partition("data: ")[2].strip()
    assert "changed" not in last.ask(feed + seen).text
    first.ok("POST /_mock/api/inbound/messages", {"from": "+12065550101", "text": "hi"})
    assert "event: changed" in last.ask(feed + seen).text


def test_the_clock_that_one_moves_is_everybody_s(three: list[Bench]) -> None:
    sent = three[0].ok("POST /quo/v1/messages", SEND)
    three[1].ok("POST /_mock/api/clock", {"freeze": True, "advance": 60})
    shown = [bench.ok("GET /_mock/api/clock")["data"] for bench in three]
    assert shown == [shown[0]] * 3
    assert shown[0]["frozen"]
    for bench in three:
        assert bench.ok(f"GET /quo/v1/messages/{sent['id']}")["data"]["status"] == "delivered"
    three[2].ok("POST /_mock/api/clock", {"resume": True})
    assert not three[0].ok("GET /_mock/api/clock")["data"]["frozen"]


def test_a_setting_a_fault_and_a_snapshot_are_everybody_s_with_the_next_request(three: list[Bench]) -> None:
    for number, teller in enumerate(three):
        others = [bench for bench in three if bench is not teller]
        teller.patch_settings(balance_cents=100 + number)
        assert [bench.balance for bench in others] == [100 + number] * 2
        snapshot = teller.ok("POST /_mock/api/snapshots", {})["data"]["id"]
        fault = teller.ok("POST /_mock/api/faults", {"then": {"action": "status", "status": 418}})["data"][
            "id"
        ]
        assert [bench.ask(USER).status_code for bench in others] == [418] * 2
        assert others[0].ask(f"DELETE /_mock/api/faults/{fault}").status_code == 204
        assert [bench.ask(USER).status_code for bench in three] == [200] * 3
        others[0].ok("POST /quo/v1/messages", SEND)
        others[1].ok(f"POST /_mock/api/snapshots/{snapshot}/restore")
        assert [bench.balance for bench in three] == [100 + number] * 3
        conversations = [bench.ok("GET /quo/v1/conversations?maxResults=1")["totalItems"] for bench in three]
        assert conversations == [0, 0, 0]


# ── What is done once ──


@pytest.mark.parametrize("times", [1, 5])
def test_a_fault_strikes_as_often_as_it_is_told_to_however_many_are_asked_at_once(
    three: list[Bench], times: int
) -> None:
    rule = {"match": {"operation": "users_get"}, "then": {"action": "status", "status": 503}, "times": times}
    three[0].ok("POST /_mock/api/faults", rule)
    answers = at_once(three, lambda bench, _: ask(bench, USER).status_code)
    assert Counter(answers) == {503: times, 200: AT_ONCE - times}


def test_credits_are_spent_once_for_each_text_however_many_are_sent_at_once(three: list[Bench]) -> None:
    three[0].ok("PATCH /_mock/api/settings", {"balance_cents": 3 * AT_ONCE - 3, "price_cents": 3})
    answers = at_once(three, lambda bench, _: ask(bench, "POST /quo/v1/messages", SEND).status_code)
    assert Counter(answers) == {202: AT_ONCE - 1, 402: 1}
    assert [bench.balance for bench in three] == [0] * 3
    conversations = [bench.ok("GET /quo/v1/conversations?maxResults=1")["totalItems"] for bench in three]
    assert conversations == [1] * 3


def test_what_falls_due_happens_once_although_all_look_at_the_same_moment(
    three: list[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    for event, happening in timeline.HAPPENINGS.items():

        def noted(it: Any, happening: Any = happening, event: str = event) -> None:
            happened.append(f"{event} {it.subject_id}")
            happening(it)

        monkeypatch.setitem(timeline.HAPPENINGS, event, noted)
    sent = [three[0].ok("POST /quo/v1/messages", SEND)["id"] for _ in range(5)]
    later = three[0].gateway.now() + 60 * SECOND

    def look(bench: Bench, _: int) -> None:
        gateway = bench.gateway
        timeline.run_due(gateway.database, gateway.judge, gateway.ids, later)

    at_once(three, look)
    assert len(happened) == len(set(happened)) >= 2 * len(sent)
    assert agenda.due(three[2].gateway.database, later, limit=1) == []


def test_a_due_delivery_is_taken_by_one_of_all_that_look_for_it(
    three: list[Bench], receiver: Receiver
) -> None:
    hook = {"url": receiver.url, "events": ["message.received"]}
    three[0].ok("POST /quo/v1/webhooks/messages", hook)
    for number in range(AT_ONCE):
        text = {"from": f"+120655501{number:02}", "text": "hi"}
        three[number % 3].ok("POST /_mock/api/inbound/messages", text)
    made = at_once(three, lambda bench, _: bench.gateway.deliver())
    assert sum(made) == AT_ONCE
    assert set(Counter(receiver.events).values()) == {1}
    deliveries = three[0].ok("GET /_mock/api/deliveries")["data"]
    assert [len(each["attempts"]) for each in deliveries] == [1] * AT_ONCE
