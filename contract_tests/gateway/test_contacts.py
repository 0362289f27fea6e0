"""The address book: what a contact keeps, loses and refuses when it is created and changed."""

from __future__ import annotations

from typing import Any

import pytest

from mock_gateway.clock import SECOND
from mock_gateway.profile import Profile

from .conftest import Bench

WORK = {"name": "work", "value": "ann@example.com"}
HOME = {"name": "home", "value": "ann@example.org"}


def create(bench: Bench, **body: Any) -> dict[str, Any]:
    body = {"defaultFields": {"firstName": "Ann"}, **body}
    contact: dict[str, Any] = bench.ok("POST /quo/v1/contacts", body)["data"]
    return contact


def update(bench: Bench, contact: dict[str, Any], **body: Any) -> dict[str, Any]:
    changed: dict[str, Any] = bench.ok(f"PATCH /quo/v1/contacts/{contact['id']}", body)["data"]
    return changed


@pytest.mark.leans_on("contact-is-created-with-201")
def test_what_is_not_said_about_a_new_contact_is_null_or_empty(bench: Bench) -> None:
    contact = create(bench)
    assert contact["defaultFields"] == {
        "company": None,
        "firstName": "Ann",
        "lastName": None,
        "role": None,
        "emails": [],
        "phoneNumbers": [],
    }
    assert (contact["externalId"], contact["source"], contact["sourceUrl"]) == (None, "public-api", None)
    assert (contact["customFields"], contact["createdByUserId"]) == ([], "US123abc")
    assert contact["createdAt"] == contact["updatedAt"] == "2026-03-01T12:00:00.000Z"
    assert bench.ok(f"GET /quo/v1/contacts/{contact['id']}")["data"] == contact


@pytest.mark.leans_on("scalars-left-out-stay")
@pytest.mark.parametrize("field", ["company", "firstName", "lastName", "role"])
def test_null_empties_a_field_and_what_is_left_out_stays(either: Bench, field: str) -> None:
    fields = {"company": "Acme", "firstName": "Ann", "lastName": "Lee", "role": "Tenant"}
    contact = create(either, defaultFields=fields)
    either.time += SECOND
    changed = update(either, contact, defaultFields={field: None})
    assert {name: changed["defaultFields"][name] for name in fields} == {**fields, field: None}
    assert (changed["createdAt"], changed["updatedAt"]) == (
        "2026-03-01T12:00:00.000Z",
        "2026-03-01T12:00:01.000Z",
    )


@pytest.mark.parametrize("field", ["externalId", "source", "sourceUrl"])
def test_null_forgets_where_a_contact_came_from(bench: Bench, field: str) -> None:
    origin = {"externalId": "crm-900", "source": "my-crm", "sourceUrl": "https://crm.example.com/900"}
    contact = create(bench, **origin)
    assert update(bench, contact).items() >= origin.items()
    assert update(bench, contact, **{field: None}).items() >= {**origin, field: None}.items()


@pytest.mark.leans_on("items-keep-ids")
def test_items_get_ids_and_keep_them(bench: Bench) -> None:
    contact = create(bench, defaultFields={"firstName": "Ann", "emails": [WORK, HOME]})
    work, home = contact["defaultFields"]["emails"]
    assert work["id"] != home["id"]
    renamed = {**home, "name": "private"}
    changed = update(bench, contact, defaultFields={"emails": [renamed, work]})
    assert changed["defaultFields"]["emails"] == [renamed, work]


@pytest.mark.leans_on("foreign-item-id")
def test_an_id_that_the_contact_does_not_have_is_replaced(bench: Bench) -> None:
    contact = create(bench)
    made_up = {**WORK, "id": "EM1"}  # the id of another contact's address
    [email] = update(bench, contact, defaultFields={"emails": [made_up]})["defaultFields"]["emails"]
    assert email["id"] != "EM1"


@pytest.mark.leans_on("null-value-removes-item")
def test_an_item_without_a_value_is_removed(bench: Bench) -> None:
    contact = create(
        bench, defaultFields={"firstName": "Ann", "emails": [WORK, {"name": "x", "value": None}]}
    )
    [work] = contact["defaultFields"]["emails"]
    changed = update(bench, contact, defaultFields={"emails": [{**work, "value": None}, HOME]})
    assert [email["value"] for email in changed["defaultFields"]["emails"]] == ["ann@example.org"]


@pytest.mark.leans_on("patch-arrays")
@pytest.mark.parametrize(("value", "left"), [("keep", 1), ("clear", 0)])
def test_arrays_that_are_left_out_stay_in_the_guide_and_are_cleared_live(value: str, left: int) -> None:
    bench = Bench(profile=Profile.named("documented").set("patch_arrays", value))
    fields = {"firstName": "Ann", "emails": [WORK], "phoneNumbers": [{"name": "m", "value": "+14155550100"}]}
    unit = {"key": "65a1f0c2d3e4b5a697880001", "value": "4B"}
    contact = create(bench, defaultFields=fields, customFields=[unit])
    changed = update(bench, contact, defaultFields={"company": "Acme"})
    assert len(changed["defaultFields"]["emails"]) == left
    assert len(changed["defaultFields"]["phoneNumbers"]) == left
    assert len(changed["customFields"]) == left


@pytest.mark.leans_on("no-default-fields-no-change")
def test_an_empty_update_leaves_the_fields_alone_under_both(either: Bench) -> None:
    contact = create(either, defaultFields={"firstName": "Ann", "emails": [WORK]})
    assert update(either, contact)["defaultFields"] == contact["defaultFields"]


def test_arrays_that_are_given_empty_are_cleared_under_both(either: Bench) -> None:
    contact = create(either, defaultFields={"firstName": "Ann", "emails": [WORK]})
    assert update(either, contact, defaultFields={"emails": []})["defaultFields"]["emails"] == []


@pytest.mark.leans_on("reserved-source-is-400")
@pytest.mark.parametrize(
    "source",
    ["openphone", "openphone-2", "csv", "csv-import", "device", "zapier", "google-people", "other", ""],
)
def test_quo_s_own_sources_cannot_be_used(bench: Bench, source: str) -> None:
    before = bench.state()
    for request in ("POST /quo/v1/contacts", "PATCH /quo/v1/contacts/CT123abc"):
        answer = bench.ask(request, {"defaultFields": {"firstName": "Ann"}, "source": source})
        assert (answer.status_code, answer.json["code"]) == (400, "0800400")
        assert answer.json["errors"][0]["path"] == "/source"
    assert bench.state() == before


@pytest.mark.parametrize("source", ["my-crm", "devices", "another", "Openphone", "x" * 72])
def test_other_sources_can(bench: Bench, source: str) -> None:
    assert create(bench, source=source)["source"] == source


def test_a_source_may_be_a_little_longer_in_an_update(bench: Bench) -> None:
    for length, created, updated in ((72, 201, 200), (73, 400, 200), (75, 400, 200), (76, 400, 400)):
        body = {"defaultFields": {"firstName": "Ann"}, "source": "x" * length}
        assert bench.ask("POST /quo/v1/contacts", body).status_code == created
        assert bench.ask("PATCH /quo/v1/contacts/CT123abc", body).status_code == updated


@pytest.mark.leans_on("duplicate-external-id-is-409", "phone-numbers-may-repeat")
def test_two_contacts_may_share_a_number_but_not_an_external_id(bench: Bench) -> None:
    phone = [{"name": "mobile", "value": "+14155550100"}]
    contact = create(bench, defaultFields={"firstName": "Ann", "phoneNumbers": phone}, externalId="crm-900")
    create(bench, defaultFields={"firstName": "Bob", "phoneNumbers": phone})
    before = bench.state()
    again = {"defaultFields": {"firstName": "Bob"}, "externalId": "crm-900"}
    answers = [bench.ask("POST /quo/v1/contacts", again), bench.ask("PATCH /quo/v1/contacts/CT123abc", again)]
    for answer, message in zip(
        answers, ["Failed to create contact", "Failed to update contact"], strict=True
    ):
        assert (answer.status_code, answer.json["code"], answer.json["message"]) == (409, "0800409", message)
    assert bench.state() == before
    assert update(bench, contact, externalId="crm-900")["externalId"] == "crm-900"  # it is its own
    bench.ask(f"DELETE /quo/v1/contacts/{contact['id']}")
    assert create(bench, externalId="crm-900")["externalId"] == "crm-900"  # and free again


@pytest.mark.leans_on("creator-default")
def test_the_creator_is_somebody_of_the_workspace(bench: Bench) -> None:
    assert create(bench, createdByUserId="US125abc")["createdByUserId"] == "US125abc"
    before = bench.state()
    body = {"defaultFields": {"firstName": "Ann"}, "createdByUserId": "US404"}
    answer = bench.ask("POST /quo/v1/contacts", body)
    assert (answer.status_code, answer.json["message"]) == (404, "User not found")
    assert bench.state() == before


@pytest.mark.leans_on("deleted-contact-is-404")
def test_a_deleted_contact_is_gone(bench: Bench) -> None:
    deleted = bench.ask("DELETE /quo/v1/contacts/CT123abc")
    assert (deleted.status_code, deleted.data, "Content-Type" in deleted.headers) == (204, b"", False)
    for method in ("GET", "PATCH", "DELETE"):
        answer = bench.ask(f"{method} /quo/v1/contacts/CT123abc", {} if method == "PATCH" else None)
        assert (answer.status_code, answer.json["message"]) == (404, "Contact not found")
    assert bench.ok("GET /quo/v1/conversations?maxResults=1")["data"][0]["id"] == "CV123abc"
