"""Rate limits that replicas count together in Redis, and each alone while Redis is away."""

from __future__ import annotations

import logging

import pytest

from contract_tests.gateway.serving import run
from contract_tests.services import Redis
from mock_gateway.clock import real_time
from mock_gateway.rate import RateWindows, Windows
from mock_gateway.together import Together, WrongAddress

MOST_ROUNDS = 20
"""A round in which a second ended is tried again."""


def windows(url: str | None) -> Windows:
    return Together(url).windows()


def left(redis_url: str, account: str) -> list[int]:
    """How many requests two replicas, asked in turn, say are left of six."""
    replicas = [windows(redis_url), windows(redis_url)]
    return [replicas[n % 2].take(account, 6, real_time()).left for n in range(8)]


def test_replicas_count_together(redis: Redis) -> None:
    rounds = (left(redis.url, f"account {number}") for number in range(MOST_ROUNDS))
    assert [5, 4, 3, 2, 1, 0, -1, -1] in rounds


def test_accounts_are_counted_apart(redis: Redis) -> None:
    shared = windows(redis.url)
    assert [shared.take(f"apart {n}", 6, 0).left for n in range(3)] == [5, 5, 5]


def test_without_redis_each_goes_on_alone_and_says_so_once(
    redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "mock_gateway")
    shared = windows(redis.url)
    shared.take("alone", 6, 0)
    redis.stop()
    try:
        assert [shared.take("alone", 6, 0).left for _ in range(4)] == [5, 4, 3, 2]
    finally:
        redis.launch()
    while len(caplog.messages) < 2:
        shared.take("alone", 6, 0)
    assert caplog.messages[0].startswith("Redis is away, so each replica counts its own requests: ")
    assert caplog.messages[1:] == ["Redis is back: requests are counted and noted together again"]


def test_a_restart_between_two_requests_is_noticed_by_nobody(
    redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    shared = windows(redis.url)
    shared.take("restart", 6, 0)
    redis.stop()
    redis.launch()
    assert shared.take("restart", 6, 0).left == 5  # Redis keeps nothing, and counts anew
    assert caplog.messages == []


def test_a_redis_that_is_not_there_yet_stops_no_gateway() -> None:
    assert windows("redis://127.0.0.1:1").take("account", 6, 0).left == 5


def test_by_default_each_process_counts_its_own() -> None:
    assert isinstance(windows(None), RateWindows)


@pytest.mark.parametrize("url", ["quo.db", "memcached://127.0.0.1", "redis://127.0.0.1:port"])
def test_a_wrong_url_is_a_sentence(url: str) -> None:
    with pytest.raises(WrongAddress, match=r"^--redis .*redis:// URL"):
        windows(url)


def test_the_environment_names_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUO_MOCK_REDIS", "amqp://x")
    result = run("serve", "--port", "0")
    assert (result.returncode, result.stderr) == (2, "quo-mock: --redis takes a redis:// URL, not 'amqp'\n")


@pytest.mark.parametrize("option", ["--redis", "--rate-limits"])
def test_at_the_start_it_ends_the_command_and_the_old_name_is_told_to_be_old(option: str) -> None:
    result = run("serve", "--port", "0", option, "amqp://x:geheim@y")
    *before, last = result.stderr.splitlines()
    assert (result.returncode, "geheim" in result.stderr) == (2, False)
    assert last.startswith("quo-mock: --redis takes a redis:// URL")
    old = "quo-mock: --rate-limits is deprecated: --redis is the same, and shares the journal"
    assert before == ([old] if option == "--rate-limits" else [])
