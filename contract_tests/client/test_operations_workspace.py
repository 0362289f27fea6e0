"""Connections, phone numbers and users: what each operation sends and gives."""

from __future__ import annotations

import pytest

from maton_quo import models

from .case import CONTROL, GATEWAY, Case, check, page
from .conftest import Both

CONNECTION_ID = "21fd90f9-5935-43cd-b6c8-bde9d915ca80"
CONNECTION = {
    "connection_id": "21fd90f9-5935-43cd-b6c8-bde9d915ca80",
    "status": "ACTIVE",
    "creation_time": "2025-12-08T07:20:53.488460Z",
    "last_updated_time": "2026-01-31T20:03:32.593153Z",
    "url": "https://connect.maton.ai/?session_token=3f6c",
    "app": "quo",
    "metadata": {"note": ["any", 1]},
}
NUMBER = {
    "id": "PN123abc",
    "number": "+15555555555",
    "formattedNumber": "(555) 555-5555",
    "name": "Main Line",
    "users": [
        {"id": "US123abc", "email": "j@example.com", "firstName": "J", "lastName": None, "role": "admin"}
    ],
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}
USER = {
    "id": "US123abc",
    "email": "john@example.com",
    "firstName": "John",
    "lastName": "Doe",
    "role": "owner",
    "createdAt": "2022-01-01T00:00:00Z",
    "updatedAt": "2022-01-01T00:00:00Z",
}

CASES = {
    "connections_list": Case(
        lambda quo: quo.connections.list(app="quo", status="ACTIVE"),
        f"GET {CONTROL}/connections?app=quo&status=ACTIVE",
        b"",
        (200, {"connections": [CONNECTION]}),
        lambda found: found[0].metadata == {"note": ["any", 1]},
    ),
    "connections_create": Case(
        lambda quo: quo.connections.create(app="quo"),
        f"POST {CONTROL}/connections",
        b'{"app":"quo"}',
        (200, {"connection_id": CONNECTION_ID}),
        lambda created: created.connection_id == CONNECTION_ID,
    ),
    "connections_get": Case(
        lambda quo: quo.connections.get(CONNECTION_ID),
        f"GET {CONTROL}/connections/{CONNECTION_ID}",
        b"",
        (200, {"connection": CONNECTION}),
        lambda found: isinstance(found, models.Connection) and found.creation_time.microsecond == 488460,
    ),
    "connections_delete": Case(
        lambda quo: quo.connections.delete(CONNECTION_ID),
        f"DELETE {CONTROL}/connections/{CONNECTION_ID}",
        b"",
        (200, {}),
        lambda nothing: nothing is None,
    ),
    "phone_numbers_list": Case(
        lambda quo: quo.phone_numbers.list(),
        f"GET {GATEWAY}/phone-numbers",
        b"",
        (200, {"data": [NUMBER]}),
        lambda found: type(found) is list and found[0].users[0].role == "admin",
    ),
    "phone_numbers_get": Case(
        lambda quo: quo.phone_numbers.get("PN123abc"),
        f"GET {GATEWAY}/phone-numbers/PN123abc",
        b"",
        (200, {"data": NUMBER}),
        lambda found: found.formatted_number == "(555) 555-5555",
    ),
    "users_list": Case(
        lambda quo: quo.users.list(),
        f"GET {GATEWAY}/users?maxResults=10",
        b"",
        (200, page(USER)),
        lambda found: found.data[0].first_name == "John",
    ),
    "users_get": Case(
        lambda quo: quo.users.get("US123abc"),
        f"GET {GATEWAY}/users/US123abc",
        b"",
        (200, {"data": USER}),
        lambda found: found.email == "john@example.com",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_operation_sends_and_gives_what_the_contract_says(both: Both, name: str) -> None:
    check(both, CASES[name])
