"""Lists, filtered: what each query parameter lets through."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from mock_gateway.profile import Profile

from .conftest import Bench

JANE = "phoneNumberId=PN123abc&participants=%2B15555555555"


def everything(bench: Bench, url: str) -> list[dict[str, Any]]:
    page = bench.ok(f"GET /quo/v1{url}")
    items: list[dict[str, Any]] = page["data"]
    assert page["totalItems"] == len(items), "more than one page"
    return items


def times(bench: Bench, url: str) -> list[str]:
    return [item["createdAt"] for item in everything(bench, url)]


@pytest.mark.leans_on("dates-are-exclusive")
@pytest.mark.parametrize("resource", ["messages", "calls"])
def test_created_after_and_before_leave_the_moment_itself_out(bench: Bench, resource: str) -> None:
    url = f"/{resource}?{JANE}&maxResults=100"
    newest_first = times(bench, url)
    assert newest_first == sorted(newest_first, reverse=True)
    assert len(set(newest_first)) >= 2
    moment = newest_first[1]
    assert times(bench, f"{url}&createdAfter={moment}") == [t for t in newest_first if t > moment]
    assert times(bench, f"{url}&createdBefore={moment}") == [t for t in newest_first if t < moment]
    assert times(bench, f"{url}&createdAfter={moment}&createdBefore={moment}") == []


@pytest.mark.leans_on("since-is-created-before")
@pytest.mark.parametrize("resource", ["messages", "calls"])
def test_since_does_what_created_before_does(bench: Bench, resource: str) -> None:
    url = f"/{resource}?{JANE}&maxResults=100"
    moment = times(bench, url)[1]
    assert times(bench, f"{url}&since={moment}") == times(bench, f"{url}&createdBefore={moment}") != []


def test_of_two_bounds_the_tighter_one_counts_whichever_it_is(bench: Bench) -> None:
    url = f"/messages?{JANE}&maxResults=100"
    newest, *_, oldest = times(bench, url)
    for since, before in ((newest, oldest), (oldest, newest)):
        assert times(bench, f"{url}&since={since}&createdBefore={before}") == []


def test_the_end_of_a_page_is_not_the_end_where_all_comes_from_one_of_two_numbers(bench: Bench) -> None:
    url = "/quo/v1/conversations?phoneNumbers=PN123abc&phoneNumbers=PN404&maxResults=2"
    page = bench.ok(f"GET {url}")
    assert page["totalItems"] > len(page["data"]) == 2
    assert page["nextPageToken"] is not None


@pytest.mark.parametrize(
    ("after", "before", "field"),
    [("createdAfter", "createdBefore", "createdAt"), ("updatedAfter", "updatedBefore", "updatedAt")],
)
def test_conversations_are_found_by_when_they_began_and_changed(
    bench: Bench, after: str, before: str, field: str
) -> None:
    url = "/conversations?maxResults=100"
    all_times = sorted(item[field] for item in everything(bench, url))
    moment = all_times[20]
    later = everything(bench, f"{url}&{after}={moment}")
    earlier = everything(bench, f"{url}&{before}={moment}")
    assert sorted(item[field] for item in later) == [t for t in all_times if t > moment]
    assert sorted(item[field] for item in earlier) == [t for t in all_times if t < moment]


@pytest.mark.leans_on("group-needs-all")
def test_a_thread_is_found_by_all_of_its_participants_in_any_order(bench: Bench) -> None:
    [group] = [c for c in everything(bench, "/conversations?maxResults=100") if len(c["participants"]) == 2]
    one, other = (f"participants={quote(number)}" for number in group["participants"])
    url = f"/messages?phoneNumberId={group['phoneNumberId']}&maxResults=100"
    both = everything(bench, f"{url}&{one}&{other}")
    assert {message["conversationId"] for message in both} == {group["id"]}
    assert everything(bench, f"{url}&{other}&{one}") == both
    assert everything(bench, f"{url}&{other}&{one}&{other}") == both
    assert all(m["conversationId"] != group["id"] for m in everything(bench, f"{url}&{one}"))


@pytest.mark.leans_on("no-thread-is-empty")
def test_a_thread_that_does_not_exist_is_an_empty_list(bench: Bench) -> None:
    url = "phoneNumberId=PN123abc&participants=%2B14155550000&maxResults=10"
    for resource in ("messages", "calls"):
        assert bench.ok(f"GET /quo/v1/{resource}?{url}") == {
            "data": [],
            "totalItems": 0,
            "nextPageToken": None,
        }


def test_messages_and_calls_are_found_by_user(bench: Bench) -> None:
    for resource in ("messages", "calls"):
        url = f"/{resource}?{JANE}&maxResults=100"
        mine = [item for item in everything(bench, url) if item["userId"] == "US123abc"]
        assert everything(bench, f"{url}&userId=US123abc") == mine != []
        for user, status in (("US125abc", 403), ("US404", 404)):
            assert bench.ask(f"GET /quo/v1{url}&userId={user}").status_code == status


@pytest.mark.leans_on("phone-numbers-wins", "unknown-filter-number", "user-filters-by-numbers")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("phoneNumbers=PN124abc", {"PN124abc"}),
        ("phoneNumbers=%2B14155550124", {"PN124abc"}),
        ("phoneNumbers=PN123abc&phoneNumbers=%2B14155550124", {"PN123abc", "PN124abc"}),
        ("phoneNumber=PN125abc", {"PN125abc"}),
        ("phoneNumber=%2B12125550125", {"PN125abc"}),
        ("phoneNumber=PN125abc&phoneNumbers=PN124abc", {"PN124abc"}),
        ("phoneNumbers=PN404", set()),
        ("phoneNumber=%2B19999999999", set()),
        ("userId=US126abc", {"PN125abc"}),
        ("userId=US124abc", {"PN123abc", "PN124abc"}),
        ("userId=US404", set()),
        ("userId=US126abc&phoneNumbers=PN123abc", set()),
    ],
)
def test_conversations_are_found_by_number_and_user(bench: Bench, query: str, numbers: set[str]) -> None:
    found = everything(bench, f"/conversations?maxResults=100&{query}")
    assert {item["phoneNumberId"] for item in found} == numbers


@pytest.mark.leans_on("done-is-not-inactive", "inactive-is-deleted-or-idle")
def test_inactive_conversations_are_those_deleted_or_without_activity(bench: Bench) -> None:
    url = "/conversations?maxResults=100"
    everyone = everything(bench, url)
    active = [c for c in everyone if c["deletedAt"] is None and c["lastActivityAt"] is not None]
    assert everything(bench, f"{url}&excludeInactive=true") == active
    assert everything(bench, f"{url}&excludeInactive=false") == everyone
    assert len(active) == len(everyone) - 2
    assert any(c["snoozedUntil"] for c in active)  # done is not inactive


def test_contacts_are_found_by_external_id_and_source(bench: Bench) -> None:
    pages = [bench.ok("GET /quo/v1/contacts?maxResults=50")]
    while token := pages[-1]["nextPageToken"]:
        pages.append(bench.ok(f"GET /quo/v1/contacts?maxResults=50&pageToken={token}"))
    everyone = [contact for page in pages for contact in page["data"]]
    crm = [contact for contact in everyone if contact["source"] == "crm"]
    first, second = crm[0]["externalId"], crm[1]["externalId"]
    assert everything(bench, "/contacts?maxResults=50&sources=crm") == crm
    both = f"/contacts?maxResults=50&externalIds={first}&externalIds={second}"
    assert everything(bench, both) == crm[:2]
    assert everything(bench, f"{both}&sources=public-api") == []
    assert everything(bench, f"/contacts?maxResults=50&externalIds={first},{second}") == []
    assert bench.ok("GET /quo/v1/contacts?maxResults=1&sources=crm&sources=public-api")["totalItems"] == sum(
        contact["source"] is not None for contact in everyone
    )


@pytest.mark.leans_on("arrays-in-three-forms")
@pytest.mark.parametrize("name", ["participants", "participants[]", "participants[0]", "participants%5B%5D"])
def test_an_array_may_be_written_in_every_way(either: Bench, name: str) -> None:
    url = f"GET /quo/v1/messages?phoneNumberId=PN123abc&{name}=%2B15555555555&maxResults=100"
    assert either.ok(url)["totalItems"] > 5


@pytest.mark.leans_on("plus-in-query")
def test_a_raw_plus_is_a_plus_in_the_guide_and_a_space_live(bench: Bench) -> None:
    url = "GET /quo/v1/messages?phoneNumberId=PN123abc&participants[]=+15555555555&maxResults=100"
    assert bench.ok(url)["totalItems"] > 5
    strict = Bench(profile=Profile.named("documented").set("plus_in_query", "space"))
    answer = strict.ask(url)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (400, "/participants/0")


@pytest.mark.leans_on("max-results")
@pytest.mark.parametrize(
    "resource", ["messages?" + JANE, "calls?" + JANE, "users?", "contacts?", "conversations?"]
)
def test_max_results_is_required_in_the_guide_and_ten_live(
    bench: Bench, observed: Bench, resource: str
) -> None:
    [complaint] = bench.ask(f"GET /quo/v1/{resource}").json["errors"]
    assert (complaint["path"], complaint["message"]) == ("/maxResults", "Expected required property")
    assert len(observed.ok(f"GET /quo/v1/{resource}")["data"]) == min(
        10, observed.ok(f"GET /quo/v1/{resource}")["totalItems"]
    )


def test_numbers_are_found_by_user(bench: Bench) -> None:
    for user, numbers in (("US123abc", ["PN123abc", "PN125abc"]), ("US126abc", ["PN125abc"]), ("US404", [])):
        found = bench.ok(f"GET /quo/v1/phone-numbers?userId={user}")["data"]
        assert [number["id"] for number in found] == numbers
