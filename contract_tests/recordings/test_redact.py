"""Nothing that an answer said survives, what was equal stays equal, and the result is as valid as before."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.exchanges import Exchange
from contract_tests.recordings.leaves import leaves
from contract_tests.recordings.place import Place, answer_place
from contract_tests.recordings.redact import redacted
from mock_gateway import spec
from mock_gateway.contract import load
from mock_gateway.profile import Profile

DOCUMENT = spec.read()
CONTRACT = load(Profile.named("documented"))
OPERATIONS = ["users_list", "phone_numbers_list", "messages_list", "calls_list", "contacts_list"]
OPERATIONS += ["conversations_list", "tasks_list", "webhooks_list", "calls_voicemail"]
OPERATIONS += ["calls_summary", "calls_transcript", "calls_recordings", "contact_custom_fields_list"]

LETTERS = st.characters(categories=["L"], exclude_characters="ªº")
NAMES = st.text(LETTERS, min_size=8, max_size=20).filter(lambda text: len(set(text)) > 3)
TEXTS = st.lists(NAMES, min_size=1, max_size=4).map(" ".join)
ENDS = st.text("0123456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", min_size=8, max_size=24).filter(
    lambda text: len(set(text)) > 3  # not what counted ids are filled with
)
NUMBERS = st.from_regex(r"\+[2-9][0-9]{9,12}", fullmatch=True)
MOMENTS = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}.000Z".rjust(24, "0"))


def documents(schema: Any) -> st.SearchStrategy[Any]:
    """Values of a schema with everybody's name in every text."""
    stated = spec.resolve(CONTRACT.document, schema)
    if "enum" in stated:
        return st.sampled_from(stated["enum"])
    if "anyOf" in stated:
        return st.one_of([documents(branch) for branch in stated["anyOf"]])
    if "if" in stated:  # a custom field, of whose types one is enough
        return st.fixed_dictionaries({"name": NAMES, "key": ENDS, "type": st.just("string"), "value": TEXTS})
    kinds = [stated["type"]] if isinstance(stated["type"], str) else stated["type"]
    return st.one_of([_of_kind(kind, stated) for kind in kinds])


def _of_kind(kind: str, stated: dict[str, Any]) -> st.SearchStrategy[Any]:
    match kind:
        case "object":
            fields = {name: documents(inner) for name, inner in stated.get("properties", {}).items()}
            return st.fixed_dictionaries(fields, optional={"nickname": NAMES, "born": st.just("1980-05-01")})
        case "array":
            return st.lists(documents(stated["items"]), min_size=1, max_size=2)
        case "integer" | "number":
            return st.integers(0, 9999)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
    formats = {"date-time": MOMENTS, "email": st.builds("{}@quibble.org".format, ENDS), "password": ENDS}
    formats |= dict.fromkeys(("uri", "uri-reference"), st.builds("https://quibble.io/{}.mp3".format, ENDS))
    if "format" in stated:
        return formats[stated["format"]]
    pattern = stated.get("pattern", "")
    if "[0-9a-fA-F]{8}" in pattern:
        return st.uuids().map(str)
    if pattern.startswith(r"^\+") or pattern.startswith(r"^(\+"):
        return NUMBERS
    prefix = pattern.lstrip("^(")[: 3 if "REC" in pattern else 2]
    return st.builds((prefix + "{}").format, ENDS) if pattern else TEXTS


ANSWERS = {
    operation: documents(
        CONTRACT.document["paths"][CONTRACT.operations[operation].path]["get"]["responses"]["200"]["content"][
            "application/json"
        ]["schema"]
    )
    for operation in OPERATIONS
}


def answered(content: Any, operation: str = "users_list", status: int = 200) -> Exchange:
    headers = {"content-type": "application/json"}
    return Exchange(operation, "x", "GET", "/quo/v1/users", (), None, status, headers, content)


def once(content: Any, operation: str = "users_list", status: int = 200) -> Any:
    return redacted([answered(content, operation, status)])[0].content


def texts(content: Any, operation: str) -> list[tuple[str, Place]]:
    place = answer_place(DOCUMENT, operation, 200)
    return [(leaf.value, leaf.place) for leaf in leaves(content, place) if isinstance(leaf.value, str)]


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=4)
@given(data=st.data())
def test_nothing_survives_and_what_is_left_is_valid(operation: str, data: st.DataObject) -> None:
    raw = data.draw(ANSWERS[operation])
    judge = CONTRACT.operations[operation]
    assert judge.response_complaints(200, "application/json", json.dumps(raw).encode()) == []
    made = once(raw, operation)
    assert judge.response_complaints(200, "application/json", json.dumps(made).encode()) == []
    before, after = texts(raw, operation), texts(made, operation)
    assert len(before) == len(after)
    shown = {text for text, place in after if place.words is None}
    assert not {text for text, place in before if place.words is None} & shown
    whole = "\n".join(text for text, _ in after)  # without the names of fields, which a text may begin like
    for text, place in before:
        if place.words is None and "date-time" not in place.formats:
            assert all(word not in whole for word in text.split() if len(word) >= 8)


KINDS = {
    "text": TEXTS,
    "number": NUMBERS,
    "id": st.sampled_from(["AC", "CT", ""]).flatmap(lambda prefix: ENDS.map(lambda end: prefix + end)),
    "email": st.builds("{}@quibble.org".format, ENDS),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_equal_stays_equal_and_different_stays_different(kind: str, data: st.DataObject) -> None:
    raw = data.draw(st.lists(KINDS[kind], min_size=2, max_size=12))
    made = once({"data": [{"new": text} for text in [*raw, *raw]]})
    found = [item["new"] for item in made["data"]]
    assert found[: len(raw)] == found[len(raw) :]
    assert len(set(zip(raw, found, strict=False))) == len(set(raw)) == len(set(found))


@given(
    prefix=st.sampled_from(["AC", "PN", "US"]), end=st.from_regex("[0-9][0-9a-zA-Z]{4,30}", fullmatch=True)
)
def test_an_id_keeps_its_form(prefix: str, end: str) -> None:
    made = once({"data": [{"id": prefix + end, "new": prefix + end}]})["data"][0]
    assert made["id"] == made["new"] != prefix + end
    assert made["id"].startswith(prefix)
    assert len(made["id"]) == len(prefix + end)
    for kind in (str.isdigit, str.islower, str.isupper):
        assert any(map(kind, made["id"][2:])) <= any(map(kind, end))


def test_a_number_is_the_same_in_both_its_forms() -> None:
    number = {"number": "+14155552671", "formattedNumber": "(415) 555-2671"}
    made = once({"data": [number]}, "phone_numbers_list")["data"][0]
    assert made == {"number": "+15550000001", "formattedNumber": "(555) 000-0001"}


def test_order_and_intervals_of_times_stay() -> None:
    times = [
        "2024-03-01T10:00:00.500Z",
        "2023-03-01T10:00:00Z",
        "2024-03-01T10:00:01.250Z",
        "2024-13-99T00:00:00Z",
    ]
    made = once({"data": [{"createdAt": time} for time in times]})["data"]
    assert [each["createdAt"] for each in made] == [
        *("2021-01-01T00:00:00.500Z", "2020-01-01T00:00:00Z", "2021-01-01T00:00:01.250Z"),
        "2001-01-01T00:01:00Z",
    ]


def test_words_of_enums_are_kept_and_what_stands_for_one_if_it_looks_like_one() -> None:
    roles = ["owner", "co-owner", "Jane Doe", "+14155552671", "x" * 33]
    made = once({"data": [{"role": role} for role in roles]})["data"]
    assert [each["role"] for each in made] == [
        "owner",
        "co-owner",
        "Redacted 1",
        "+15550000001",
        "Redacted 2",
    ]


def test_unknown_fields_keep_their_names_and_lose_their_values() -> None:
    new = {"shoeSize": 44, "maiden": "Doe", "vip": True, "more": [{"ssn": 78051120.5, "Jane Doe": None}]}
    assert once({"data": [new]}) == {
        "data": [
            {"shoeSize": 1, "maiden": "Redacted 1", "vip": True, "more": [{"ssn": 2.0, "Redacted 2": None}]}
        ]
    }


def test_an_error_keeps_its_words_and_loses_its_people() -> None:
    told = {"message": "Contact Zebulonski not found", "code": "0800404", "status": 404, "title": "Not Found"}
    rule = {"type": "Integer", "minimum": 1}
    wrong = {"path": "/maxResults", "message": "Expected integer", "value": "Jane", "schema": rule}
    made = once({**told, "errors": [wrong, {**wrong, "path": "/Jane/0"}]}, "contacts_get", 404)
    assert made["message"] == "Contact [redacted] not found"
    assert (made["code"], made["status"], made["title"]) == ("0800404", 404, "Not Found")
    assert made["errors"][0] == {**wrong, "value": "Redacted 1"}
    assert made["errors"][1]["path"] == "/redacted/0"


def test_the_token_of_a_page_still_leads_to_the_next() -> None:
    first = answered({"data": [], "totalItems": 0, "nextPageToken": "eyJhIjoxfQ"})
    second = Exchange(
        *("users_list", "second-page", "GET", "/quo/v1/users", (("pageToken", "eyJhIjoxfQ"),)),
        *(None, 200, {}, {}),
    )
    one, two = redacted([first, second])
    assert one.content["nextPageToken"] == dict(two.query)["pageToken"] == "page-1"
