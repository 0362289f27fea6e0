"""Removing what a run made, and finding what an earlier one left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx

from contract_tests.live.asked import Refused
from contract_tests.live.belongings import Belongings
from contract_tests.live.environment import Environment
from contract_tests.live.guard import Guard

ATTEMPTS = 4
"""For one thing, since clean-up meets the same storms as the tests."""
ENOUGH_TO_FIND = 1000
"""Requests; 100 000 tasks."""
SIZES = {"contacts": 50, "tasks": 100}


class Unreadable(Exception):
    """A list could not be read to its end; the text says which."""


def client(environment: Environment, transport: httpx.BaseTransport) -> httpx.Client:
    """A client with the account's key."""
    headers = {"Authorization": f"Bearer {environment.api_key}", "User-Agent": "maton-quo-contract-tests"}
    if environment.connection:
        headers["Maton-Connection"] = environment.connection
    return httpx.Client(base_url=environment.gateway_url, headers=headers, transport=transport)


def remove_own(http: httpx.Client, guard: Guard) -> None:
    """Remove all that the run made; what stays is in `guard.belongings`, and the sweep finds it."""
    belongings = guard.belongings
    if belongings.unanswered:
        guard.allow_more(ENOUGH_TO_FIND)
        with suppress(Unreadable):
            find(http, {"sources": guard.mark})
            belongings.unanswered = 0
    guard.allow_more(ATTEMPTS * len(belongings.all()))
    remove(http, belongings)
    if not belongings.all() and not belongings.unanswered:
        belongings.close()


def find(http: httpx.Client, of_contacts: dict[str, str]) -> None:
    """Read every list that may show what a run made; to read a thing that is ours is to learn of it.

    Raises:
        Unreadable: When a list could not be read to its end.
    """
    for resource, query in (("contacts", of_contacts), ("tasks", {}), ("webhooks", {})):
        for _ in walked(http, resource, query):
            pass


def read(http: httpx.Client, resource: str, id: str) -> bool:
    """Read one thing, to learn whether it is ours; True if it was shown, and False if there is none.

    Raises:
        Unreadable: When the service says neither.
    """
    answer = _answer(http, "GET", f"/quo/v1/{resource}/{id}", {})
    if answer is None or answer.status_code not in (200, 404):
        raise Unreadable("Something that a run has made could not be read: sweep again later.")
    return answer.status_code == 200


def remove(http: httpx.Client, belongings: Belongings) -> int:
    """Remove everything that belongs to the run; returns how many are gone."""
    return sum(_removed(http, resource, id) for resource, id in belongings.all())


def walked(http: httpx.Client, resource: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every item of a list; raises `Unreadable` where the service fails for good."""
    token: str | None = None
    while True:
        more = {"pageToken": token} if token else {}
        sized = {"maxResults": str(SIZES[resource])} if resource in SIZES else {}
        response = _answer(http, "GET", f"/quo/v1/{resource}", {**query, **sized, **more})
        if response is None or response.status_code != 200:
            raise Unreadable(f"The list of {resource} could not be read to its end.")
        try:
            page = response.json()
            yield from page["data"]
            following = page.get("nextPageToken")
        except (ValueError, LookupError, TypeError):
            raise Unreadable(f"The list of {resource} is not a list.") from None
        if following is None or following == token:
            return
        token = following


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
