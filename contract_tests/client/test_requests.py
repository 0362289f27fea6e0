"""How arguments become paths, queries and bodies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from maton_quo import UNSET, models
from maton_quo.types import Request

from .conftest import Both


def page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"data": [], "totalItems": 0, "nextPageToken": None})


def gone(request: httpx.Request) -> httpx.Response:
    return httpx.Response(204)


def contact(request: httpx.Request) -> httpx.Response:
    fields: dict[str, object] = {
        "company": None,
        "firstName": None,
        "lastName": None,
        "role": None,
        "emails": [],
        "phoneNumbers": [],
    }
    return httpx.Response(
        200,
        json={
            "data": {
                "id": "CT1",
                "externalId": None,
                "source": None,
                "defaultFields": fields,
                "customFields": [],
                "createdAt": "2022-01-01T00:00:00Z",
                "updatedAt": "2022-01-01T00:00:00Z",
                "createdByUserId": "US1",
            }
        },
    )


def query(both: Both, **arguments: Any) -> list[tuple[str, str]]:
    both(page, lambda quo: quo.conversations.list(**arguments))
    return [(name, value) for name, value in both.sent.url.params.multi_items() if name != "maxResults"]


def body(both: Both, **arguments: Any) -> bytes:
    both(contact, lambda quo: quo.contacts.update("CT1", **arguments))
    return both.sent.content


def test_an_array_is_repeated(both: Both) -> None:
    assert query(both, phone_numbers=["PN1", "+15555555555"]) == [
        ("phoneNumbers", "PN1"),
        ("phoneNumbers", "+15555555555"),
    ]


def test_a_plus_is_escaped_for_it_would_be_read_as_a_blank(both: Both) -> None:
    query(both, phone_numbers=["+15555555555"])
    assert b"phoneNumbers=%2B15555555555" in both.sent.url.query


def test_an_array_given_as_one_text_is_not_taken_apart(both: Both) -> None:
    assert query(both, phone_numbers="PN1") == [("phoneNumbers", "PN1")]


@pytest.mark.parametrize("nobody", [[], [None], ()])
def test_a_filter_that_names_nothing_is_refused_for_it_would_list_everything(both: Both, nobody: Any) -> None:
    for scenario in (
        lambda quo: quo.contacts.list(external_ids=nobody),
        lambda quo: quo.request("GET", "/v1/contacts", params={"externalIds": nobody}),
    ):
        with pytest.raises(ValueError, match=r"externalIds is empty, .*: leave it out"):
            both(page, scenario)
    assert both.requests == []


def test_what_is_not_given_is_not_sent(both: Both) -> None:
    assert query(both, user_id=None, phone_number=UNSET, phone_numbers=None) == []


def test_booleans_are_spelled_as_in_json(both: Both) -> None:
    assert query(both, exclude_inactive=False) == [("excludeInactive", "false")]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
        datetime(2024, 5, 1, 14, 30, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_times_are_sent_in_utc(both: Both, moment: datetime) -> None:
    assert query(both, created_after=moment) == [("createdAfter", "2024-05-01T12:30:00Z")]


def test_a_time_without_a_zone_is_refused_before_it_is_sent(both: Both) -> None:
    with pytest.raises(ValueError, match="createdAfter has no time zone"):
        query(both, created_after=datetime(2024, 5, 1))  # noqa: DTZ001 -- that is the mistake
    assert both.requests == []


def test_a_time_without_a_zone_is_refused_in_a_body_too(both: Both) -> None:
    naive = datetime(2024, 5, 1)  # noqa: DTZ001 -- that is the mistake
    with pytest.raises(ValueError, match="dueDate has no time zone"):
        both(gone, lambda quo: quo.tasks.change_due_date("TK1", due_date=naive))
    assert both.requests == []


def test_deprecated_parameters_still_work(both: Both) -> None:
    both(
        page,
        lambda quo: quo.messages.list(
            phone_number_id="PN1", participants=["+1555"], since=datetime(2024, 1, 1, tzinfo=UTC)
        ),
    )
    assert both.sent.url.params["since"] == "2024-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("given", "path"),
    [("a\\b", "a%5Cb"), ("a?b#c", "a%3Fb%23c"), ("50%", "50%25"), ("ü", "%C3%BC"), ("...", "...")],
)
def test_an_id_cannot_leave_its_place_in_the_path(both: Both, given: str, path: str) -> None:
    both(gone, lambda quo: quo.contacts.delete(given))
    assert both.sent.url.raw_path == f"/quo/v1/contacts/{path}".encode()


@pytest.mark.parametrize("given", ["", ".", "..", "a/b", "/", "CT1/..", "../users"])
def test_an_id_that_would_name_another_resource_is_refused(both: Both, given: str) -> None:
    with pytest.raises(ValueError, match="an id was expected"):
        both(gone, lambda quo: quo.contacts.delete(given))
    assert both.requests == []


def test_a_path_cannot_lead_to_another_host() -> None:
    with pytest.raises(ValueError, match="must begin with a slash"):
        Request("GET", "@elsewhere.test/", control=True)


def test_null_is_not_the_same_as_nothing(both: Both) -> None:
    assert body(both, source=None, external_id=UNSET) == b'{"source":null}'


def test_null_is_not_the_same_as_nothing_inside_models_either(both: Both) -> None:
    fields = models.ContactUpdateFields(company=None, first_name="Jane", role=UNSET)
    assert body(both, default_fields=fields) == b'{"defaultFields":{"firstName":"Jane","company":null}}'


def test_models_may_be_nested(both: Both) -> None:
    fields = models.ContactUpdateFields(emails=[models.ContactValue(name="work", value=None, id="EM1")])
    sent = b'{"defaultFields":{"emails":[{"name":"work","value":null,"id":"EM1"}]}}'
    assert body(both, default_fields=fields) == sent


def test_a_dict_of_wire_names_does_as_well_as_a_model(both: Both) -> None:
    assert body(both, default_fields={"firstName": "Jane"}, custom_fields=[{"key": "k", "value": [1]}]) == (
        b'{"defaultFields":{"firstName":"Jane"},"customFields":[{"key":"k","value":[1]}]}'
    )


@pytest.mark.parametrize(
    ("value", "sent"),
    [(["a", "b"], b'["a","b"]'), ("x", b'"x"'), (True, b"true"), (2.5, b"2.5"), (3, b"3"), (None, b"null")],
)
def test_a_custom_field_takes_every_kind_of_value(both: Both, value: Any, sent: bytes) -> None:
    field = models.ContactCustomFieldUpdate(key="k", value=value)
    assert body(both, custom_fields=[field]) == b'{"customFields":[{"value":%s,"key":"k"}]}' % sent


def test_nothing_but_the_path_is_positional(both: Both) -> None:
    with pytest.raises(TypeError):
        both(page, lambda quo: quo.users.list(10))
