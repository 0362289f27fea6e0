"""The journal as people read it: complete, bounded, searchable, and without keys."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from mock_gateway.clock import SECOND
from mock_gateway.journal import Journal

from .conftest import Bench
from .test_redaction import note

SEND = ("POST /quo/v1/messages", {"content": "It's me", "from": "PN123abc", "to": ["+14155550199"]})


def journal(bench: Bench, query: str = "") -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = bench.ok(f"GET /_mock/api/journal{query}")["data"]
    return entries


def test_every_request_at_the_operations_doors_is_noted(bench: Bench) -> None:
    bench.ask("GET /quo/v1/contacts?maxResults=2&source=")
    bench.ask("GET /v1/phone-numbers", headers={"Authorization": "quo_mock_key"})
    bench.ask("GET /connections")
    bench.ask("GET /quo/v1/nothing")
    bench.ask("GET /quo/v1/users", headers={"Authorization": "Bearer who-is-this"})
    bench.ask("GET /_mock/api/health")
    found = journal(bench)
    assert [(each["door"], each["status"], each["outcome"]) for each in found] == [
        ("gateway", 200, "ok"),
        ("quo", 200, "ok"),
        ("control", 200, "ok"),
        ("gateway", 404, "refused"),
        ("gateway", 401, "refused"),
    ]
    first = found[0]
    assert first["at"] == "2026-03-01T12:00:00.000000Z"
    assert (first["operation"], first["path"], first["items"]) == ("contacts_list", "/quo/v1/contacts", 2)
    assert first["query"] == [["maxResults", "2"], ["source", ""]]
    assert len(first["answer"]["data"]) == 2
    assert first["workspace_id"] == found[1]["workspace_id"]
    assert [each["number"] for each in found] == [1, 2, 3, 4, 5]


def test_a_body_that_is_not_utf_8_is_shown_and_hides_no_other_request(bench: Bench) -> None:
    raw = b'{"content": "caf\xe9"}'
    refused = bench.ask("POST /quo/v1/messages", data=raw, content_type="application/json")
    assert refused.status_code == 400
    bench.ask("GET /quo/v1/users?maxResults=1")
    broken, whole = journal(bench)
    assert (broken["body"], whole["status"]) == ('{"content": "caf\ufffd"}', 200)


def test_what_went_wrong_is_said_first(bench: Bench) -> None:
    bench.ask("POST /quo/v1/messages", {"content": "", "from": "PN123abc", "to": []})
    bench.ask("GET /quo/v1/messages/AC404")
    bench.ask("GET /quo/v1/users", headers={"User-Agent": ""})
    invalid, unknown, blocked = journal(bench)
    assert invalid["complaint"].startswith("/content: Expected string length")
    assert (invalid["code"], unknown["code"]) == ("0201400", "0200404") or invalid["code"].endswith("400")
    assert unknown["complaint"] == "Message not found"
    assert blocked["complaint"] == "error code: 1010"


def test_a_call_that_was_refused_before_its_body_was_read_shows_it_all_the_same(bench: Bench) -> None:
    bench.ask(*SEND, headers={"Mock-Fault": "503"})
    bench.ask(*SEND, headers={"Authorization": None})
    struck, stranger = journal(bench)
    assert struck["body"] == stranger["body"] == SEND[1]
    assert (struck["outcome"], struck["faults"], struck["status"]) == ("fault", ["status"], 503)


def test_the_journal_is_filtered(bench: Bench) -> None:
    other = bench.ok("POST /_mock/api/accounts", {"seed": "empty"})["data"]
    bench.ask(*SEND)
    bench.time += 60 * SECOND
    bench.ask("GET /quo/v1/messages/AC404")
    bench.ask("GET /quo/v1/phone-numbers", headers={"Authorization": f"Bearer {other['api_key']}"})

    def numbers(query: str) -> list[int]:
        return [each["number"] for each in journal(bench, query)]

    assert numbers("?operation=messages_send") == [1]
    assert numbers("?status=404") == numbers("?status=4xx") == [2]
    assert numbers("?status=2xx") == [1, 3]
    assert numbers(f"?workspace_id={other['workspace_id']}") == [3]
    account = journal(bench)[0]["account_id"]
    assert numbers(f"?account_id={account}") == [1, 2]
    assert numbers("?text=It's me") == [1]
    assert numbers("?text=AC404") == [2]
    assert numbers("?since=2026-03-01T12:00:30Z") == [2, 3]
    assert numbers("?limit=2") == [2, 3]
    assert bench.ask("DELETE /_mock/api/journal").status_code == 204
    assert journal(bench) == []


@pytest.mark.parametrize(
    "query", ["?status=6xx", "?status=4", "?limit=0", "?since=noon", "?format=xml", "?text="]
)
def test_a_wrong_filter_is_refused(bench: Bench, query: str) -> None:
    answer = bench.ask(f"GET /_mock/api/journal{query}")
    assert answer.status_code == 400
    assert answer.json["message"].startswith(f"/{query[1:].partition('=')[0]}: ")


def test_json_lines_hold_one_entry_each(bench: Bench) -> None:
    bench.ask(*SEND)
    bench.ask("GET /quo/v1/phone-numbers")
    answer = bench.ask("GET /_mock/api/journal?format=lines")
    assert answer.content_type == "application/x-ndjson"
    assert [json.loads(line)["number"] for line in answer.text.splitlines()] == [1, 2]


def test_an_empty_journal_is_an_empty_text(bench: Bench) -> None:
    for format, kind in (("lines", "application/x-ndjson"), ("curl", "text/plain; charset=utf-8")):
        answer = bench.ask(f"GET /_mock/api/journal?format={format}")
        assert (answer.status_code, answer.data, answer.content_type) == (200, b"", kind)


def test_curl_lines_can_be_pasted(bench: Bench) -> None:
    bench.ask(*SEND, headers={"Maton-Connection": "21fd90f9-5935-43cd-b6c8-bde9d915ca80"})
    bench.ask("GET /v1/messages?maxResults=1&participants=%2B1", headers={"Authorization": "quo_mock_key"})
    answer = bench.ask("GET /_mock/api/journal?format=curl")
    assert answer.content_type.startswith("text/plain")
    assert "mock_key" not in answer.text
    first, second = map(shlex.split, answer.text.splitlines())
    assert first[:5] == ["curl", "-g", "-X", "POST", "http://localhost/quo/v1/messages"]
    assert first[5:7] == ["-H", "Authorization: Bearer $MATON_API_KEY"]
    assert "Maton-Connection: 21fd90f9-5935-43cd-b6c8-bde9d915ca80" in first
    assert json.loads(first[-1]) == SEND[1]
    assert second[2] == "http://localhost/v1/messages?maxResults=1&participants=%2B1"
    assert second[-1] == "Authorization: $QUO_API_KEY"


def test_a_long_body_is_cut_and_said_to_be(bench: Bench) -> None:
    bench.ask("POST /quo/v1/messages", {**SEND[1], "content": "x" * 20_000})
    [seen] = journal(bench)
    assert len(seen["body"]) == 16 * 1024
    assert seen["body_cut"].endswith("bytes are not kept")


def test_only_so_many_requests_are_kept() -> None:
    journal = Journal(most=3)
    for number in range(10):
        journal.note(note("k" * 8, real=number))
    assert [(number, each.real) for number, each in journal.notes()] == [(8, 7), (9, 8), (10, 9)]


def test_only_so_many_bytes_are_kept() -> None:
    journal = Journal(most_bytes=100_000)
    for _ in range(50):
        journal.note(note("k" * 8, sent=b"x" * 9000))
    assert len(journal.notes()) == 9
    journal.clear()
    journal.note(note("k" * 8, sent=b"x" * 98_000))
    assert [number for number, _ in journal.notes()] == [51]


def test_secrets_of_answers_are_left_out(bench: Bench) -> None:
    made = bench.ok("POST /connections", {"app": "quo"})["connection_id"]
    url = bench.ok(f"GET /connections/{made}")["connection"]["url"]
    token = url.partition("session_token=")[2]
    assert token
    for format in ("json", "lines", "curl"):
        text = bench.ask(f"GET /_mock/api/journal?format={format}").text
        assert token not in text
        assert "maton_mock_key" not in text
    assert journal(bench, f"?text={token}") == []  # a search must not tell either


def test_the_signing_key_of_a_webhook_is_left_out(bench: Bench) -> None:
    body = {"url": "http://127.0.0.1:1/", "events": ["message.received"]}
    keys = [bench.ok("POST /quo/v1/webhooks/messages", body)["data"]["key"] for _ in range(120)]
    bench.ok("GET /quo/v1/webhooks")  # too long to be kept whole
    shown = json.dumps(journal(bench))
    assert not [key for key in keys if key[:20] in shown]
    bench.ok("GET /quo/v1/contact-custom-fields")
    assert "65a1f0c2d3e4b5a697880001" in json.dumps(journal(bench))


def test_the_gateway_s_own_advice_is_no_key(bench: Bench) -> None:
    bench.ask("GET /quo/v1/users", headers={"Authorization": "short"})
    assert journal(bench)[-1]["complaint"].endswith("Authorization: Bearer <your Maton API key>")


@pytest.mark.parametrize("name", ["apikey", "API-Key", "access_token", "Secret"])
def test_a_secret_by_its_name_in_the_query_is_left_out(bench: Bench, name: str) -> None:
    bench.ask(f"GET /quo/v1/users?{name}=sekret99")
    assert "sekret99" not in json.dumps(journal(bench))


def test_curl_sends_a_json_text_with_its_quotes_and_nothing_of_half_a_body(bench: Bench) -> None:
    bench.ask("POST /quo/v1/messages", data=b'"abc"', content_type="application/json")
    bench.ask("POST /quo/v1/messages", {"content": "a" * 20_000, "from": "PN123abc", "to": ["+12065550119"]})
    whole, cut = bench.ask("GET /_mock/api/journal?format=curl").text.splitlines()
    assert shlex.split(whole)[-1] == '"abc"'
    assert cut.startswith("# POST ")
    assert "only the beginning" in cut
