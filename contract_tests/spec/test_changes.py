"""Planted changes of the contract: each is found, named, and told from those that break nothing."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from contract_tests.spec.changes import changes

from .conftest import DOCUMENT, Json

Plant = Callable[[Json], object]


def schema(name: str) -> Callable[[Json], Json]:
    return lambda document: document["components"]["schemas"][name]


def prop(name: str, field: str) -> Callable[[Json], Json]:
    return lambda document: document["components"]["schemas"][name]["properties"][field]


def operation(path: str, method: str) -> Callable[[Json], Json]:
    return lambda document: document["paths"][path][method]


SEND = operation("/v1/messages", "post")
USERS = operation("/v1/users", "get")
NEW_FIELD = {"type": "string", "description": "New."}

BREAKING: dict[str, Plant] = {
    "webhooks_list: the operation is gone": lambda d: d["paths"]["/v1/webhooks"].pop("get"),
    "users_get: GET /v1/users/{userId} is now GET /v1/people/{userId}": lambda d: d["paths"].update(
        {"/v1/people/{userId}": d["paths"].pop("/v1/users/{userId}")}
    ),
    "users_list 200/data/*/email: it is gone": lambda d: schema("User")(d)["properties"].pop("email"),
    "messages_send body/channel: it is new, and required": lambda d: (
        schema("MessageSend")(d)["properties"].update(channel=NEW_FIELD),
        schema("MessageSend")(d)["required"].append("channel"),
    ),
    "messages_send body/content: maxLength 1600 → 160": lambda d: prop("MessageSend", "content")(d).update(
        maxLength=160
    ),
    "messages_send body/userId: it is required now": lambda d: schema("MessageSend")(d)["required"].append(
        "userId"
    ),
    "users_list 200/totalItems: the type 'string' is new": lambda d: prop("UserPage", "totalItems")(d).update(
        type="string"
    ),
    "users_list 200/data/*/role: the value 'guest' is new": lambda d: schema("Role")(d)["enum"].append(
        "guest"
    ),
    "users_list 200/data/*/createdAt: it may be left out now": lambda d: schema("User")(d)["required"].remove(
        "createdAt"
    ),
    "users_list 200/data/*/createdAt: the type 'null' is new": lambda d: prop("User", "createdAt")(d).update(
        type=["string", "null"]
    ),
    "connections_list query method: the value 'MCP' is gone": lambda d: schema("ConnectionMethod")(d)[
        "enum"
    ].remove("MCP"),
    "messages_send: the answer 402 is gone": lambda d: SEND(d)["responses"].pop("402"),
    "users_list query team: it is new, and required": lambda d: USERS(d)["parameters"].append(
        {"name": "team", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "connections_list query app: it is gone": lambda d: operation("/connections", "get")(d)["parameters"].pop(
        0
    ),
    "tasks_create: the body is gone": lambda d: operation("/v1/tasks", "post")(d).pop("requestBody"),
    "message.delivered: the event is gone": lambda d: d["webhooks"].pop("message.delivered"),
    "users_get path userId: pattern ^US(.*)$ → ^UR(.*)$": lambda d: schema("UserId")(d).update(
        pattern="^UR(.*)$"
    ),
}

COMPATIBLE: dict[str, Plant] = {
    "webhooks_count: the operation is new": lambda d: d["paths"].update(
        {"/v1/webhooks-count": {"get": {**USERS(d), "operationId": "webhooks_count"}}}
    ),
    "users_list 200/data/*/nickname: it is new": lambda d: schema("User")(d)["properties"].update(
        nickname=NEW_FIELD
    ),
    "messages_send body/channel: it is new": lambda d: schema("MessageSend")(d)["properties"].update(
        channel=NEW_FIELD
    ),
    "messages_send body/content: maxLength 1600 → 3200": lambda d: prop("MessageSend", "content")(d).update(
        maxLength=3200
    ),
    "messages_send body/content: maxLength 1600 → none": lambda d: prop("MessageSend", "content")(d).pop(
        "maxLength"
    ),
    "users_list query team: it is new": lambda d: USERS(d)["parameters"].append(
        {"name": "team", "in": "query", "schema": {"type": "string"}}
    ),
    "users_list 200/data/*/role: the value 'member' is gone": lambda d: schema("Role")(d)["enum"].remove(
        "member"
    ),
    "messages_send: the answer 423 is new": lambda d: SEND(d)["responses"].update(
        {"423": SEND(d)["responses"]["402"]}
    ),
    "messages_send: the error 0207403 is new": lambda d: SEND(d)["x-codes"].append("0207403"),
}


def planted(plant: Plant) -> list[tuple[bool, str]]:
    document = copy.deepcopy(DOCUMENT)
    plant(document)
    return [(change.breaking, change.what) for change in changes(DOCUMENT, document)]


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_is_found_and_said_to_break(what: str) -> None:
    assert (True, what) in planted(BREAKING[what])


@pytest.mark.parametrize("what", COMPATIBLE)
def test_what_breaks_nothing_is_found_and_said_to(what: str) -> None:
    found = planted(COMPATIBLE[what])
    assert (False, what) in found
    assert not any(breaking for breaking, _ in found)


def test_words_are_no_change_of_the_contract() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["info"]["description"] = "Other words."
    SEND(document)["summary"] = "Text somebody"
    prop("User", "email")(document)["description"] = "Where to write to."
    assert changes(DOCUMENT, document) == []


def test_the_other_side_of_a_switch_is_looked_at_too() -> None:
    document = copy.deepcopy(DOCUMENT)
    switched = prop("MessageSend", "to")(document)["x-switch"]["max_recipients"]
    [side] = switched
    switched[side]["maxItems"] = 5
    [change] = changes(DOCUMENT, document)
    assert (change.breaking, change.what) == (True, "messages_send body/to: maxItems 10 → 5")
