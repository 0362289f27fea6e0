"""A contact's values for the fields that its workspace has defined."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Bench

KEYS = {
    "string": "65a1f0c2d3e4b5a697880001",
    "date": "65a1f0c2d3e4b5a697880002",
    "number": "65a1f0c2d3e4b5a697880003",
    "boolean": "65a1f0c2d3e4b5a697880004",
    "multi-select": "65a1f0c2d3e4b5a697880005",
    "address": "65a1f0c2d3e4b5a697880006",
    "url": "65a1f0c2d3e4b5a697880007",
}
FITTING: dict[str, list[Any]] = {
    "string": ["4B", "", "😩"],
    "date": ["2027-01-01T00:00:00.000Z"],
    "number": [0, -1, 950.5, 2**63, 1e300],
    "boolean": [True, False],
    "multi-select": [[], ["Garden"], ["Garden", "Parking"]],
    "address": ["17 Elm Street"],
    "url": ["https://listings.example.com/17"],
}
WRONG: dict[str, list[Any]] = {
    "string": [1, True, ["4B"]],
    "date": ["soon", "2027-13-01T00:00:00Z", 20270101, ""],
    "number": ["950", True, ["1"]],
    "boolean": ["true", 1, 0],
    "multi-select": ["Garden", True, 1],
    "address": [17, False],
    "url": [17, []],
}


def cases(table: dict[str, list[Any]]) -> list[tuple[str, Any]]:
    return [(type, value) for type, values in table.items() for value in values]


def create(bench: Bench, *items: dict[str, Any]) -> Any:
    body = {"defaultFields": {"firstName": "Ann"}, "customFields": list(items)}
    return bench.ask("POST /quo/v1/contacts", body)


def kept(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code < 300, answer.text
    fields: list[dict[str, Any]] = answer.json["data"]["customFields"]
    return fields


def refused(answer: Any) -> list[tuple[str, str]]:
    assert (answer.status_code, answer.json["code"]) == (400, "0801400"), answer.text
    assert answer.json["title"] == answer.json["description"] == "Invalid Custom Field Item"
    return [(complaint["path"], complaint["message"]) for complaint in answer.json["errors"]]


@pytest.fixture(scope="module")
def shared() -> Bench:
    """For contacts that nobody else looks for."""
    return Bench()


def test_there_is_a_field_of_every_type(bench: Bench) -> None:
    fields = bench.ok("GET /quo/v1/contact-custom-fields")["data"]
    assert {field["type"]: field["key"] for field in fields} == KEYS


@pytest.mark.parametrize(("type", "value"), cases(FITTING))
def test_a_value_that_fits_is_kept_as_it_is(shared: Bench, type: str, value: Any) -> None:
    [item] = kept(create(shared, {"key": KEYS[type], "value": value}))
    assert (item["type"], item["value"], item["key"]) == (type, value, KEYS[type])
    assert isinstance(item["value"], bool) == isinstance(value, bool)
    assert item["id"]


@pytest.mark.leans_on("custom-value-must-fit")
@pytest.mark.parametrize(("type", "value"), cases(WRONG))
def test_a_value_of_another_type_is_refused_by_name(shared: Bench, type: str, value: Any) -> None:
    before = shared.state()
    good = {"key": KEYS["string"], "value": "4B"}
    [(path, message)] = refused(create(shared, good, {"key": KEYS[type], "value": value}))
    assert path == "/customFields/1/value"
    assert message.startswith("Expected ")
    assert shared.state() == before


@pytest.mark.leans_on("unknown-custom-field-is-400")
@pytest.mark.parametrize("item", [{"value": 1}, {"key": "nope", "value": 1}, {"key": "", "value": None}])
def test_an_unknown_field_is_refused_by_name(bench: Bench, item: dict[str, Any]) -> None:
    before = bench.state()
    assert refused(create(bench, item)) == [
        ("/customFields/0/key", "Expected the key of a custom field of this workspace")
    ]
    assert bench.state() == before


def test_all_complaints_come_at_once(bench: Bench) -> None:
    items: list[dict[str, Any]] = [{"key": KEYS["number"], "value": "x"}, {"key": "nope", "value": 1}]
    assert [path for path, _ in refused(create(bench, *items))] == [
        "/customFields/0/value",
        "/customFields/1/key",
    ]


@pytest.mark.parametrize("item", [{}, {"key": "x"}, {"value": {"a": 1}}, {"value": [1]}, 1, None])
def test_what_is_no_item_at_all_is_invalid_input(bench: Bench, item: Any) -> None:
    answer = create(bench, item)
    assert (answer.status_code, answer.json["code"]) == (400, "0800400")
    assert all(complaint["path"].startswith("/customFields/0") for complaint in answer.json["errors"])


def test_null_keeps_no_value(bench: Bench) -> None:
    assert kept(create(bench, {"key": KEYS["string"], "value": None})) == []


def test_a_value_keeps_its_id_when_it_is_changed_by_key_or_id(bench: Bench) -> None:
    created = create(bench, {"key": KEYS["string"], "value": "4B"})
    url, [item] = f"PATCH /quo/v1/contacts/{created.json['data']['id']}", kept(created)
    by_key = {"customFields": [{"key": KEYS["string"], "value": "5A"}]}
    assert kept(bench.ask(url, by_key)) == [{**item, "value": "5A"}]
    by_id = {"customFields": [{"id": item["id"], "value": "6A"}]}
    assert kept(bench.ask(url, by_id)) == [{**item, "value": "6A"}]


def test_null_takes_a_value_away(bench: Bench) -> None:
    created = create(bench, {"key": KEYS["string"], "value": "4B"}, {"key": KEYS["number"], "value": 1})
    url, [unit, rent] = f"PATCH /quo/v1/contacts/{created.json['data']['id']}", kept(created)
    changed = bench.ask(url, {"customFields": [{"id": unit["id"], "value": None}, rent]})
    assert kept(changed) == [rent]


def test_a_value_of_another_contact_cannot_be_named(bench: Bench) -> None:
    [item] = kept(create(bench, {"key": KEYS["string"], "value": "4B"}))
    body = {"customFields": [{"id": item["id"], "value": "5A"}]}
    assert refused(bench.ask("PATCH /quo/v1/contacts/CT123abc", body))[0][0] == "/customFields/0/key"


def test_a_workspace_without_fields_knows_none(empty: Bench) -> None:
    assert empty.ok("GET /quo/v1/contact-custom-fields")["data"] == []
    refused(create(empty, {"key": KEYS["string"], "value": "4B"}))


def test_an_unknown_contact_is_told_before_its_fields(bench: Bench) -> None:
    body = {"customFields": [{"key": "nope", "value": 1}]}
    assert bench.ask("PATCH /quo/v1/contacts/CT404", body).status_code == 404
