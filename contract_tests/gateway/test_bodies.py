"""Bodies that no well-meaning client sends: each is refused in words, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Bench

SEND = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}
UNREADABLE = {
    "nothing but a blank": b" ",
    "half an object": b'{"content": "x"',
    "two values": b"{} {}",
    "a comma too many": b'{"content": "x",}',
    "single quotes": b"{'content': 'x'}",
    "a comment": b"{} // x",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": json.dumps(SEND).encode("utf-16"),
    "Latin-1": '{"content": "é"}'.encode("latin-1"),
    "an overlong encoding": b'{"content": "\xc0\xaf"}',
    "an encoded surrogate": b'{"content": "\xed\xa0\x80"}',
    "an escaped lone surrogate": b'{"content": "\\ud800"}',
    "half a pair the wrong way round": b'{"content": "\\udc00\\ud800"}',
    "a NUL byte": b"\x00",
    "a control character in a text": b'{"content": "\x01"}',
    "NaN": b'{"content": NaN}',
    "Infinity": b'{"content": -Infinity}',
    "a number beyond all bounds": b'{"content": 1e999}',
    "an integer of 5000 digits": b'{"content": ' + b"9" * 5000 + b"}",
    "hexadecimal": b'{"content": 0x10}',
    "arrays nested 10000 deep": b"[" * 10_000 + b"]" * 10_000,
    "objects nested 10000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "an array never closed": b"[" * 100_000,
    "nested one level too deep": b"[" * 33 + b"]" * 33,
    "a form": b"content=x",
}
WRONG: dict[str, Any] = {
    "null": None,
    "a number": 1,
    "a text": "x",
    "an array": [SEND],
    "an empty object": {},
    "a huge integer": {**SEND, "content": 10**30},
    "a wrong type everywhere": {"content": 1, "from": [], "to": "+14155550199"},
    "a text of NULs": {**SEND, "content": "\0"},
    "a NUL in a text": {**SEND, "content": "a\0b"},
    "a NUL in a property nobody reads": {**SEND, "extra": {"deep": ["\0"]}},
    "a NUL in a name": {**SEND, "ex\0tra": 1},
    "an array of a thousand recipients": {**SEND, "to": ["+14155550199"] * 1000},
    "an empty array": {**SEND, "to": []},
    "nested arrays": {**SEND, "to": [["+14155550199"]]},
    "an unknown inbox status": {**SEND, "setInboxStatus": "open"},
    "a number with letters": {**SEND, "to": ["+1415555O199"]},
    "digits of another script": {**SEND, "to": ["+1٤١٥5550199"]},
    "a number with a line break": {**SEND, "to": ["+14155550199\n"]},
}


@pytest.fixture(scope="module")
def shared() -> Bench:
    """Nothing that is sent here may change it."""
    return Bench()


@pytest.fixture
def bench(shared: Bench) -> Iterator[Bench]:
    before = shared.state()
    yield shared
    assert shared.state() == before


def post(bench: Bench, raw: bytes, content_type: str | None = "application/json") -> Any:
    return bench.ask("POST /quo/v1/messages", data=raw, content_type=content_type)


@pytest.mark.leans_on("not-json-is-400", "deep-body-is-400")
@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_json_is_refused_with_a_reason(bench: Bench, raw: bytes) -> None:
    answer = post(bench, raw)
    assert (answer.status_code, answer.json["code"]) == (400, "0200400")
    assert answer.json["message"].startswith("The body is ")
    assert len(answer.text) < 1000


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_json_of_another_kind_is_invalid_input(bench: Bench, body: Any) -> None:
    answer = post(bench, json.dumps(body).encode())
    assert (answer.status_code, answer.json["message"]) == (400, "The input was invalid")
    assert answer.json["errors"]
    assert len(answer.data) < 50_000


@pytest.mark.leans_on("empty-body-is-object")
def test_an_empty_body_is_an_empty_object(bench: Bench) -> None:
    answer = post(bench, b"", content_type=None)
    assert [complaint["path"] for complaint in answer.json["errors"]] == ["/content", "/from", "/to"]


@pytest.mark.leans_on("other-type-is-415")
@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "json",
        "\xff",
    ],
)
def test_another_content_type_is_not_read(bench: Bench, content_type: str | None) -> None:
    answer = post(bench, json.dumps(SEND).encode(), content_type)
    assert (answer.status_code, answer.json["title"]) == (415, "Unsupported Media Type")
    assert answer.json["message"].startswith("The body must be application/json, not ")


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json;;"]
)
def test_json_may_be_called_so_with_parameters_and_in_any_case(empty: Bench, content_type: str) -> None:
    assert post(empty, json.dumps(SEND).encode(), content_type).status_code == 202


@pytest.mark.leans_on("large-body-is-413")
@pytest.mark.parametrize(
    "url", ["/quo/v1/messages", "/quo/v1/contacts", "/connections", "/_mock/api/accounts"]
)
def test_a_body_over_one_mebibyte_is_not_read(bench: Bench, url: str) -> None:
    answer = bench.ask(f"POST {url}", data=b" " * (1024 * 1024 + 1), content_type="application/json")
    assert (answer.status_code, answer.json["message"]) == (413, "The body is over 1024 KiB")


def test_a_body_of_one_mebibyte_is_read(bench: Bench) -> None:
    answer = post(bench, b'"' + b"x" * (1024 * 1024 - 2) + b'"')
    assert answer.status_code == 400
    assert answer.json["errors"][0]["message"] == "Expected object"
    assert len(answer.data) < 1000  # it is not repeated


def test_the_last_of_two_equal_names_counts(empty: Bench) -> None:
    raw = b'{"content": "", "content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}'
    assert post(empty, raw).json["text"] == "Hello"


@pytest.mark.leans_on("unknown-properties-ignored")
def test_properties_that_nobody_knows_are_ignored(empty: Bench) -> None:
    body = {**SEND, "extra": {"deep": [1]}, "__proto__": {}, "id": "AC1", "status": "delivered"}
    message = empty.ok("POST /quo/v1/messages", body)
    assert message["status"] == "queued"
    assert message.keys().isdisjoint({"extra", "__proto__"})


@pytest.mark.leans_on("verbs-take-any-body")
@pytest.mark.parametrize("raw", [b"", b"{", b"\xff" * 1000])
def test_an_operation_without_a_body_reads_none(bench: Bench, raw: bytes) -> None:
    answer = bench.ask("GET /quo/v1/phone-numbers", data=raw, content_type="application/json")
    assert answer.status_code == 200


def test_markup_and_quotes_are_only_text(empty: Bench) -> None:
    text = "'; DROP TABLE messages; -- <script>alert(1)</script> {{ 7*7 }} %s \\ \" \u2028"
    id = empty.ok("POST /quo/v1/messages", {**SEND, "content": text})["id"]
    assert empty.ok(f"GET /quo/v1/messages/{id}")["data"]["text"] == text


@pytest.mark.leans_on("hundred-complaints")
def test_a_hundred_complaints_are_enough(bench: Bench) -> None:
    emails = [{"value": 1}] * 5000
    body = {"defaultFields": {"firstName": "Ann", "emails": emails}}
    answer = bench.ask("POST /quo/v1/contacts", body)
    assert (answer.status_code, len(answer.json["errors"])) == (400, 100)
