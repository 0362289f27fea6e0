"""Drifts to plant in an answer on its way out, each with what the report has to find, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from contract_tests.standin.answers import Alteration, Answer

Place = tuple[str, str, str]
"""The operation, kind and path of a finding."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One way in which a live service may change overnight."""

    name: str
    alteration: Alteration
    found: frozenset[Place]


def _drift(
    name: str, operation: str, change: Alteration, *found: tuple[str, str], status: int = 200
) -> Drift:
    """A drift of one operation's answers with one status."""

    def alteration(answer: Answer) -> Answer:
        concerned = answer.operation == operation and answer.status == status
        return change(answer) if concerned else answer

    return Drift(name, alteration, frozenset((operation, kind, path) for kind, path in found))


def _body(change: Callable[[Any], Any]) -> Alteration:
    """Changes the JSON body; what `change` returns is sent, or the body itself if that is None."""

    def alteration(answer: Answer) -> Answer:
        content = answer.json()
        changed = change(content)
        return answer.with_json(content if changed is None else changed)

    return alteration


def _items(change: Callable[[dict[str, Any]], None]) -> Alteration:
    """Changes each listed item, or the one thing that is answered."""

    def whole(content: Any) -> None:
        data = content["data"]
        for item in data if isinstance(data, list) else [data]:
            change(item)

    return _body(whole)


def _set(key: str, value: Callable[[Any], Any]) -> Alteration:
    return _items(lambda item: item.update({key: value(item.get(key))}))


def _headers(**headers: str) -> Alteration:
    return lambda answer: replace(answer, headers={**answer.headers, **headers})


def _renamed(answer: Answer) -> Answer:
    return _items(lambda item: item.update(body=item.pop("text")))(answer)


def _short_page(content: Any) -> None:
    if content["nextPageToken"] is not None:
        content["data"].pop()


def _without_charset(answer: Answer) -> Answer:
    return replace(answer, headers={**answer.headers, "content-type": "application/json"})


DRIFTS = (
    _drift(
        "renamed field",
        "messages_list",
        _renamed,
        ("missing-field", "data[].text"),
        ("new-field", "data[].body"),
    ),
    _drift("new field", "contacts_get", _set("pronouns", lambda _: "they"), ("new-field", "data.pronouns")),
    _drift("new enum value", "calls_list", _set("status", lambda _: "screened"), ("enum", "data[].status")),
    _drift("string became number", "tasks_get", _set("revision", lambda _: 7), ("type", "data.revision")),
    _drift(
        "null where none may be",
        "phone_numbers_list",
        _set("name", lambda _: None),
        ("nullability", "data[].name"),
    ),
    _drift(
        "dates without milliseconds",
        "conversations_list",
        _set("updatedAt", lambda at: f"{at[:19]}Z"),
        ("format", "data[].updatedAt"),
    ),
    _drift(
        "dates with a space",
        "calls_transcript",
        _set("createdAt", lambda at: at.replace("T", " ")),
        ("format", "data.createdAt"),
    ),
    _drift(
        "other order",
        "contacts_list",
        _body(lambda content: content["data"].reverse()),
        ("order", "data[]"),
    ),
    _drift(
        "other error code",
        "calls_get",
        _body(lambda content: content.update(code="0109404")),
        ("error-code", "code"),
        status=404,
    ),
    _drift(
        "other error shape",
        "webhooks_get",
        _body(lambda _: {"errors": [{"code": "not_found", "detail": "No such webhook"}]}),
        ("error-shape", "(body)"),
        status=404,
    ),
    _drift(
        "nextPageToken gone",
        "users_list",
        _body(lambda content: content.pop("nextPageToken") and None),
        ("missing-field", "nextPageToken"),
        ("pagination", "nextPageToken"),
    ),
    _drift("short pages", "contacts_list", _body(_short_page), ("pagination", "data")),
    _drift(
        "200 became 201",
        "contact_custom_fields_list",
        lambda answer: replace(answer, status=201),
        ("status", "(body)"),
    ),
    _drift(
        "404 became 403",
        "calls_summary",
        lambda answer: replace(answer, status=403),
        ("status", "(body)"),
        status=404,
    ),
    _drift("charset gone", "phone_numbers_get", _without_charset, ("header", "content-type")),
    _drift("deprecated", "tasks_list", _headers(deprecation="true"), ("header", "deprecation")),
    _drift(
        "other id prefix",
        "calls_voicemail",
        _set("id", lambda id: id.replace("VM", "VX")),
        ("format", "data.id"),
    ),
    _drift(
        "list without envelope",
        "contact_custom_fields_list",
        _body(lambda content: content["data"]),
        ("type", "(body)"),
    ),
    _drift(
        "totalItems became string",
        "tasks_list",
        _body(lambda content: content.update(totalItems=str(content["totalItems"]))),
        ("type", "totalItems"),
    ),
)
"""What a test plants one by one."""
