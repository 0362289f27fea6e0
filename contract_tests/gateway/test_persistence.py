"""A database file: it outlives the gateway, serves two of them at once, and is not taken for another."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from mock_gateway.profile import Profile
from mock_gateway.store import StoreUnavailable, agenda

from .conftest import Bench

JANE = "phoneNumberId=PN123abc&participants=%2B15555555555"
SEND = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "quo.db")


def opened(file: str, **options: Any) -> Bench:
    return Bench(database=file, **options)


def close(bench: Bench) -> None:
    bench.gateway.database.close()


def test_everything_survives_a_restart(file: str) -> None:
    first = opened(file)
    page = first.ok(f"GET /quo/v1/messages?{JANE}&maxResults=3")
    id = first.ok("POST /quo/v1/messages", SEND)["id"]
    pending = first.ok("POST /connections", {"app": "quo"})["connection_id"]
    first.patch_settings(price_cents=3)
    account = first.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    before = first.state()
    close(first)

    second = opened(file)
    assert second.state() == before
    next_page = f"GET /quo/v1/messages?{JANE}&maxResults=3&pageToken={page['nextPageToken']}"
    assert second.ok(next_page)["data"]
    assert second.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "queued"
    assert second.ok(f"GET /connections/{pending}")["connection"]["status"] == "PENDING"
    assert second.ok("GET /_mock/api/settings")["data"]["price_cents"] == 3
    key = {"Authorization": f"Bearer {account['api_key']}"}
    assert second.ok("GET /quo/v1/contacts?maxResults=1", headers=key)["totalItems"] == 0
    second.time += 3_000_000
    assert second.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "delivered"
    close(second)


def test_a_seed_is_for_a_new_database_only(file: str) -> None:
    close(opened(file, seed="empty"))
    again = opened(file, seed="demo")
    assert again.ok("GET /quo/v1/contacts?maxResults=1")["totalItems"] == 0
    close(again)


def test_two_gateways_on_one_file_agree(file: str) -> None:
    one, two = opened(file), opened(file)
    id = one.ok("POST /quo/v1/messages", SEND)["id"]
    assert two.ok(f"GET /quo/v1/messages/{id}")["data"] == one.ok(f"GET /quo/v1/messages/{id}")["data"]
    page = one.ok("GET /quo/v1/contacts?maxResults=5")
    url = f"GET /quo/v1/contacts?maxResults=5&pageToken={page['nextPageToken']}"
    assert two.ok(url) == one.ok(url)
    two.ok("DELETE /quo/v1/contacts/CT123abc")
    assert one.ask("GET /quo/v1/contacts/CT123abc").status_code == 404
    two.time += 3_000_000
    two.ok("GET /quo/v1/phone-numbers")
    assert one.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "delivered"
    assert one.state() == two.state()
    close(one)
    close(two)


def test_two_gateways_never_spend_the_same_cent(file: str) -> None:
    both = [opened(file, seed="empty") for _ in range(2)]
    both[0].patch_settings(balance_cents=15)
    statuses: list[int] = []

    def send_ten(bench: Bench) -> None:
        statuses.extend(bench.ask("POST /quo/v1/messages", SEND).status_code for _ in range(10))

    threads = [Thread(target=send_ten, args=[bench]) for bench in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [202] * 15 + [402] * 5
    assert [bench.balance for bench in both] == [0, 0]
    assert both[0].ok("GET /quo/v1/conversations?maxResults=10")["totalItems"] == 1
    for bench in both:
        close(bench)


def test_two_gateways_answer_the_same_error_once_between_them(file: str) -> None:
    one, two = opened(file, seed="empty"), opened(file, seed="empty")
    text = {**SEND, "to": ["+15005550500"]}
    assert one.ask("POST /quo/v1/messages", text).status_code == 500
    assert two.ask("POST /quo/v1/messages", text).status_code == 202
    close(one)
    close(two)
    again = opened(file)
    assert again.ask("POST /quo/v1/messages", text).status_code == 202
    close(again)


@pytest.mark.parametrize(("first", "second"), [("documented", "observed"), ("observed", "documented")])
def test_ids_of_two_styles_do_not_go_into_one_file(file: str, first: str, second: str) -> None:
    close(opened(file, profile=first))
    style = Profile.named(first)["id_style"]
    with pytest.raises(StoreUnavailable) as raised:
        opened(file, profile=second)
    assert f"{file} was made with id_style={style}, recording_type=" in str(raised.value)
    again = Profile.named(second)
    for switch in ("id_style", "recording_type", "max_recipients"):
        again = again.set(switch, Profile.named(first)[switch])
    close(opened(file, profile=again))


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    with contextlib.closing(sqlite3.connect(file)) as mine:
        mine.execute("CREATE TABLE mine (a)")
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="is not a gateway's database"):
        opened(str(file))
    assert file.read_bytes() == before


def test_one_thing_that_cannot_happen_does_not_stop_the_others(file: str) -> None:
    bench = opened(file, seed="empty")
    sent = bench.ok("POST /quo/v1/messages", SEND)["id"]
    workspace = bench.ok("GET /_mock/api/settings")["data"]["workspace_id"]
    database = bench.gateway.database
    with database.transaction(write=True):
        for id in ("ACbroken", "ACnobody"):
            agenda.add(database, agenda.Entry(workspace, id, 0, "message.sent", id))
        columns = "phone_number_id, participants, user_id, created_at"
        database.run(
            f"INSERT INTO messages (workspace_id, id, {columns}, document)"  # noqa: S608 - own words
            f" SELECT workspace_id, 'ACbroken', {columns}, '{{}}' FROM messages"
        )
    bench.ok("POST /_mock/api/clock", {"advance": 5})
    assert bench.ok(f"GET /quo/v1/messages/{sent}")["data"]["status"] == "delivered"
    close(bench)


@pytest.mark.parametrize(
    "content", [b"this is no database, but a text of some length", b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(StoreUnavailable, match=f"^{file} cannot be used as a database: "):
        opened(str(file))
    assert file.read_bytes() == content


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "quo.db"):
        with pytest.raises(StoreUnavailable, match=f"^{path} cannot be used as a database: unable to open"):
            opened(str(path))


def test_the_file_gives_no_key_away(file: str, tmp_path: Path) -> None:
    bench = opened(file)
    account = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    close(bench)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"PN123abc" in kept
    for key in (account["api_key"], account["quo_key"], "maton_mock_key", "quo_mock_key"):
        assert key.encode() not in kept


def test_in_memory_every_gateway_is_a_new_one(empty: Bench) -> None:
    empty.ok("POST /quo/v1/messages", SEND)
    assert Bench(seed="empty").ok("GET /quo/v1/conversations?maxResults=1")["totalItems"] == 0
