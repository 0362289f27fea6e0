"""Things made at one instant keep the order they were made in."""

from __future__ import annotations

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.profile import Profile


@pytest.mark.leans_on("order-of-messages")
def test_texts_sent_while_the_clock_stands_still_are_listed_newest_first() -> None:
    bench = Bench(seed="empty")
    body = {"from": "PN123abc", "to": ["+14155550199"]}
    for number in range(12):
        bench.ask("POST /quo/v1/messages", {**body, "content": f"text {number}"})
    path = "GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B14155550199&maxResults=50"
    listed = [message["text"] for message in bench.ok(path)["data"]]
    assert listed == [f"text {number}" for number in reversed(range(12))]


@pytest.mark.leans_on("order-of-contacts")
def test_contacts_made_while_the_clock_stands_still_are_listed_oldest_first() -> None:
    bench = Bench(seed="empty")
    for number in range(12):
        bench.ask("POST /quo/v1/contacts", {"defaultFields": {"firstName": f"{number}"}})
    listed = bench.ok("GET /quo/v1/contacts?maxResults=50")["data"]
    assert [contact["defaultFields"]["firstName"] for contact in listed] == [f"{n}" for n in range(12)]


@pytest.mark.leans_on("order-of-connections")
def test_connections_made_while_the_clock_stands_still_are_listed_oldest_first() -> None:
    bench = Bench(seed="empty")
    made = [bench.ok("POST /connections", {"app": "quo"})["connection_id"] for _ in range(12)]
    listed = [each["connection_id"] for each in bench.ok("GET /connections?status=PENDING")["connections"]]
    assert listed == made


def test_a_short_code_with_a_comma_is_not_two_recipients() -> None:
    bench = Bench(seed="empty", profile=Profile.named("documented").set("max_recipients", 10))
    body = {"content": "Hi", "from": "PN123abc"}
    one = bench.ok("POST /quo/v1/messages", {**body, "to": ["12345,67890"]})
    two = bench.ok("POST /quo/v1/messages", {**body, "to": ["12345", "67890"]})
    assert one["conversationId"] != two["conversationId"]


@pytest.mark.leans_on("last-custom-value-counts")
def test_of_two_values_for_one_custom_field_the_last_one_counts() -> None:
    bench = Bench()
    unit = "65a1f0c2d3e4b5a697880001"
    fields = [{"key": unit, "value": "1A"}, {"key": unit, "value": "2B"}]
    made = bench.ok("POST /quo/v1/contacts", {"defaultFields": {"firstName": "Ada"}, "customFields": fields})
    assert [(each["key"], each["value"]) for each in made["data"]["customFields"]] == [(unit, "2B")]
