"""Removing what a run made, and finding what an earlier one left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx

from contract_tests.live.asked import Refused
from contract_tests.live.belongings import Belongings
from contract_tests.live.environment import Environment
from contract_tests.live.guard import Guard, marked

ATTEMPTS = 4
"""For one thing, since clean-up meets the same storms as the tests."""
SIZES = {"contacts": 50, "tasks": 100}


def client(environment: Environment, transport: httpx.BaseTransport) -> httpx.Client:
    """A client with the account's key."""
    headers = {"Authorization": f"Bearer {environment.api_key}", "User-Agent": "maton-quo-contract-tests"}
    if environment.connection:
        headers["Maton-Connection"] = environment.connection
    return httpx.Client(base_url=environment.gateway_url, headers=headers, transport=transport)


def remove_own(http: httpx.Client, guard: Guard) -> None:
    """Remove all that the run made; what stays is in `guard.belongings`, and the sweep finds it."""
    belongings = guard.belongings
    guard.allow_more(ATTEMPTS * len(belongings.all()) + 20)
    if belongings.unanswered:
        guard.allow_more(1000)
        # To read a thing that carries the mark is to learn that it is ours.
        list(walked(http, "contacts", {"sources": guard.mark}))
        list(walked(http, "tasks", {}))
        list(walked(http, "webhooks", {}))
    remove(http, belongings)
    if not belongings.all():
        belongings.close()


def remove(http: httpx.Client, belongings: Belongings) -> int:
    """Remove everything that belongs to the run; returns how many are gone."""
    return sum(_removed(http, resource, id) for resource, id in belongings.all())


def walked(http: httpx.Client, resource: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every item of a list; it ends early where the service fails for good."""
    token: str | None = None
    while True:
        more = {"pageToken": token} if token else {}
        sized = {"maxResults": str(SIZES[resource])} if resource in SIZES else {}
        response = _answer(http, "GET", f"/quo/v1/{resource}", {**query, **sized, **more})
        if response is None or response.status_code != 200:
            return
        page = response.json()
        yield from page["data"]
        following = page.get("nextPageToken")
        if following is None or following == token:
            return
        token = following


def is_marked(resource: str, thing: dict[str, Any]) -> bool:
    """Whether some run made it."""
    return marked(resource, thing) is not None


def _removed(http: httpx.Client, resource: str, id: str) -> bool:
    response = _answer(http, "DELETE", f"/quo/v1/{resource}/{id}", {})
    return response is not None and (response.is_success or response.status_code == 404)


def _answer(http: httpx.Client, method: str, path: str, query: dict[str, str]) -> httpx.Response | None:
    """The first answer that is neither a storm nor a failure; None if there is none."""
    for _ in range(ATTEMPTS):
        try:
            response = http.request(method, path, params=query)
        except httpx.TransportError:
            continue
        except Refused:
            return None
        if response.status_code < 500 and response.status_code != 429:
            return response
    return None
