"""Addresses that no well-meaning client asks for: each gets a clear answer, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Bench

JANE = "phoneNumberId=PN123abc&participants=%2B15555555555"


@pytest.fixture(scope="module", params=["documented", "observed"])
def shared(request: pytest.FixtureRequest) -> Bench:
    """Nothing that is asked here may change it."""
    return Bench(profile=request.param)


@pytest.fixture
def bench(shared: Bench) -> Iterator[Bench]:
    before = shared.state()
    yield shared
    assert shared.state() == before


@pytest.mark.parametrize(
    ("query", "path", "message"),
    [
        ("maxResults=1&maxResults=2", "/maxResults", "Expected integer"),
        ("maxResults=", "/maxResults", "Expected integer"),
        ("maxResults=1.0", "/maxResults", "Expected integer"),
        ("maxResults=1e1", "/maxResults", "Expected integer"),
        ("maxResults=%201", "/maxResults", "Expected integer"),
        ("maxResults=%D9%A1", "/maxResults", "Expected integer"),
        ("maxResults[]=1", "/maxResults", "Expected integer"),
        ("maxResults[a]=1", "/maxResults", "Expected integer"),
        ("maxResults=0", "/maxResults", "Expected integer to be greater or equal to 1"),
        ("maxResults=-1", "/maxResults", "Expected integer to be greater or equal to 1"),
        ("maxResults=51", "/maxResults", "Expected integer to be less or equal to 50"),
        ("maxResults=999999999999999", "/maxResults", "Expected integer to be less or equal to 50"),
        ("maxResults=" + "9" * 5000, "/maxResults", "Expected integer"),
        ("maxResults=1&pageToken=%00", "/pageToken", "Expected string without NUL characters"),
        ("maxResults=1&pageToken=", "/pageToken", "Expected a nextPageToken of the same request"),
        ("maxResults=1&pageToken=x", "/pageToken", "Expected a nextPageToken of the same request"),
        (
            "maxResults=1&pageToken=" + "A" * 9000,
            "/pageToken",
            "Expected a nextPageToken of the same request",
        ),
        ("maxResults=1&pageToken=a&pageToken=b", "/pageToken", "Expected string"),
    ],
)
def test_a_bad_parameter_is_named(bench: Bench, query: str, path: str, message: str) -> None:
    answer = bench.ask(f"GET /quo/v1/contacts?{query}")
    complaints = [(complaint["path"], complaint["message"]) for complaint in answer.json["errors"]]
    assert (answer.status_code, complaints) == (400, [(path, message)])
    assert len(answer.data) < 2000


@pytest.mark.leans_on("unknown-parameters-ignored")
@pytest.mark.parametrize(
    "query",
    [
        "",
        "&&&",
        "=",
        "%",
        "%zz=%",
        ";",
        "?",
        "a=b&" * 20_000,
        "%00=1",
        "__proto__[x]=1",
        "maxresults=1",
        "constructor=1",
    ],
    ids=lambda query: query[:12],
)
def test_what_nobody_knows_in_a_query_is_ignored(bench: Bench, query: str) -> None:
    assert len(bench.ok(f"GET /quo/v1/contacts?maxResults=1&{query}")["data"]) == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("participants[a]=%2B15555555555", 400),
        ("participants[21]=%2B15555555555", 400),
        ("participants=", 400),
        ("participants=%00", 400),
        ("participants=%2B15555555555%00", 400),
        ("participants=%2B15555555555%0A", 400),
        ("participants[20]=%2B15555555555", 200),
        ("&".join(["participants=%2B15555555555"] * 10), 200),
        ("&".join(["participants=%2B15555555555"] * 11), 400),
        ("participants" + "[a]" * 500 + "=1", 400),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_array_of_something_else_is_refused(bench: Bench, query: str, status: int) -> None:
    url = f"GET /quo/v1/messages?phoneNumberId=PN123abc&maxResults=1&{query}"
    assert bench.ask(url).status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("users/US%ff", 404),
        ("users/US%ED%A0%80", 404),
        ("users/US" + "x" * 20_000, 404),
        ("users/US%00", 400),
        ("users/US123abc%00", 400),
        ("users/us123abc", 400),
        ("users/%20US123abc", 400),
        ("users/US'%20OR%20'1'='1", 404),
        ("users/US%25", 404),
        ("users/US123abc?x=%00", 200),
        ("users/US123abc#fragment", 200),
        ("messages/PN123abc", 400),
        ("contacts/%0A", 400),
        ("phone-numbers/PN%F0%9F%98%A9", 404),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_odd_id_is_refused_or_not_found(bench: Bench, path: str, status: int) -> None:
    answer = bench.ask(f"GET /quo/v1/{path}")
    if path.startswith("contacts") and bench.gateway.profile["id_style"] == "live":
        status = 404  # a live contact's id may be any text
    assert (answer.status_code, answer.mimetype) == (status, "application/json")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/v1",
        "/v1/",
        "/v2/users",
        "//v1/users",
        "/v1//users",
        "/v1/users//US123abc",
        "/v1/users/US123abc/x",
        "/v1/messages/AC%2Fabc",
        "/../v1/users",
        "/v1/.",
        "/v1/messages/AC123abc/mark-as-read",
    ],
)
def test_an_unknown_path_is_not_found(bench: Bench, path: str) -> None:
    answer: Any = bench.ask(f"GET /quo{path}")
    assert answer.status_code == 404
    if bench.gateway.profile["unknown_route"] == "express":
        assert (answer.mimetype, "<pre>Cannot GET /" in answer.text) == ("text/html", True)
    else:
        assert answer.json["message"].startswith("There is no GET /")
        assert answer.json["code"] == "0000404"


@pytest.mark.leans_on("slash-at-the-end")
def test_a_slash_at_the_end_makes_no_difference(bench: Bench) -> None:
    for path in ("users/US123abc", "phone-numbers"):
        assert bench.ok(f"GET /quo/v1/{path}/") == bench.ok(f"GET /quo/v1/{path}")
    assert bench.ok("GET /connections/") == bench.ok("GET /connections")


def test_a_path_may_be_percent_encoded(bench: Bench) -> None:
    assert bench.ok("GET /quo/v1/%75sers/%55S123abc") == bench.ok("GET /quo/v1/users/US123abc")


@pytest.mark.parametrize(
    "headers",
    [
        {"Maton-Connection": "\xff"},
        {"Maton-Connection": "x" * 10_000},
        {"X-Anything": "y" * 60_000},
        {"Accept": "text/html"},
        {"Content-Type": "\xff"},
        {"Host": ""},
        {"Host": "a b"},
        {"Cookie": "a=b; c"},
        {"Range": "bytes=0-0"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"Mock-Fault": "\xff"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_odd_headers_are_answered_too(bench: Bench, headers: dict[str, str | None]) -> None:
    answer = bench.ask("GET /quo/v1/users/US123abc", headers=headers)
    assert answer.status_code == (400 if headers.keys() & {"Maton-Connection", "Mock-Fault"} else 200)
    assert answer.mimetype == "application/json"


@pytest.mark.leans_on("query-must-be-utf8")
@pytest.mark.parametrize("query", ["maxResults=%ff", "pageToken=%ED%A0%80", "maxResults=1&a=%c3"])
def test_a_query_that_is_not_utf8_is_refused(query: str) -> None:
    answer = Bench().ask(f"GET /quo/v1/contacts?{query}")
    assert (answer.status_code, answer.json["message"]) == (400, "The query is not valid UTF-8")
