"""PostgreSQL from which something is taken away and given back: a 503 meanwhile, a sentence at a start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.gateway.conftest import Bench
from contract_tests.gateway.serving import run
from contract_tests.services import Postgres
from contract_tests.store.refusing import READ, SEND, SENDING, kept, refusal
from mock_gateway.store import StoreUnavailable

ROLE = "app"


@pytest.fixture
def address(server: Postgres, url: str) -> Iterator[str]:
    """A new database as a role sees it that may do there what it needs, and nothing else."""
    server.run(f"CREATE ROLE {ROLE} LOGIN")
    server.run(f"GRANT CREATE, USAGE ON SCHEMA public TO {ROLE}", name(url))
    yield url.replace("quo@", f"{ROLE}@")
    server.run(f"DROP OWNED BY {ROLE} CASCADE", name(url))
    server.run(f"DROP ROLE {ROLE}")


def name(url: str) -> str:
    """The database's own name."""
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def bench(address: str) -> Iterator[Bench]:
    bench = Bench(database=address, seed="empty")
    yield bench
    bench.gateway.database.close()


def test_a_right_that_is_taken_away_is_a_503_until_it_is_given_back(
    server: Postgres, address: str, bench: Bench
) -> None:
    bench.ok(SENDING, SEND)
    before = bench.balance
    server.run(f"REVOKE INSERT ON messages FROM {ROLE}", name(address))
    assert refusal(bench, SENDING, SEND).endswith(": permission denied for table messages")
    assert (kept(bench), bench.balance) == (1, before)
    server.run(f"REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM {ROLE}", name(address))  # noqa: S608 - own words
    assert "permission denied for table" in refusal(bench)
    server.run(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}", name(address))
    bench.ok(SENDING, SEND)
    assert (kept(bench), bench.balance) == (2, before - 1)


def test_a_table_that_is_gone_is_a_503_until_it_is_back(server: Postgres, address: str, bench: Bench) -> None:
    server.run("ALTER TABLE users RENAME TO people", name(address))
    assert refusal(bench).endswith(': relation "users" does not exist')
    server.run("ALTER TABLE people RENAME TO users", name(address))
    assert bench.ask(READ).status_code == 200


def test_a_database_that_is_gone_is_a_503_until_it_is_back(
    server: Postgres, address: str, bench: Bench
) -> None:
    bench.ok(SENDING, SEND)
    own = name(address)
    at_work = f"FROM pg_stat_activity WHERE datname = '{own}'"
    server.run(f"SELECT pg_terminate_backend(pid) {at_work}")  # noqa: S608 - own words
    server.run(f"ALTER DATABASE {own} RENAME TO elsewhere")
    refusal(bench)
    refusal(bench, SENDING, SEND)
    server.run(f"ALTER DATABASE elsewhere RENAME TO {own}")
    bench.ok(SENDING, SEND)
    assert kept(bench) == 2


@pytest.mark.parametrize("right", ["SELECT", "INSERT, UPDATE"])
def test_a_role_without_rights_is_a_sentence_at_the_start(server: Postgres, address: str, right: str) -> None:
    Bench(database=address, seed="empty").gateway.database.close()
    server.run(f"REVOKE {right} ON ALL TABLES IN SCHEMA public FROM {ROLE}", name(address))
    with pytest.raises(StoreUnavailable, match=r"^[^\n]*: permission denied for table \w+$"):
        Bench(database=address)
    result = run("serve", "--port", "0", "--db", address)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr
    assert "permission denied for table" in result.stderr
