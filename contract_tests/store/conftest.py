"""Servers that a test may stop, and databases of either engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract_tests import services
from contract_tests.services import Missing, Postgres, Redis
from mock_gateway.store import Database, open_database

DatabaseOpener = Callable[[], Database]


@pytest.fixture(scope="session")
def server(end_of_services: None) -> Postgres:
    """The PostgreSQL of the run, which other tests use too."""
    try:
        return services.shared_postgres()
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def own_server() -> Iterator[Postgres]:
    """A PostgreSQL that tests may stop."""
    try:
        with services.postgres() as server:
            yield server
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    """A Redis that tests may stop."""
    try:
        with services.redis() as server:
            yield server
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture
def url(server: Postgres) -> Iterator[str]:
    """The URL of a new, empty database."""
    with server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new database is, of either engine."""
    if request.param == "sqlite":
        return str(tmp_path / "quo.db")
    url: str = request.getfixturevalue("url")
    return url


@pytest.fixture
def connect(address: str) -> Iterator[DatabaseOpener]:
    """Opens the same database once more, as another replica would."""
    with ExitStack() as stack:

        def opened() -> Database:
            database = open_database(address)
            stack.callback(database.close)
            return database

        yield opened
