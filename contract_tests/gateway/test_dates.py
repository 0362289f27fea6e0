"""Dates as people and programs write them: every valid one is understood, every other one refused."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from .conftest import Bench

VALID = [
    "2026-01-01T00:00:00Z",
    "2026-01-01t00:00:00z",
    "2026-01-01T00:00:00.1Z",
    "2026-01-01T00:00:00.123456Z",
    "2026-01-01T00:00:00.123456789Z",
    "2026-01-01T00:00:00.1234567890123456789012345678901234567890Z",
    "2026-01-01T00:00:00+00:00",
    "2026-01-01T00:00:00-00:00",
    "2026-01-01T00:00:00+23:59",
    "2026-01-01T00:00:00-12:34",
    "2016-12-31T23:59:60Z",
    "2016-12-31T23:59:60.999Z",
    "2016-12-31T15:59:60-08:00",
    "2024-02-29T12:00:00Z",
    "0000-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-23:59",
]
INVALID = [
    "",
    " ",
    "now",
    "0",
    "1772366400",
    "2026-01-01",
    "2026-01-01T00:00:00",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00Z",
    "20260101T000000Z",
    "2026-W01-1T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T12:30:60Z",
    "2026-01-01T00:00:61Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00,5Z",
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00 00:00",
    "10000-01-01T00:00:00Z",
    "-001-01-01T00:00:00Z",
    "2.26-01-01T00:00:00Z",
    "2026-01-0,T00:00:00Z",
    "2026-01-01T00:00:0+Z",
    "٢٠٢٦-01-01T00:00:00Z",
    "2026-01-01T00:00:00Z\n",
    "2026-01-01T00:00:00Z\0",
]
NAMES = ["createdAfter", "createdBefore", "updatedAfter", "updatedBefore"]


@pytest.fixture(scope="module")
def bench() -> Bench:
    """It is only read here."""
    return Bench()


@pytest.mark.parametrize("date", VALID)
def test_a_valid_date_is_understood_and_divides_the_list(bench: Bench, date: str) -> None:
    total = bench.ok("GET /quo/v1/conversations?maxResults=1")["totalItems"]
    counts = [
        bench.ok(f"GET /quo/v1/conversations?maxResults=1&{name}={quote(date)}")["totalItems"]
        for name in NAMES
    ]
    assert counts[0] + counts[1] == counts[2] + counts[3] == total


@pytest.mark.parametrize("date", INVALID)
@pytest.mark.parametrize("name", NAMES)
def test_an_invalid_date_is_refused_by_name(bench: Bench, name: str, date: str) -> None:
    answer = bench.ask(f"GET /quo/v1/conversations?maxResults=1&{name}={quote(date)}")
    assert answer.status_code == 400
    assert {complaint["path"] for complaint in answer.json["errors"]} == {f"/{name}"}


@pytest.mark.parametrize("name", ["createdAfter", "createdBefore", "since"])
@pytest.mark.parametrize("resource", ["messages", "calls"])
@pytest.mark.parametrize(
    "date", ["0000-01-01T00:00:00Z", "2016-12-31T23:59:60Z", "9999-12-31T23:59:59-23:59"]
)
def test_messages_and_calls_understand_the_oddest_dates(
    bench: Bench, resource: str, name: str, date: str
) -> None:
    query = f"phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=1&{name}={date}"
    assert bench.ask(f"GET /quo/v1/{resource}?{query}").status_code == 200


def test_an_offset_counts(bench: Bench) -> None:
    # the guide's message was made at 2022-01-01T00:00:00Z
    query = "phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=1"
    for date, found in (("2022-01-01T01:00:00.001%2B01:00", 1), ("2022-01-01T01:00:00%2B01:00", 0)):
        page = bench.ok(f"GET /quo/v1/messages?{query}&createdBefore={date}")
        assert page["totalItems"] == found
