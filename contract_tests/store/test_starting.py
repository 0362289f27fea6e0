"""A database that cannot be used is one sentence at the start."""

from __future__ import annotations

import subprocess
import sys

import pytest

from contract_tests.gateway.serving import run
from contract_tests.services import Postgres
from mock_gateway.store import StoreUnavailable, open_database


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://localhost/quo", "there is no engine for mysql:// URLs: --db takes a file's path, "),
        (
            "postgresql://u:geheim@127.0.0.1:1/quo",
            "postgresql://u@127.0.0.1:1/quo cannot be used as a database: ",
        ),
        (
            "postgresql://u:geheim@127.0.0.1:port/quo",
            "postgresql://u@127.0.0.1:port/quo cannot be used as a ",
        ),
        (
            "postgresql://127.0.0.1/quo?password=geheim&nope=1",
            "postgresql://127.0.0.1/quo cannot be used as a ",
        ),
        ("postgresql://u:geheim@[::1/quo", "postgresql://… cannot be used as a database: "),
    ],
)
def test_a_wrong_url_is_a_sentence_that_keeps_the_password(address: str, sentence: str) -> None:
    result = run("serve", "--port", "0", "--db", address)
    assert result.returncode == 2
    assert result.stderr.startswith(f"quo-mock: {sentence}")
    assert result.stderr.count("\n") == 1
    assert "geheim" not in result.stderr


def test_a_database_that_is_not_there_is_a_sentence(server: Postgres) -> None:
    with pytest.raises(
        StoreUnavailable, match=r'^postgresql://quo@/nope cannot be used .*"nope" does not exist$'
    ):
        open_database(server.url("nope"))


def test_a_database_of_another_encoding_is_refused(server: Postgres) -> None:
    options = "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
    with server.database(options) as url, pytest.raises(StoreUnavailable, match="has the encoding LATIN1"):
        open_database(url)


def test_a_user_who_may_not_create_tables_is_told(server: Postgres, url: str) -> None:
    server.run("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN")
    with pytest.raises(StoreUnavailable, match="permission denied for schema public"):
        open_database(url.replace("quo@", "guest@"))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "mock_gateway.store.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreUnavailable, match=r"needs what pip install 'maton-quo\[postgres\]' brings"):
        open_database("postgresql://127.0.0.1/quo")


def test_sqlite_needs_no_driver_of_postgresql() -> None:
    code = "import sys, mock_gateway as m; m.create_app(); print(*{'psycopg', 'limits'} & sys.modules.keys())"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
