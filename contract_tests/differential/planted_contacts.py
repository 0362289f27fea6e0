"""Differences to plant into the address book: what each lasts in shows only to who asks again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from contract_tests.differential.planting import Alteration, Found, decoded
from mock_gateway.errors import Problem
from mock_gateway.request import Request
from mock_gateway.resources import Handler
from mock_gateway.store.tables import CONTACTS


def forgotten() -> tuple[Alteration, Alteration]:
    """A deletion that the list does not hear of: what was deleted stays in it, at its end."""
    kept: dict[str, list[Any]] = {}

    def delete(handler: Handler, request: Request) -> Found:
        contact = request.workspace.read(CONTACTS, request.path["contactId"])
        found = handler(request)
        kept.setdefault(request.workspace.id, []).append(contact)
        return found

    def listed(handler: Handler, request: Request) -> Found:
        page = decoded(handler(request))
        if page["nextPageToken"] is None:
            page["data"] += kept.get(request.workspace.id, [])
        return msgspec.json.encode(page)

    return delete, listed


def counted() -> tuple[Alteration, Alteration]:
    """A total that never sinks."""
    deleted: dict[str, int] = {}

    def delete(handler: Handler, request: Request) -> Found:
        found = handler(request)
        deleted[request.workspace.id] = deleted.get(request.workspace.id, 0) + 1
        return found

    def listed(handler: Handler, request: Request) -> Found:
        page = decoded(handler(request))
        page["totalItems"] += deleted.get(request.workspace.id, 0)
        return msgspec.json.encode(page)

    return delete, listed


def clearing(handler: Handler, request: Request) -> Found:
    return handler(replace(request, profile=request.profile.set("patch_arrays", "clear")))


def tolerant(handler: Handler, request: Request) -> Found:
    try:
        return handler(request)
    except Problem as problem:
        if problem.status != 409:
            raise
    twin = decoded(handler(replace(request, body={**request.body, "externalId": None})))["data"]
    twin["externalId"] = request.body["externalId"]
    text = request.workspace.replace(CONTACTS, twin, id=twin["id"])
    return f'{{"data":{text}}}'


def doubling(handler: Handler, request: Request) -> Found:
    contact = request.workspace.read(CONTACTS, request.path["contactId"])
    fields = request.body.get("defaultFields", {})
    if contact is None or "emails" not in fields:
        return handler(request)
    emails = contact["defaultFields"]["emails"] + fields["emails"]
    return handler(replace(request, body={**request.body, "defaultFields": {**fields, "emails": emails}}))


def blind_to_case(handler: Handler, request: Request) -> Found:
    sources = request.query.get("sources", [])
    wider = {form for each in sources for form in (each, each.lower(), each.upper(), each.capitalize())}
    return handler(replace(request, query={**request.query, **({"sources": sorted(wider)} if wider else {})}))


def skipping(handler: Handler, request: Request) -> Found:
    page = decoded(handler(request))
    if "pageToken" in request.query:
        del page["data"][:1]
    return msgspec.json.encode(page)
