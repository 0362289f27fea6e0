"""What clients ask about contacts, tasks and webhooks, and what the answers say."""

from __future__ import annotations

from typing import Any

from .asking import Asking, walked
from .models import GONE, MISSING, TAKEN
from .recording import Understood, good

_CONTACTS = "/quo/v1/contacts"


def create_contact(it: Asking, slot: str | None = None) -> None:
    """A contact with an external id that others want too, unless it is named."""
    slot, company = slot or it.luck.choice(it.known.slots), it.new("c")

    def read(answer: Any, status: int) -> list[Understood]:
        made = TAKEN if good(status, 201, 409) == 409 else answer["data"]["id"]
        if made != TAKEN:
            it.known.contacts.append((slot, made))
        return [(f"contact {slot}", "create", company, made)]

    body = {"externalId": slot, "defaultFields": {"firstName": "F", "company": company}}
    it.ask(f"POST {_CONTACTS}", read, json=body, lost=[(f"contact {slot}", "create", company, None)])


def find_contact(it: Asking) -> None:
    """Whoever has an external id."""
    slot = it.luck.choice(it.known.slots)

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 200)
        found = [_contact(each) for each in answer["data"]]
        assert len(found) == answer["totalItems"] <= 1, f"{slot} is the external id of {len(found)}"
        return [(f"contact {slot}", "find", None, found[0] if found else None)]

    it.ask(f"GET {_CONTACTS}", read, externalIds=slot, maxResults=10)


def get_contact(it: Asking) -> None:
    """One that was once made."""
    _with_contact(it, "get", "GET")


def update_contact(it: Asking) -> None:
    """One of two fields, so that an update must keep what another has just changed."""
    field, value = it.luck.choice(("company", "role")), it.new("v")
    _with_contact(it, "update", "PATCH", field, value, body={"defaultFields": {field: value}})


def delete_contact(it: Asking) -> None:
    """One that was once made."""
    _with_contact(it, "delete", "DELETE")


def _with_contact(it: Asking, what: str, method: str, *change: str, body: Any = None) -> None:
    quarrelled = [each for each in it.known.contacts if each[0] in it.known.slots]
    if not quarrelled:
        return
    slot, id = it.luck.choice(quarrelled[-6:])
    asked = (f"contact {slot}", what, (id, *change))

    def read(answer: Any, status: int) -> list[Understood]:
        if good(status, 200, 204, 404) == 404:
            return [(*asked, MISSING)]
        return [(*asked, GONE if what == "delete" else _contact(answer["data"]))]

    it.ask(f"{method} {_CONTACTS}/{id}", read, json=body, lost=[] if what == "get" else [(*asked, None)])


def _contact(document: dict[str, Any]) -> tuple[str, str | None, str | None]:
    fields = document["defaultFields"]
    return document["id"], fields["company"], fields["role"]


def walk_contacts(it: Asking) -> None:
    """All contacts, three to a page."""
    walk = walked(it, _CONTACTS, maxResults=3)
    if walk is not None:
        with it.client.record.lock:
            it.client.record.contact_walks.append(walk)


# ── Tasks ──

_CHANGES = ("title", "title", "complete", "reopen")


def task(it: Asking) -> None:
    """One of the tasks that were there at the beginning: read, changed, or, rarely, deleted."""
    id, title = it.luck.choice(it.known.tasks), it.new("v")
    what = it.luck.choice(("get", "get", "get", "delete", *(5 * _CHANGES)))
    asked = (f"task {id}", what, title if what == "title" else None)
    path = f"/quo/v1/tasks/{id}"
    request, body = {
        "get": (f"GET {path}", None),
        "delete": (f"DELETE {path}", None),
        "title": (f"PUT {path}", {"title": title, "description": "d"}),
    }.get(what, (f"POST {path}/{what}", None))

    def read(answer: Any, status: int) -> list[Understood]:
        if good(status, 200, 204, 404) == 404:
            return [(*asked, MISSING)]
        return [(*asked, GONE if what == "delete" else _task(answer["data"]))]

    it.ask(request, read, json=body, lost=[] if what == "get" else [(*asked, None)])


def _task(document: dict[str, Any]) -> tuple[str, bool, int] | int:
    """A task, or of one that was changed the revision alone."""
    revision = int(document["revision"])
    return (document["title"], document["completed"], revision) if "title" in document else revision


# ── Webhooks ──


def create_hook(it: Asking) -> None:
    """A webhook, which is never called."""

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 201)
        it.known.hooks.append(id := answer["data"]["id"])
        return [(f"webhook {id}", "create", None, "made")]

    body = {"url": "http://127.0.0.1:9/", "events": ["call.ringing"]}
    it.ask("POST /quo/v1/webhooks/calls", read, json=body)


def list_hooks(it: Asking) -> None:
    """Which of those that were made before are there."""
    made = list(it.known.hooks)

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 200)
        there = {each["id"] for each in answer["data"]}
        return [(f"webhook {id}", "list", None, "there" if id in there else MISSING) for id in made]

    it.ask("GET /quo/v1/webhooks", read)


def get_hook(it: Asking) -> None:
    """One that was once made."""
    _with_hook(it, "get")


def delete_hook(it: Asking) -> None:
    """One that was once made."""
    _with_hook(it, "delete")


def _with_hook(it: Asking, what: str) -> None:
    if not it.known.hooks:
        return
    id = it.luck.choice(it.known.hooks[-3:])
    asked = (f"webhook {id}", what, None)

    def read(answer: Any, status: int) -> list[Understood]:
        return [(*asked, MISSING if good(status, 200, 204, 404) == 404 else "there")]

    lost = [(*asked, None)] if what == "delete" else []
    it.ask(f"{what.upper()} /quo/v1/webhooks/{id}", read, lost=lost)
