"""A copy of the database gives no signing secret away; with the key everything goes on as before."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from contract_tests import services
from contract_tests.gateway.conftest import Bench
from mock_gateway import encryption
from mock_gateway.cli import main
from mock_gateway.hooks.signature import signature
from mock_gateway.store import StoreUnavailable

HOOK = {"url": "http://127.0.0.1:9/quo", "events": ["message.received"]}


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if getattr(request, "param", "sqlite") == "sqlite":
        yield str(tmp_path / "quo.db")
        return
    try:
        server = services.shared_postgres()
    except services.Missing as reason:
        pytest.skip(str(reason))
    with server.database() as url:
        yield url


def opened(database: str, *keys: str) -> Bench:
    return Bench(database=database, seed="empty", encryption_keys=keys)


def closed(bench: Bench) -> None:
    bench.gateway.database.close()


def new_hook(bench: Bench) -> dict[str, str]:
    made: dict[str, str] = bench.ok("POST /quo/v1/webhooks/messages", HOOK)["data"]
    return made


def shown(bench: Bench) -> list[str]:
    """The keys of all webhooks, as each way of asking shows them."""
    listed = [hook["key"] for hook in bench.ok("GET /quo/v1/webhooks")["data"]]
    ids = [hook["id"] for hook in bench.ok("GET /quo/v1/webhooks")["data"]]
    assert [bench.ok(f"GET /quo/v1/webhooks/{id}")["data"]["key"] for id in ids] == listed
    return listed


def stored(bench: Bench) -> str:
    """All that the database holds of webhooks, and about itself."""
    all = bench.gateway.database.all
    return repr([all("SELECT document FROM webhooks"), all("SELECT value FROM facts")])


def test_what_webhooks_sign_with_is_nowhere_in_the_database(database: str, tmp_path: Path) -> None:
    bench = opened(database, encryption.fresh())
    hook = new_hook(bench)
    assert shown(bench) == [hook["key"]]
    assert hook["key"] not in stored(bench)
    closed(bench)
    for file in tmp_path.iterdir():
        assert hook["key"].encode() not in file.read_bytes()


def test_deliveries_are_signed_with_it_as_before(database: str) -> None:
    bench = opened(database, encryption.fresh())
    hook = new_hook(bench)
    bench.ok("POST /_mock/api/inbound/messages", {"from": "+12065550111", "text": "Hi"})
    bench.ok("POST /_mock/api/deliveries/run")
    [delivery] = bench.ok("GET /_mock/api/deliveries")["data"]
    sent = delivery["attempts"][0]["signature"]
    timestamp = int(sent.split(";")[2])
    assert sent == signature(hook["key"], timestamp, delivery["body"].encode())
    closed(bench)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_it_opens_again_with_the_same_key_only(database: str) -> None:
    key = encryption.fresh()
    bench = opened(database, key)
    hook = new_hook(bench)
    page = bench.ok("GET /quo/v1/users?maxResults=1")
    closed(bench)
    for keys in ((), (encryption.fresh(),)):
        with pytest.raises(StoreUnavailable, match=r"sealed.*key"):
            opened(database, *keys)
    again = opened(database, key)
    assert shown(again) == [hook["key"]]
    assert again.gateway.page_secret == bench.gateway.page_secret
    assert again.ok("GET /quo/v1/users?maxResults=1") == page
    closed(again)


def test_a_database_without_is_sealed_when_a_key_comes(database: str) -> None:
    bench = opened(database)
    hook = new_hook(bench)
    bench.ok("POST /_mock/api/snapshots", {})
    secret = bench.gateway.page_secret
    assert hook["key"] in stored(bench)
    closed(bench)
    again = opened(database, encryption.fresh())
    assert hook["key"] not in stored(again)
    assert shown(again) == [hook["key"]]
    assert again.gateway.page_secret == secret
    closed(again)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_a_new_key_takes_the_place_of_the_old_one(database: str) -> None:
    old, new = encryption.fresh(), encryption.fresh()
    bench = opened(database, old)
    hook = new_hook(bench)
    closed(bench)
    between = opened(database, new, old)
    second = new_hook(between)
    closed(between)
    again = opened(database, new)
    assert shown(again) == [hook["key"], second["key"]]
    closed(again)
    with pytest.raises(StoreUnavailable):
        opened(database, old)


def test_snapshots_copies_and_files_go_on_as_before(tmp_path: Path) -> None:
    bench = opened(str(tmp_path / "quo.db"), encryption.fresh())
    hook = new_hook(bench)
    taken = bench.ok("POST /_mock/api/snapshots", {})["data"]["id"]
    assert bench.ask(f"DELETE /quo/v1/webhooks/{hook['id']}").status_code == 204
    bench.ok(f"POST /_mock/api/snapshots/{taken}/restore")
    assert shown(bench) == [hook["key"]]
    copy = bench.ok("POST /_mock/api/accounts", {"snapshot_id": taken})["data"]
    headers = {"Authorization": f"Bearer {copy['api_key']}"}
    assert [each["key"] for each in bench.ok("GET /quo/v1/webhooks", headers=headers)["data"]] == [
        hook["key"]
    ]
    assert hook["key"] not in bench.ask("GET /_mock/api/export").text
    own = b"webhooks: [{url: 'http://127.0.0.1:9/own', events: [message.received], key: c2VjcmV0cw==}]"
    bench.ok("POST /_mock/api/import", data=own)
    assert shown(bench) == ["c2VjcmV0cw=="]
    assert "c2VjcmV0cw==" not in stored(bench)
    closed(bench)


def test_a_text_that_looks_sealed_is_a_text(tmp_path: Path) -> None:
    bench = opened(str(tmp_path / "quo.db"), encryption.fresh())
    made = bench.ok("POST /quo/v1/webhooks/messages", {**HOOK, "label": '","key":"sealed:gAAA"'})["data"]
    assert made["label"] == '","key":"sealed:gAAA"'
    assert bench.ok("GET /quo/v1/webhooks")["data"] == [made]
    closed(bench)


# ── Where keys come from ──


def test_a_file_of_keys_is_made_once_and_is_its_owner_s(tmp_path: Path) -> None:
    file = tmp_path / "quo.key"
    [key] = encryption.keys(file, {})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert encryption.keys(file, {}) == (key,)
    assert list(tmp_path.iterdir()) == [file]
    file.write_text(f"# the new one\n{key}x\n\n  {key}\n")
    assert encryption.keys(file, {}) == (f"{key}x", key)


def test_keys_may_come_from_the_environment(tmp_path: Path) -> None:
    assert encryption.keys(None, {}) == ()
    assert encryption.keys(None, {encryption.VARIABLE: " one, two\n"}) == ("one", "two")


@pytest.mark.parametrize("content", [None, b"", b"# nothing\n", b"\xff\xfe"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "none" / "quo.key" if content is None else tmp_path / "quo.key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError, match=r"quo\.key"):
        encryption.keys(file, {})


def test_one_place_gives_keys_and_not_two(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="both"):
        encryption.keys(tmp_path / "quo.key", {encryption.VARIABLE: "one"})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "sealed"),
        ({encryption.VARIABLE: "short"}, "44"),
        ({encryption.VARIABLE: encryption.fresh()}, "another"),
    ],
)
def test_serve_says_in_a_sentence_what_is_wrong_with_the_key(
    tmp_path: Path, environment: dict[str, str], word: str
) -> None:
    database = str(tmp_path / "quo.db")
    closed(opened(database, encryption.fresh()))
    found = CliRunner().invoke(main, ["serve", "--port", "0", "--db", database], env=environment)
    assert found.exit_code == 2
    assert word in found.output
    assert found.output.count("\n") == 1
    assert not [value for value in environment.values() if value in found.output]


# ── Who may read the file ──


def test_a_new_database_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    bench = opened(str(tmp_path / "quo.db"))
    new_hook(bench)
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert set(files.values()) == {0o600}, files
    closed(bench)


def test_a_file_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "quo.db"
    sqlite3.connect(file).close()
    file.touch()
    file.chmod(0o640)
    closed(opened(str(file)))
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_what_another_replica_sealed_meanwhile_is_sealed_by_the_last_that_starts_anew(database: str) -> None:
    old, new = encryption.fresh(), encryption.fresh()
    behind = opened(database, old, new)
    closed(opened(database, new, old))
    hook = new_hook(behind)  # sealed by the old key, after all else was sealed by the new one
    closed(behind)
    closed(opened(database, new, old))
    last = opened(database, new)
    assert shown(last) == [hook["key"]]
    closed(last)


def test_a_replica_without_a_key_says_so_once_another_has_sealed(database: str) -> None:
    without = opened(database)
    hook = new_hook(without)
    closed(opened(database, encryption.fresh()))
    answer = without.ask("GET /quo/v1/webhooks")
    assert answer.status_code == 503
    assert "sealed with a key that is not here" in answer.text
    assert hook["key"] not in answer.text
    assert b"sealed:" not in answer.data
    closed(without)
