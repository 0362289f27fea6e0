"""Every list, page by page: each item exactly once, in the promised order, whatever happens in between."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests import depths
from contract_tests.contract.calls import walked
from contract_tests.targets import Account, Target

THREAD = {"phoneNumberId": "PN124abc", "participants": "+12065550101"}  # the longest of the demo workspace
LISTS: list[tuple[str, dict[str, Any], int]] = [
    ("users", {}, 50),
    ("contacts", {}, 50),
    ("contacts", {"sources": ["crm", "public-api"]}, 50),
    ("messages", THREAD, 100),
    ("messages", {**THREAD, "createdAfter": "2026-01-20T00:00:00Z"}, 100),
    ("messages", {**THREAD, "createdBefore": "2026-01-20T00:00:00Z", "userId": "US124abc"}, 100),
    ("calls", THREAD, 100),
    ("calls", {"phoneNumberId": "PN123abc", "participants": "+15555555555"}, 100),
    ("tasks", {}, 100),
    ("conversations", {}, 100),
    ("conversations", {"phoneNumbers": ["PN124abc", "+12125550125"], "excludeInactive": "true"}, 100),
    ("conversations", {"userId": "US123abc", "updatedAfter": "2025-12-01T00:00:00Z"}, 100),
]
ORDERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "users": lambda item: item["createdAt"],
    "contacts": lambda item: item["createdAt"],
    "tasks": lambda item: item["createdAt"],
    "messages": lambda item: item["createdAt"],
    "calls": lambda item: item["createdAt"],
    "conversations": lambda item: item["lastActivityAt"] or "",
}
NEWEST_FIRST = {"messages", "calls", "conversations"}


@pytest.fixture
def http(account: Account) -> Iterator[httpx.Client]:
    with account.http() as client:
        yield client


def page(http: httpx.Client, name: str, **query: Any) -> dict[str, Any]:
    response = http.get(f"/quo/v1/{name}", params=query)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.leans_on("total-counts-what-matches")
@pytest.mark.parametrize(("name", "filters", "most"), LISTS)
def test_any_page_size_gives_each_item_once_and_in_order(
    http: httpx.Client, name: str, filters: dict[str, Any], most: int
) -> None:
    whole = walked(http, f"/quo/v1/{name}", filters, most)
    keys = [ORDERS[name](item) for item in whole]
    assert keys == sorted(keys, reverse=name in NEWEST_FIRST)
    assert len({item["taskId" if name == "tasks" else "id"] for item in whole}) == len(whole) > 0

    @depths.part(5)
    @given(size=st.integers(1, most))
    def holds(size: int) -> None:
        assert walked(http, f"/quo/v1/{name}", filters, size) == whole
        assert page(http, name, **filters, maxResults=size)["totalItems"] == len(whole)

    holds()


@pytest.mark.leans_on("last-page-has-null")
@pytest.mark.parametrize(("name", "filters", "most"), LISTS)
def test_a_list_that_ends_with_its_page_promises_no_other(
    http: httpx.Client, name: str, filters: dict[str, Any], most: int
) -> None:
    total = page(http, name, **filters, maxResults=1)["totalItems"]
    if total <= most:
        assert page(http, name, **filters, maxResults=total).get("nextPageToken") is None
    assert (page(http, name, **filters, maxResults=1)["nextPageToken"] is None) == (total == 1)


@pytest.mark.parametrize(
    "filters", [{"createdAfter": "2026-01-28T00:00:00Z"}, {"since": "2026-01-28T00:00:00Z"}]
)
def test_a_date_filter_keeps_what_it_says(http: httpx.Client, filters: dict[str, str]) -> None:
    whole = walked(http, "/quo/v1/messages", THREAD, 100)
    found = walked(http, "/quo/v1/messages", {**THREAD, **filters}, 100)
    later = "createdAfter" in filters  # `since` does what createdBefore does
    assert found == [item for item in whole if (item["createdAt"] > "2026-01-28") == later]
    assert 0 < len(found) < len(whole)


@pytest.mark.leans_on("dates-are-exclusive")
@pytest.mark.parametrize("name", ["createdAfter", "createdBefore"])
def test_a_date_filter_leaves_out_its_own_moment(http: httpx.Client, name: str) -> None:
    whole = walked(http, "/quo/v1/messages", THREAD, 100)
    middle = whole[60]
    found = walked(http, "/quo/v1/messages", {**THREAD, name: middle["createdAt"]}, 100)
    assert found == (whole[:60] if name == "createdAfter" else whole[61:])


@pytest.mark.leans_on("pages-hold-still")
def test_what_is_added_or_removed_meanwhile_moves_nothing_else(http: httpx.Client) -> None:
    before = [item["id"] for item in walked(http, "/quo/v1/contacts", {}, 50)]
    first = page(http, "contacts", maxResults=40)
    http.delete(f"/quo/v1/contacts/{before[3]}")  # of the page that was read
    http.delete(f"/quo/v1/contacts/{before[39]}")  # the very one that the token was made from
    http.delete(f"/quo/v1/contacts/{before[60]}")  # of one that was not
    added = http.post("/quo/v1/contacts", json={"defaultFields": {"firstName": "Late"}}).json()["data"]["id"]
    second = page(http, "contacts", maxResults=40, pageToken=first["nextPageToken"])
    third = page(http, "contacts", maxResults=50, pageToken=second["nextPageToken"])
    read = [item["id"] for each in (first, second, third) for item in each["data"]]
    assert read == [id for id in before if id != before[60]] + [added]
    assert third["nextPageToken"] is None


@pytest.mark.leans_on("pages-hold-still")
def test_a_text_that_arrives_meanwhile_repeats_nothing(http: httpx.Client) -> None:
    before = [item["id"] for item in walked(http, "/quo/v1/messages", THREAD, 100)]
    first = page(http, "messages", **THREAD, maxResults=50)
    text = {"content": "Hi", "from": "PN124abc", "to": [THREAD["participants"]]}
    assert http.post("/quo/v1/messages", json=text).status_code == 202
    second = page(http, "messages", **THREAD, maxResults=100, pageToken=first["nextPageToken"])
    assert [item["id"] for item in first["data"] + second["data"]] == before
    assert second["totalItems"] == len(before) + 1


def altered(token: str) -> dict[str, str]:
    """Tokens that the list did not issue."""
    content = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    farther = urlsafe_b64encode(json.dumps({**content, "lastId": "CT"}).encode()).rstrip(b"=").decode()
    return {
        "cut": token[:-1],
        "longer": token + "A",
        "another first letter": ("f" if token[0] != "f" else "g") + token[1:],
        "another position": farther,
        "unsigned": urlsafe_b64encode(b'{"lastId":"CT123abc","lastKey":1}').decode(),
        "made up": "nope",
        "empty": "",
        "not ASCII": "é",
        "not base64": "%%%",
    }


def refuses(http: httpx.Client, name: str, **query: Any) -> None:
    response = http.get(f"/quo/v1/{name}", params=query)
    assert response.status_code == 400, response.text
    assert [complaint["path"] for complaint in response.json()["errors"]] == ["/pageToken"]


@pytest.mark.leans_on("bad-token-is-400")
def test_a_token_that_was_altered_or_made_up_is_a_400(http: httpx.Client) -> None:
    token = page(http, "contacts", maxResults=5)["nextPageToken"]
    for other in altered(token).values():
        refuses(http, "contacts", maxResults=5, pageToken=other)


@pytest.mark.leans_on("bad-token-is-400")
def test_a_token_is_good_for_the_same_list_only(target: Target, http: httpx.Client) -> None:
    token = page(http, "contacts", maxResults=5)["nextPageToken"]
    refuses(http, "users", maxResults=5, pageToken=token)
    refuses(http, "contacts", maxResults=5, pageToken=token, sources="crm")
    with target.account().http() as other:
        refuses(other, "contacts", maxResults=5, pageToken=token)
    thread_token = page(http, "messages", **THREAD, maxResults=5)["nextPageToken"]
    refuses(http, "calls", **THREAD, maxResults=5, pageToken=thread_token)
    refuses(
        http, "messages", **THREAD, maxResults=5, pageToken=thread_token, createdAfter="2022-01-01T00:00:00Z"
    )


@pytest.mark.leans_on("token-never-expires")
def test_a_token_is_good_for_another_page_size_and_more_than_once(http: httpx.Client) -> None:
    token = page(http, "contacts", maxResults=5)["nextPageToken"]
    small, large = (page(http, "contacts", maxResults=size, pageToken=token)["data"] for size in (3, 50))
    assert large[:3] == small == page(http, "contacts", maxResults=3, pageToken=token)["data"]
