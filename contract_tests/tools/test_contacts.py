"""Contacts: found, written, emptied and deleted by forms; what is refused is said."""

from __future__ import annotations

import html
from typing import Any

import pytest

from .conftest import NASTY, Looker

CONTACTS = "/quo/v1/contacts"
ADA = {
    "firstName": "Ada",
    "lastName": "Byron",
    "company": "Engines",
    "phoneNumbers-id": "",
    "phoneNumbers-name": "mobile",
    "phoneNumbers-value": "+13125550142",
    "emails-id": "",
    "emails-name": "",
    "emails-value": "ada@example.com",
    "externalId": "ada-1",
}


def kept(looker: Looker, **wanted: str) -> Any:
    """The contact of that external id, as a program reads it."""
    found = looker.bench.ok(f"GET {CONTACTS}?maxResults=50&externalIds={wanted['external']}")["data"]
    assert len(found) == 1
    return found[0]


def test_a_contact_is_made_found_changed_and_deleted(looker: Looker) -> None:
    page = looker.done("contacts/new", ADA)
    assert "Created" in page
    assert "Ada Byron" in page
    made = kept(looker, external="ada-1")
    fields = made["defaultFields"]
    assert (fields["firstName"], fields["company"], fields["role"]) == ("Ada", "Engines", None)
    assert [(item["name"], item["value"]) for item in fields["phoneNumbers"]] == [("mobile", "+13125550142")]
    [email] = fields["emails"]
    for words in ("ada byr", "312 555", "(312)", "ENGINES", "ada@example", "ada-1", made["id"].lower()):
        assert f"row-{made['id']}" in looker.get(f"contacts?q={words}"), words
    assert f"row-{made['id']}" not in looker.get("contacts?q=ada+lovelace")
    change = {**ADA, "firstName": "", "emails-id": email["id"], "emails-value": "new@example.com"}
    looker.done(f"contacts/{made['id']}", {**change, "phoneNumbers-value": ""})
    fields = kept(looker, external="ada-1")["defaultFields"]
    assert (fields["firstName"], fields["phoneNumbers"]) == (None, [])
    assert (fields["emails"][0]["id"], fields["emails"][0]["value"]) == (email["id"], "new@example.com")
    assert "Deleted" in looker.done(f"contacts/{made['id']}/delete")
    looker.get(f"contacts/{made['id']}", 404)


def test_a_custom_field_is_set_and_taken_away(looker: Looker) -> None:
    kinds = {"address": "Main Street", "boolean": "false", "date": "2026-03-01T12:00:00Z"}
    kinds |= {"multi-select": "a, b", "number": "3", "string": "x", "url": "https://example.com"}
    known = looker.bench.ok("GET /quo/v1/contact-custom-fields")["data"]
    given = {f"custom-{field['key']}": kinds[field["type"]] for field in known}
    looker.done("contacts/new", {**ADA, **given})
    made = kept(looker, external="ada-1")
    assert len(made["customFields"]) == len(known) > 0
    assert all(
        item["value"] in ("Main Street", False, kinds["date"], ["a", "b"], 3, "x", kinds["url"])
        for item in made["customFields"]
    )
    looker.done(f"contacts/{made['id']}", ADA)
    assert kept(looker, external="ada-1")["customFields"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"custom-{number}": "three"}, "Expected a number, not 'three'"),
        ({"firstName": "nul\0"}, "NUL"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(looker: Looker, change: Any, said: str) -> None:
    known = looker.bench.ok("GET /quo/v1/contact-custom-fields")["data"]
    number = next(field["key"] for field in known if field["type"] == "number")
    change = {name.format(number=number): value for name, value in change.items()}
    before = looker.bench.state()
    sentence, page = looker.refused("contacts/new", {**ADA, "role": NASTY, **change})
    assert said in sentence
    assert (
        f'value="{html.escape(NASTY, quote=True)}"'.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
        in page
    )
    assert looker.bench.state() == before


def test_a_contact_is_somebody(looker: Looker) -> None:
    assert (
        "at least a name" in looker.refused("contacts/new", {"externalId": "nobody", "emails-value": " "})[0]
    )


def test_a_taken_external_id_is_refused_as_the_api_refuses_it(looker: Looker) -> None:
    looker.done("contacts/new", ADA)
    assert looker.refused("contacts/new", ADA, 409)[0] == "Failed to create contact"


def test_a_name_is_text(looker: Looker) -> None:
    page = looker.done("contacts/new", {**ADA, "firstName": NASTY, "company": NASTY, "emails-value": NASTY})
    for shown in (page, looker.get("contacts?q=evil"), looker.get(f"contacts?q={'<script>'}")):
        assert "<script>alert" not in shown


def test_a_long_list_comes_in_windows(alone: Looker) -> None:
    for n in range(60):
        body = {"defaultFields": {"firstName": f"Nr {n}"}, "externalId": f"x{n}"}
        alone.bench.ok(f"POST {CONTACTS}", body)
    first = alone.get("contacts")
    assert first.count('id="row-') == 50
    onward = html.unescape(first.split("data-swap>Next<")[0].rpartition('href="')[2].partition('"')[0])
    second = alone.bench.client.get(onward).text
    assert second.count('id="row-') == 10
    assert ">Next<" not in second
    assert alone.get("contacts?q=nr").count('id="row-') == 50
    assert alone.get("contacts?q=nr+5").count('id="row-') == 15
    assert alone.get("contacts?after=nonsense").count('id="row-') == 50


def test_an_empty_list_says_what_to_paste(alone: Looker) -> None:
    assert "quo.contacts.create(" in alone.get("contacts")


def test_no_form_of_another_site_is_taken(looker: Looker) -> None:
    before = looker.bench.state()
    looker.get("contacts/new")
    assert looker.post("contacts/new", ADA, csrf="guessed").status_code == 403
    assert looker.post("contacts/new", ADA, headers={"Origin": "https://evil.example"}).status_code == 403
    assert looker.bench.state() == before


def test_strangers_see_nothing(looker: Looker) -> None:
    looker.get("contacts", 403, environ_overrides={"REMOTE_ADDR": "10.0.0.1"})
