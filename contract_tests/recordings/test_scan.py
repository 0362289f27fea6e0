"""The second look finds each kind of personal data by itself, and says where it stands but not what it is."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.exchanges import Exchange
from contract_tests.recordings import looks
from contract_tests.recordings.scan import Refused, refuse, scan
from contract_tests.recordings.survivors import personal

SEEN = {
    "+14155552671": "a telephone number",
    "14155552671": "a telephone number",
    "(415) 555-2671": "a telephone number",
    "415.555.2671": "a telephone number",
    "+49 30 901820": "a telephone number",
    "555-2671": "a telephone number",
    "4111 1111 1111 1111": "a credit card number",
    "4111111111111111": "a credit card number",
    "jane@quibble.org": "an e-mail address",
    "Jane <jane@mail.example.com.evil.org>": "an e-mail address",
    "https://quibble.io/a": "a URL of another host",
    "https://example.com.quibble.io/": "a URL of another host",
    "www.quibble.io": "a URL of another host",
    "tel:112": "a URL of another host",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln": "a token (JWT)",
    "Authorization: Bearer abcdefgh12": "a key",
    "maton_live_key": "a key",
    "whsec_0123456789abcdef": "a key",
    "10.1.22.3": "an IP address",
    "2001:db8:0:1:2:3:4:5": "an IP address",
    "1847 Wisteria Lane": "a street address",
    "Musterstraße 12": "a street address",
    "078-05-1120": "a social security number",
    "9aK3xQ7Lr2ZpT5vWb8": None,
    "9aK3xQ7Lr2ZpT5vWb8Yc1": "what looks like a secret",
    "cXVpYmJsZS1zaWduaW5nLWtleS0wMTIzNDU2Nzg5YWI=": "what looks like a secret",
}
HARMLESS = [
    *("+15550000012", "(555) 000-0012", "person3@example.com", "https://example.com/7.mp3", "page-12"),
    *("2024-01-31T16:58:00.000Z", "PN00000c", "AC0000000000000000000000000000009b", "0000000000000000479"),
    *("00000000-0000-0000-0000-000000000001", "Redacted 1234567", "application/json; charset=utf-8"),
    *("^\\+[1-9]\\d{1,14}$", "There is no GET /v1/[redacted]", "/quo/v1/call-transcripts/AC000000c"),
    base64.b64encode((7).to_bytes(32, "big")).decode(),
]


@pytest.mark.parametrize(("text", "kind"), SEEN.items())
def test_each_kind_is_seen_for_what_it_is(text: str, kind: str | None) -> None:
    assert looks.kind(text) == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_what_redaction_writes_is_harmless(text: str) -> None:
    assert scan([text], frozenset()) == []


@pytest.mark.parametrize("text", [text for text, kind in SEEN.items() if kind])
@pytest.mark.parametrize("around", ["{}", "please see {}, thanks", "({})"])
def test_it_is_seen_in_a_text_in_a_name_and_in_base64(text: str, around: str) -> None:
    said = around.format(text)
    coded = base64.b64encode(said.encode()).decode()
    for value in (said, [said], {"a": {"b": said}}, {said: 1}, {"a": quote(said)}):
        assert scan(value, frozenset()), value
    if said.isascii():
        assert scan({"a": coded}, frozenset())
        assert scan({"a": base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")}, frozenset())


def test_a_long_number_is_seen_though_it_is_no_text() -> None:
    assert [str(found) for found in scan({"phone": 14155552671}, frozenset())] == [
        "/phone holds a telephone number"
    ]
    assert scan({"duration": 9999, "totalItems": 100_000}, frozenset()) == []


def test_a_code_of_an_error_is_no_telephone_number() -> None:
    assert scan({"code": "0800409"}, frozenset()) == []
    assert scan({"text": "0800409"}, frozenset())


def test_a_refusal_names_the_place_and_nothing_else() -> None:
    held = {"users_list.json": {"exchanges": [{"jane@quibble.org": {"text": "call +14155552671"}}]}}
    with pytest.raises(Refused) as refused:
        refuse(held, frozenset())
    said = str(refused.value)
    assert said.startswith(
        "Nothing was written: users_list.json/exchanges/0/(a name) holds an e-mail address."
    )
    assert "quibble" not in said
    assert "4155" not in said


def exchange(content: object, status: int = 200) -> Exchange:
    return Exchange("users_list", "first-page", "GET", "/quo/v1/users", (), None, status, {}, content)


def test_what_was_personal_is_whatever_somebody_has_written() -> None:
    user = {
        "firstName": "Jane",
        "role": "owner",
        "createdAt": "2022-01-01T00:00:00Z",
        "id": "US1",
        "new": 14155552671,
    }
    assert personal([exchange({"data": [user]})]) == {"Jane", "14155552671"}
    assert personal([exchange({"data": [user | {"role": "helper"}]})]) == {"Jane", "14155552671"}
    assert personal([exchange({"data": [user | {"role": "Jo Doe"}]})]) == {"Jane", "14155552671", "Jo Doe"}
    assert personal([exchange({"message": "Not found", "code": "0800404", "value": "Jane"}, 404)]) == {"Jane"}


NAMES = st.text(st.characters(categories=["L"]), min_size=4, max_size=20)


@given(
    name=NAMES,
    before=st.sampled_from(["", "Dear ", "(", "/"]),
    after=st.sampled_from(["", "!", ", hi", "/x"]),
)
def test_a_name_that_survives_is_found_wherever_it_stands(name: str, before: str, after: str) -> None:
    said = before + name + after
    for value in ({"x": said}, [[said]], {"headers": {"server": quote(said)}}):
        assert scan(value, frozenset({name}))
    if name not in "users_list firstName":
        assert scan({said: 1}, frozenset({name}))


def test_a_short_word_of_an_error_text_is_not_taken_for_a_person() -> None:
    assert scan({"message": "Not Found"}, frozenset({"Found"})) == []
    assert scan({"text": "Not Found"}, frozenset({"Found"})) != []
    assert scan({"message": "Jane Not Found"}, frozenset({"Jane"})) != []


def test_every_text_of_an_unredacted_recording_would_be_refused() -> None:
    raw = exchange({"data": [{"firstName": "Jane", "lastName": "Doe-Quibble"}]})
    held = json.loads(json.dumps(raw.content))
    assert {found.path for found in scan(held, personal([raw]))} == {"/data/0/firstName", "/data/0/lastName"}
