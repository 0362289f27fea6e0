"""A workspace as a file: what is exported comes back, and what a person writes is understood."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mock_gateway.portable
from mock_gateway.clock import SECOND
from mock_gateway.control.client import Control
from mock_gateway.store.rows import rows
from mock_gateway.store.tables import DOCUMENT_TABLES

from .conftest import NOON, Bench
from .serving import run, serve

FORMAT = Path(mock_gateway.portable.__file__).with_name("FORMAT.md").read_text(encoding="utf-8")
[EXAMPLE] = re.findall(r"```yaml\n(.*?)```", FORMAT, re.DOTALL)
LINE = "/quo/v1/{}?phoneNumberId={}&participants[]=%2B{}&maxResults=50"


def imported(bench: Bench, text: str | bytes) -> Any:
    raw = text.encode() if isinstance(text, str) else text
    return bench.ok("POST /_mock/api/import", data=raw)["data"]


def exported(bench: Bench) -> bytes:
    answer = bench.ask("GET /_mock/api/export")
    assert answer.content_type == "application/yaml; charset=utf-8"
    return bytes(answer.data)


def kept(bench: Bench) -> dict[str, Any]:
    """What is kept but for the order of properties, which JSON does not have; with the columns beside it."""
    state = bench.state()
    for table in DOCUMENT_TABLES:
        state[table.name] = rows(bench.gateway.database, state["facts"].id, table)
    for row in state["custom_fields"]:
        row.pop("created_at")  # it stands for their order alone
    return state


@pytest.mark.parametrize("seed", ["demo", "empty"])
@pytest.mark.parametrize("profile", ["documented", "observed"])
def test_every_seed_comes_back_as_it_was(profile: str, seed: str) -> None:
    bench = Bench(profile=profile, seed=seed)
    before, file = kept(bench), exported(bench)
    imported(bench, file)
    assert kept(bench) == before
    assert exported(bench) == file


def test_a_file_moves_a_workspace_to_another_gateway(bench: Bench, empty: Bench) -> None:
    bench.patch_settings(balance_cents=12, price_cents=7)
    imported(empty, exported(bench))
    urls = [f"/quo/v1/{kind}?maxResults=50" for kind in ("contacts", "conversations", "users")]
    urls += ["/quo/v1/phone-numbers", LINE.format("calls", "PN123abc", "15555555555")]
    for url in urls:
        pages = [one.ok(f"GET {url}") for one in (bench, empty)]
        assert pages[0]["data"] == pages[1]["data"]
        assert pages[0].get("totalItems") == pages[1].get("totalItems")
    assert empty.balance == 12


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
PLAIN = TEXTS.filter(lambda text: bool(text.strip()))
TRICKY = st.sampled_from(
    ["yes", "no", "null", "~", "12", "-1.5", "1e3", "007", "+15551234567", "2026-01-01", "12:30", "<<", "=",
     "on", "*a", "&a", "!x", "- a", "a: b", "# no", "'", '"', "\\U0001F3E0", " a ", "a\nb", "a\n", "{", "|"]
)  # fmt: skip


@given(
    st.lists(PLAIN | TRICKY, min_size=1, max_size=3), TEXTS | TRICKY | st.none(), TEXTS | TRICKY | st.none()
)
def test_any_words_come_back(texts: list[str], first: str | None, last: str | None) -> None:
    bench = Bench(seed="empty")
    bench.patch_settings(price_cents=0)
    for text in texts:
        body = {"content": text, "from": "PN123abc", "to": ["+14155550199"]}
        assert bench.ask("POST /quo/v1/messages", body).status_code == 202
    fields = {"firstName": first, "lastName": last, "company": texts[0]}
    bench.ok("POST /quo/v1/contacts", {"defaultFields": fields})
    before = kept(bench)
    imported(bench, exported(bench))
    assert kept(bench) == before


def test_a_number_that_texted_itself_comes_back(empty: Bench) -> None:
    empty.ok("POST /quo/v1/messages", {"content": "Hi", "from": "PN123abc", "to": ["+15555555555"]})
    before = kept(empty)
    imported(empty, exported(empty))
    assert kept(empty) == before


def test_what_is_to_happen_is_exported_and_happens(empty: Bench) -> None:
    id = empty.ok("POST /quo/v1/messages", {"content": "Hi", "from": "PN123abc", "to": ["+14155550199"]})[
        "id"
    ]
    file = exported(empty)
    empty.ok("POST /_mock/api/reset")
    imported(empty, file)
    assert empty.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "queued"
    empty.time += 3 * SECOND
    assert empty.ok(f"GET /quo/v1/messages/{id}")["data"]["status"] == "delivered"


def test_the_example_of_the_description_is_understood(empty: Bench) -> None:
    imported(empty, EXAMPLE)
    lines = {line["name"]: line for line in empty.ok("GET /quo/v1/phone-numbers")["data"]}
    assert [user["firstName"] for user in lines["Main Line"]["users"]] == ["Ada", "Ben"]
    assert [user["firstName"] for user in lines["Repairs"]["users"]] == ["Ben"]
    [jane] = empty.ok("GET /quo/v1/contacts?maxResults=9")["data"]
    assert (jane["customFields"][0]["name"], jane["customFields"][0]["value"]) == ("Unit", "4B")
    url = LINE.format("messages", lines["Main Line"]["id"], "12065550111")
    reply, question = empty.ok(f"GET {url}")["data"]
    assert (question["text"], question["direction"]) == ("The tap is dripping again 😩", "incoming")
    assert question["createdAt"] == "2026-02-26T10:00:00.000Z"
    users = {user["id"]: user["firstName"] for user in empty.ok("GET /quo/v1/users?maxResults=9")["data"]}
    assert (reply["status"], users[reply["userId"]]) == ("delivered", "Ben")
    [call] = empty.ok(f"GET {LINE.format('calls', lines['Main Line']['id'], '12065550111')}")["data"]
    assert (call["duration"], call["answeredAt"]) == (95, "2026-02-27T12:00:00.000Z")
    summary = empty.ok(f"GET /quo/v1/call-summaries/{call['id']}")["data"]
    assert (summary["status"], summary["summary"]) == ("completed", ["The caller reported a leak."])
    settings = empty.ok("GET /_mock/api/settings")["data"]
    assert (settings["balance_cents"], settings["rate_limit"]) == (1500, 0)
    empty.ok("POST /quo/v1/messages", {"content": "Hi", "from": "+14155550102", "to": ["+14155550199"]})


def test_the_same_file_has_the_same_ids(empty: Bench) -> None:
    states = []
    for _ in range(2):
        imported(empty, EXAMPLE)
        states.append(kept(empty))
    assert states[0] == states[1]


@pytest.mark.parametrize("nothing", ["{}", "", "# Nothing yet.\n", "---\n"])
def test_nothing_said_is_a_workspace_that_can_be_used(bench: Bench, nothing: str) -> None:
    imported(bench, nothing)
    assert bench.ok("GET /quo/v1/contacts?maxResults=9")["totalItems"] == 0
    body = {"content": "Hello", "from": "+15555555555", "to": ["+14155550199"]}
    assert bench.ok("POST /quo/v1/messages", body)["userId"] == "US123abc"


def test_an_import_goes_into_one_workspace(bench: Bench) -> None:
    before = kept(bench)
    account = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    url = f"/_mock/api/import?workspace_id={account['workspace_id']}"
    assert bench.ok(f"POST {url}", data=EXAMPLE.encode())["data"]["documents"]["users"] == 2
    assert kept(bench) == before
    for id in ("nope", "template:demo"):
        assert bench.ask(f"POST /_mock/api/import?workspace_id={id}", data=b"{}").status_code == 404
        assert bench.ask(f"GET /_mock/api/export?workspace_id={id}").status_code == 404


def test_a_gateway_can_be_started_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(EXAMPLE, encoding="utf-8")
    running = serve(tmp_path, "--seed", "shop.yaml", "--db", "quo.db", "--set", "rate_limit=0")
    try:
        with Control(running.url) as control:
            assert control.settings().balance_cents == 1500
            other = control.account("shop.yaml")
            control.load("{}", other.workspace_id)
            assert control.reset(other.workspace_id).seed == "shop.yaml"
            assert "Jane Doe" in control.export(other.workspace_id)
    finally:
        running.stop()
        running.kill()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("users: [{nam: Ada}]", "shop.yaml, line 1, column 15, users[0].nam: Unexpected field; there are "),
        ("tasks: [{id: TK1}]\nwebhooks: [{id: WH1}]", "shop.yaml, line 2, column 12, webhooks[0]: events: "),
        ("users: [\n", "shop.yaml, line 2, column 1: Expected YAML: "),
        (None, "the seed shop.yaml cannot be read: No such file or directory"),
    ],
)
def test_a_bad_file_is_a_sentence_at_start(tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / "shop.yaml").write_text(content, encoding="utf-8")
    done = run("serve", "--seed", "shop.yaml", "--port", "0", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_s_plans_wait_in_its_template(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(
        "conversations: [{with: +12065550111, messages: [{out: Hi, id: AC1, status: queued}]}]\n"
        "planned: [{event: message.delivered, of: AC1, at: +1h}]\n",
        encoding="utf-8",
    )
    bench = Bench(seed=str(path))
    assert bench.time == NOON
    bench.time += 3600 * SECOND
    assert bench.ok("GET /quo/v1/messages/AC1")["data"]["status"] == "delivered"
    account = bench.ok("POST /_mock/api/accounts", {"seed": "shop.yaml"})["data"]
    key: dict[str, str | None] = {"Authorization": f"Bearer {account['api_key']}"}
    assert bench.ok("GET /quo/v1/messages/AC1", headers=key)["data"]["status"] == "queued"
