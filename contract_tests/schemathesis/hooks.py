"""What the spec does not tell schemathesis: which values mean nothing, and where Quo is lenient."""

from __future__ import annotations

import json
import os
from typing import Any

import schemathesis
from schemathesis.core import NotSet

# The demo workspace's custom field for each type of value: unknown keys are a 400, Invalid Custom Field Item.
KEYS = {
    str: "65a1f0c2d3e4b5a697880001",
    int: "65a1f0c2d3e4b5a697880003",
    float: "65a1f0c2d3e4b5a697880003",
    bool: "65a1f0c2d3e4b5a697880004",
    list: "65a1f0c2d3e4b5a697880005",
    type(None): "65a1f0c2d3e4b5a697880001",
}
KNOWN_PATHS = ("/v1/tasks", "/v1/webhooks")
IDS: dict[str, str] = json.loads(os.environ.get("KNOWN_IDS", "{}"))
"""What the demo workspace has of each kind, from `run`."""


@schemathesis.hook
def filter_case(context: schemathesis.HookContext, case: schemathesis.Case[Any]) -> bool:
    """Leave out what breaks the spec but not the service.

    Unknown names in a query are ignored (clients in production send `pageSize`), and a body that is missing
    is an empty object to Express, which PATCH takes for a contact that stays as it is. An array may be sent
    as a single value (clients in production do), and an object in a query comes apart into its own fields:
    on the wire neither is what it was.
    """
    query, arrays = case.query or {}, _arrays(case)
    unknown = query.keys() - {each.name for each in case.operation.query}
    single = [name for name in arrays & query.keys() if not isinstance(query[name], list)]
    objects = [name for name, value in query.items() if isinstance(value, dict)]
    missing = case.method == "PATCH" and isinstance(case.body, NotSet)
    return not (unknown or single or objects or missing)


def _arrays(case: schemathesis.Case[Any]) -> set[str]:
    return {
        each.name for each in case.operation.query if each.definition.get("schema", {}).get("type") == "array"
    }


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], **kwargs: Any) -> None:
    """Give valid requests what means something: only issued page tokens, known custom fields, known ids."""
    mode = case.meta.generation.mode if case.meta else None
    if mode != schemathesis.GenerationMode.POSITIVE:
        return
    if case.query:
        case.query.pop("pageToken", None)
    if case.path == "/api/import":
        case.body = {
            "balance_cents": 10**12
        }  # what else a file may say is told in FORMAT.md, not in a schema
    fields = case.body.get("customFields") if isinstance(case.body, dict) else None
    for item in fields if isinstance(fields, list) else ():
        if isinstance(item, dict):
            item["key"] = KEYS[type(item.get("value"))]
    if case.path.startswith(KNOWN_PATHS):
        _name_what_there_is(case)
    for name, value in (case.path_parameters or {}).items():
        if value in (None, "None") and name in IDS:  # the stateful phase goes on with the null of an answer
            case.path_parameters[name] = IDS[name]


def _name_what_there_is(case: schemathesis.Case[Any]) -> None:
    """Lead a request to something: any other id is a 404, which tries nothing but the look-up."""
    if case.method != "DELETE" and case.path_parameters:
        case.path_parameters.update((name, IDS[name]) for name in case.path_parameters.keys() & IDS.keys())
    body = case.body if isinstance(case.body, dict) else {}
    body.update((name, IDS[name]) for name in body.keys() & IDS.keys())
    numbers = body.get("resourceIds")
    if isinstance(numbers, list) and "*" not in numbers:
        body["resourceIds"] = [IDS["phoneNumberId"]] * len(numbers)
