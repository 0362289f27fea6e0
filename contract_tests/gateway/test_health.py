"""Live is not ready: what restarts a process and what sends it requests ask different things."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from contract_tests import services
from contract_tests.services import Missing

from .conftest import Bench

LIVE, READY = "GET /_mock/api/health/live", "GET /_mock/api/health/ready"


def test_a_gateway_that_runs_is_live_and_ready(bench: Bench) -> None:
    assert bench.ok(LIVE) == {"data": {"status": "live"}}
    assert bench.ok(READY) == {"data": {"status": "ready"}}


@pytest.mark.parametrize("token", [None, "sesame"])
@pytest.mark.parametrize("request_line", [LIVE, READY])
def test_everybody_may_ask_and_learns_one_word(request_line: str, token: str | None) -> None:
    bench = Bench(seed="empty", admin_token=token)
    proxied = {"X-Forwarded-For": "198.51.100.7", "Host": "quo.team.example", "Authorization": None}
    answer = bench.ask(request_line, headers=proxied, environ_overrides={"REMOTE_ADDR": "10.0.0.1"})
    assert (answer.status_code, list(answer.json["data"])) == (200, ["status"])
    for closed in ("GET /_mock/api/health", "POST /_mock/api/health/live", "GET /_mock/api/health/other"):
        stranger = bench.ask(closed, headers=proxied, environ_overrides={"REMOTE_ADDR": "10.0.0.1"})
        assert stranger.status_code == 403


def test_a_process_that_shuts_down_is_live_but_not_ready(bench: Bench) -> None:
    bench.gateway.readiness.closing = True
    try:
        answer = bench.ask(READY)
        assert (answer.status_code, answer.json["message"]) == (503, "Not ready: it is shutting down")
        assert answer.headers["Retry-After"] == "1"
        assert bench.ask(LIVE).status_code == 200
    finally:
        bench.gateway.readiness.closing = False


def test_a_database_without_the_tables_of_this_version_is_an_obstacle() -> None:
    bench = Bench(seed="empty")
    bench.gateway.database.run("DELETE FROM schema_versions WHERE version = 9")
    assert bench.ask(READY).json["message"] == "Not ready: its database has not the tables of this version"
    bench.gateway.database.run("INSERT INTO schema_versions (version) VALUES (9), (999)")
    assert bench.ask(READY).status_code == 200, "an upgraded replica's tables do not stop the others"


def test_a_database_that_is_away_is_an_obstacle_that_is_not_named(tmp_path: Path) -> None:
    file = tmp_path / "secret-place.db"
    bench = Bench(database=str(file), seed="empty")
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = file.stat().st_size
    with file.open("r+b") as spoilt:
        spoilt.write(b"\xff" * size)
    bench.gateway.database.run("PRAGMA shrink_memory")
    answer = bench.ask(READY)
    assert (answer.status_code, answer.json["message"]) == (503, "Not ready: its database does not answer")
    assert b"secret-place" not in answer.data
    assert bench.ask(LIVE).status_code == 200
    bench.gateway.database.close()


def test_a_redis_that_is_away_is_an_obstacle_until_it_is_back() -> None:
    try:
        with services.redis() as redis:
            bench = Bench(seed="empty", redis=redis.url)
            assert bench.ask(READY).status_code == 200
            redis.stop()
            assert bench.ask(READY).json["message"] == "Not ready: its Redis does not answer"
            redis.launch()
            until = time.monotonic() + 10  # it is looked for every quarter of a second
            while bench.ask(READY).status_code != 200 and time.monotonic() < until:
                time.sleep(0.02)
            assert bench.ask(READY).status_code == 200
    except Missing as reason:
        pytest.skip(str(reason))
