"""The journal that replicas share in Redis: one for all, bounded, without keys, never half of it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis as redis_client

from contract_tests.gateway.conftest import Bench
from contract_tests.gateway.test_redaction import note
from contract_tests.services import Redis
from mock_gateway.journal.in_redis import FORGOTTEN_SECONDS, RedisJournal
from mock_gateway.together import link
from mock_gateway.together.address import link_to

PATIENCE = 30.0
SEND = {"content": "Hello", "from": "PN123abc", "to": ["+12065550199"]}
AWAY = "the journal cannot be read now, for Redis is away: "
Start = Callable[..., Bench]


@pytest.fixture
def start(tmp_path: Path, redis: Redis) -> Iterator[Start]:
    """Starts replicas over one database and one Redis."""
    started: list[Bench] = []

    def replica(database: str = "quo.db") -> Bench:
        started.append(Bench(database=str(tmp_path / database), redis=redis.url, seed="empty"))
        return started[-1]

    yield replica
    for bench in started:
        bench.gateway.database.close()


@pytest.fixture
def three(start: Start) -> list[Bench]:
    return [start() for _ in range(3)]


def journal(bench: Bench, query: str = "") -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = bench.ok(f"GET /_mock/api/journal{query}")["data"]
    return entries


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def test_every_replica_shows_what_any_has_answered_in_one_order(three: list[Bench]) -> None:
    for number in range(6):
        three[number % 3].ask("POST /quo/v1/messages", {**SEND, "content": f"text {number}"})
        shown = [journal(bench) for bench in three]
        assert shown[0] == shown[1] == shown[2]
        assert [each["number"] for each in shown[0]] == list(range(1, number + 2))
        assert shown[0][-1]["body"]["content"] == f"text {number}"
    body = {"operation": "messages_send", "count": 6, "body": {"content": "text 4"}}
    verdicts = [bench.ok("POST /_mock/api/journal/verify", body)["data"] for bench in three]
    assert [each["came"] for each in verdicts] == [1, 1, 1]
    curls = {bench.ask("GET /_mock/api/journal?format=curl").text for bench in three}
    assert len(curls) == 1
    assert curls.pop().count("\n") == 6


def test_what_one_forgets_all_have_forgotten_and_numbers_go_on(three: list[Bench]) -> None:
    for bench in three:
        bench.ask("GET /quo/v1/users/US123abc")
        journal(bench)
    assert three[1].ask("DELETE /_mock/api/journal").status_code == 204
    assert [journal(bench) for bench in three] == [[], [], []]
    three[2].ask("GET /quo/v1/users/US123abc")
    assert [[each["number"] for each in journal(bench)] for bench in three] == [[4]] * 3


def test_a_page_of_one_learns_what_another_was_asked(three: list[Bench]) -> None:
    feed = "GET /_mock/changes?journal=1&workspace=&since="
    before = three[0].ask(f"{feed}none").text.partition("data: ")[2].strip()
    assert "changed" not in three[2].ask(feed + before).text
    three[1].ask("GET /quo/v1/users/US123abc")
    assert "event: changed" in three[2].ask(feed + before).text


def test_another_gateway_on_the_same_redis_sees_nothing_of_it(start: Start) -> None:
    one, stranger = start(), start("other.db")
    one.ask("GET /quo/v1/users/US123abc")
    assert (len(journal(one)), journal(stranger)) == (1, [])


def test_nothing_secret_is_written_and_everything_is_forgotten_some_day(start: Start, redis: Redis) -> None:
    bench = start()
    bench.ask("GET /quo/v1/users?apikey=sekret99", headers={"Authorization": "Bearer who-is-this"})
    hook = {"url": "http://127.0.0.1:1/", "events": ["message.received"]}
    key = bench.ok("POST /quo/v1/webhooks/messages", hook)
    url = bench.ok(f"GET /connections/{bench.ok('POST /connections', {'app': 'quo'})['connection_id']}")
    bench.ask("POST /quo/v1/messages", {**SEND, "content": "it is maton_mock_key, \\u0071uo_mock_key"})
    with redis_client.Redis(unix_socket_path=str(redis.socket)) as raw:
        names = [name for name in raw.keys() if b":journal" in name]  # noqa: SIM118 - it is a command of Redis
        assert all(0 < raw.ttl(name) <= FORGOTTEN_SECONDS for name in names)
        lists = [name for name in names if raw.type(name) == b"list"]
        written = b"".join(text for name in lists for text in raw.lrange(name, 0, -1))
    assert b"messages_send" in written
    token = url["connection"]["url"].partition("session_token=")[2]
    for secret in ("sekret99", "who-is-this", key["data"]["key"], token, "maton_mock_key", "quo_mock_key"):
        assert secret.encode() not in written


def test_only_so_many_requests_and_bytes_are_kept(redis: Redis) -> None:
    few = RedisJournal(link_to(redis.url), "few", most=3)  # type: ignore[arg-type]
    for number in range(10):
        few.note(note("k" * 8, real=number))
    assert [(number, each.real) for number, each in few.notes()] == [(8, 7), (9, 8), (10, 9)]
    small = RedisJournal(link_to(redis.url), "small", most_bytes=50_000)  # type: ignore[arg-type]
    for _ in range(10):
        small.note(note("k" * 8, sent=b"x" * 9000))
        small.notes()
    assert [number for number, _ in small.notes()] == [6, 7, 8, 9, 10]


def test_a_redis_that_has_forgotten_everything_begins_anew(three: list[Bench], redis: Redis) -> None:
    for bench in three:
        bench.ask("GET /quo/v1/users/US123abc")
        journal(bench)
    redis.stop()
    redis.launch()
    three[0].ask("GET /quo/v1/users/US404")
    for bench in three:
        assert [(each["number"], each["status"]) for each in journal(bench)] == [(1, 404)]


@pytest.mark.parametrize("how", ["ended", "hanging"])
def test_while_redis_is_away_requests_are_answered_and_then_all_of_them_are_there_once(
    three: list[Bench], redis: Redis, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(link, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(link, "SETTLING_SECONDS", 0.2)
    for bench in three:
        bench.ask("GET /quo/v1/users/US123abc")
    end(redis, how)
    try:
        for number in range(9):
            sent = three[number % 3].ask("POST /quo/v1/messages", {**SEND, "content": str(number)})
            assert sent.status_code == 202
        for request in ("GET /_mock/api/journal", "DELETE /_mock/api/journal"):
            answer = three[0].ask(request)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
            assert answer.json["message"].startswith(AWAY)
        assert three[0].ask("POST /_mock/api/journal/verify", {}).status_code == 503
        workspace = three[0].ok("GET /_mock/api/settings")["data"]["workspace_id"]
        page = three[0].ask(f"GET /_mock/w/{workspace}/requests")
        assert (page.status_code, AWAY in page.text) == (503, True)
        assert three[0].ask("GET /_mock/changes?journal=1&workspace=").status_code == 200
    finally:
        begin(redis, how)
    eventually(lambda: all(bench.ask("GET /_mock/api/journal").status_code == 200 for bench in three))
    shown = [journal(bench, "?operation=messages_send") for bench in three]
    assert shown[0] == shown[1] == shown[2]
    assert sorted(each["body"]["content"] for each in shown[0]) == [str(number) for number in range(9)]


def end(redis: Redis, how: str) -> None:
    if how == "ended":
        redis.stop()
    else:
        os.kill(redis_pid(redis), signal.SIGSTOP)


def begin(redis: Redis, how: str) -> None:
    if how == "ended":
        redis.launch()
    else:
        os.kill(redis_pid(redis), signal.SIGCONT)


def redis_pid(redis: Redis) -> int:
    assert redis._process is not None
    return redis._process.pid


def test_a_replica_that_just_has_redis_back_does_not_tell_half_of_what_came(
    three: list[Bench], redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(link, "SETTLING_SECONDS", 1000)
    redis.stop()
    three[0].ask("GET /quo/v1/users/US123abc")
    redis.launch()
    refused: dict[str, Any] = {}

    def settles() -> bool:
        refused.update(json.loads(three[0].ask("GET /_mock/api/journal").data))
        return "a moment ago" in refused["message"]

    eventually(settles)
    assert len(journal(three[1])) == 1
