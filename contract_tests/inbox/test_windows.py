"""Pages are windows: however much there is, each shows so much, and walking through shows everything once."""

from __future__ import annotations

from contract_tests.gateway.conftest import Bench
from mock_gateway.clock import SECOND

from .conftest import Visitor

JANE = "CV123abc"


def ids(visitor: Visitor, query: str = "") -> list[str]:
    return [row.attributes["id"].removeprefix("r-") for row in visitor.rows(query)]


def write(bench: Bench, text: str, number: str = "+15555555555") -> None:
    bench.ok("POST /_mock/api/inbound/messages", {"from": number, "to": "PN123abc", "text": text})


def positions(visitor: Visitor, path: str, link: str, listed: str) -> list[list[str]]:
    """The ids of one window after the other."""
    windows = []
    while path:
        page = visitor.page(path)
        rows = [row for row in page.find("ol", id=listed)[0].find("li") if "data-position" in row.attributes]
        windows.append([row.attributes["id"] for row in rows])
        links = page.find("a", id=link)
        path = links[0].attributes["href"] if links else ""
        assert len(windows) < 50
    return windows


def test_the_list_shows_each_conversation_once_while_others_come_in() -> None:
    bench = Bench()
    for index in range(120):
        write(bench, "hi", f"+1206555{1000 + index}")
    visitor = Visitor(bench)
    expected = bench.ok("GET /quo/v1/conversations?maxResults=100&phoneNumbers=PN123abc")
    windows = positions(visitor, "/inbox?number=PN123abc", "more", "rows")
    assert [len(window) for window in windows[:-1]] == [50] * (len(windows) - 1)
    everything = [id for window in windows for id in window]
    assert len(everything) == len(set(everything)) == expected["totalItems"] - 1  # one of them is deleted
    assert everything[:100] == [f"r-{each['id']}" for each in expected["data"]]


def test_a_thread_shows_each_message_and_call_once() -> None:
    bench = Bench()
    for index in range(230):
        bench.time += SECOND
        write(bench, f"number {index}")
    windows = positions(Visitor(bench), f"/inbox/{JANE}", "older", "items")
    assert [len(window) for window in windows[:-1]] == [100] * (len(windows) - 1)
    everything = [id for window in reversed(windows) for id in window]
    assert len(everything) == len(set(everything))
    query = "phoneNumberId=PN123abc&participants=%2B15555555555&maxResults=1"
    totals = [bench.ok(f"GET /quo/v1/{kind}?{query}")["totalItems"] for kind in ("messages", "calls")]
    assert len(everything) == sum(totals)


def test_messages_of_one_moment_are_neither_lost_nor_repeated(bench: Bench, visitor: Visitor) -> None:
    for index in range(150):  # the clock stands still
        write(bench, f"number {index}")
    windows = positions(visitor, f"/inbox/{JANE}", "older", "items")
    everything = [id for window in windows for id in window]
    assert len(everything) == len(set(everything)) > 150


def test_what_is_sought_is_found_by_name_and_by_number(visitor: Visitor) -> None:
    named = visitor.rows("?q=rosa")
    assert named
    assert all("Rosa" in row.text for row in named)
    assert ids(visitor, "?q=%28206%29+555-0104") == ids(visitor, "?q=2065550104") != []
    assert ids(visitor, "?q=nobody") == ids(visitor, "?q=0000000000") == ids(visitor, "?q=%25") == []
    assert set(ids(visitor, "?q=rosa&number=PN124abc")) < set(ids(visitor, "?q=rosa"))


def test_an_address_that_makes_no_sense_shows_the_beginning(visitor: Visitor) -> None:
    first = ids(visitor)
    for query in (
        "?before=x",
        "?before=1e5.a",
        "?before=%00.%00",
        f"?before={'9' * 30}.x",
        "?filter=x",
        "?q=+",
    ):
        assert ids(visitor, query) == first
    thread = [item.attributes["id"] for item in visitor.thread(JANE)]
    for query in ("?earlier=x", "?earlier=-1.x", "?earlier=.", "?earlier=99999999999999999.x"):
        assert [item.attributes["id"] for item in visitor.thread(JANE, query)] == thread


def test_a_number_that_there_is_not_has_no_conversations(visitor: Visitor) -> None:
    assert ids(visitor, "?number=PNnone") == []


def test_a_deleted_conversation_is_not_listed(visitor: Visitor) -> None:
    gone = next(
        each["id"]
        for each in visitor.bench.ok("GET /quo/v1/conversations?maxResults=100")["data"]
        if each["deletedAt"] is not None
    )
    assert gone not in ids(visitor)


def test_an_empty_inbox_says_what_to_do(nobody_wrote: Visitor) -> None:
    empty = nobody_wrote.page("/inbox").find("div", class_="empty")[0]
    assert "curl" in empty.find("pre")[0].text
    assert "$MATON_API_KEY" in empty.find("pre")[0].text
