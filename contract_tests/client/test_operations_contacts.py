"""Contacts and their custom fields: what each operation sends and gives."""

from __future__ import annotations

import pytest

from maton_quo import models

from .case import GATEWAY, Case, check, page
from .conftest import Both

CONTACT = {
    "id": "CT123abc",
    "externalId": None,
    "source": "public-api",
    "defaultFields": {
        "company": None,
        "firstName": "Jane",
        "lastName": None,
        "role": None,
        "emails": [{"name": "work", "value": "jane@example.com", "id": "EM1"}],
        "phoneNumbers": [],
    },
    "customFields": [{"name": "Plan", "key": "k", "type": "string", "value": "gold"}],
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
    "createdByUserId": "US123abc",
}
FIELD = {"name": "Plan", "key": "6123456789abcdef01234567", "type": "string"}

CASES = {
    "contacts_list": Case(
        lambda quo: quo.contacts.list(external_ids=["a,b", "c"], sources=["crm"], max_results=50),
        f"GET {GATEWAY}/contacts?externalIds=a%2Cb&externalIds=c&sources=crm&maxResults=50",
        b"",
        (200, page(CONTACT)),
        lambda found: found.data[0].custom_fields[0].value == "gold",
    ),
    "contacts_create": Case(
        lambda quo: quo.contacts.create(default_fields=models.ContactCreateFields(first_name="Jane")),
        f"POST {GATEWAY}/contacts",
        b'{"defaultFields":{"firstName":"Jane"}}',
        (201, {"data": CONTACT}),
        lambda created: created.default_fields.emails[0].value == "jane@example.com",
    ),
    "contacts_get": Case(
        lambda quo: quo.contacts.get("CT123abc"),
        f"GET {GATEWAY}/contacts/CT123abc",
        b"",
        (200, {"data": CONTACT}),
        lambda found: found.id == "CT123abc",
    ),
    "contacts_update": Case(
        lambda quo: quo.contacts.update("CT123abc", source=None),
        f"PATCH {GATEWAY}/contacts/CT123abc",
        b'{"source":null}',
        (200, {"data": CONTACT}),
        lambda changed: changed.id == "CT123abc",
    ),
    "contacts_delete": Case(
        lambda quo: quo.contacts.delete("CT123abc"),
        f"DELETE {GATEWAY}/contacts/CT123abc",
        b"",
        (204, None),
        lambda nothing: nothing is None,
    ),
    "contact_custom_fields_list": Case(
        lambda quo: quo.contact_custom_fields.list(),
        f"GET {GATEWAY}/contact-custom-fields",
        b"",
        (200, {"data": [FIELD]}),
        lambda found: found[0].type == "string",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_operation_sends_and_gives_what_the_contract_says(both: Both, name: str) -> None:
    check(both, CASES[name])
