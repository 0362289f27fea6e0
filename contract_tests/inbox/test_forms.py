"""What is done on the pages: as the customer, and to a conversation; and what no forged form does."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench

from .conftest import Visitor, read

JANE = "CV123abc"
POSTS = [
    f"/inbox/{JANE}/messages", f"/inbox/{JANE}/read", f"/inbox/{JANE}/done", f"/inbox/{JANE}/open",
    "/messages", "/calls", "/_mock/logout",
]  # fmt: skip


def conversation(bench: Bench, id: str = JANE) -> dict[str, Any]:
    found = bench.ok("GET /quo/v1/conversations?maxResults=100")["data"]
    return next(each for each in found if each["id"] == id)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("csrf", ["", "x", "0" * 40])
def test_a_form_without_what_our_pages_know_changes_nothing(
    bench: Bench, visitor: Visitor, path: str, csrf: str
) -> None:
    visitor.token()
    before = bench.state()
    answer = visitor.post(path, csrf=csrf, text="hi", **{"from": "+12065550100"})
    assert answer.status_code == 403
    assert "load it again" in answer.text
    assert bench.state() == before


def test_what_one_browser_knows_is_worth_nothing_in_another(bench: Bench, visitor: Visitor) -> None:
    other = Visitor(bench)
    other.token()
    assert other.post(f"/inbox/{JANE}/messages", csrf=visitor.token(), text="hi").status_code == 403
    fresh = Visitor(bench)
    assert fresh.post(f"/inbox/{JANE}/messages", csrf=visitor.token(), text="hi").status_code == 403


def test_a_reply_is_in_the_thread_and_is_told_to_webhooks(bench: Bench, visitor: Visitor) -> None:
    bench.ok(
        "POST /quo/v1/webhooks/messages", {"url": "http://127.0.0.1:9/hook", "events": ["message.received"]}
    )
    answer = visitor.post(f"/inbox/{JANE}/messages?filter=unread", text="Is it free?\r\nToday?")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{visitor.home}/inbox/{JANE}?filter=unread"
    last = visitor.thread(JANE)[-1]
    assert last.find("p", class_="bubble")[0].text == "Is it free?\nToday?"
    assert "theirs" in last.attributes["class"]
    [delivery] = bench.ok("GET /_mock/api/deliveries")["data"]
    assert delivery["event_type"] == "message.received"


def test_a_reply_opens_a_conversation_that_was_done(bench: Bench, visitor: Visitor) -> None:
    assert visitor.post(f"/inbox/{JANE}/done").status_code == 303
    assert conversation(bench)["snoozedUntil"] > "2100"
    visitor.post(f"/inbox/{JANE}/messages", text="One more thing")
    assert conversation(bench)["snoozedUntil"] is None


def test_a_conversation_is_done_and_opened_again(bench: Bench, visitor: Visitor) -> None:
    visitor.post(f"/inbox/{JANE}/done")
    assert "done" in visitor.rows()[0].attributes["class"]
    visitor.post(f"/inbox/{JANE}/open")
    assert conversation(bench)["snoozedUntil"] is None
    assert "done" not in visitor.rows()[0].attributes["class"]


def test_what_came_in_is_unread_until_it_is_read(visitor: Visitor) -> None:
    visitor.post(f"/inbox/{JANE}/messages", text="Hello?")
    assert "unread" in visitor.rows()[0].attributes["class"]
    before = [row.attributes["id"] for row in visitor.rows("?filter=unread")]
    assert f"r-{JANE}" in before
    visitor.post(f"/inbox/{JANE}/read")
    assert "unread" not in visitor.rows()[0].attributes["class"]
    assert [row.attributes["id"] for row in visitor.rows("?filter=unread")] == before[1:]


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "at least one"), (" \n", "at least one"), ("x" * 1601, "at most 1600"), ("a\0b", "NUL")],
)
def test_a_text_that_cannot_be_is_refused_in_a_sentence(
    bench: Bench, visitor: Visitor, text: str, told: str
) -> None:
    before = bench.state()
    for path, sender in ((f"/inbox/{JANE}/messages", ""), ("/messages", "+12065550100")):
        answer = visitor.post(path, text=text, **{"from": sender})
        [problem] = read(answer.text).find(**{"data-problem": ""})
        assert (answer.status_code, told in problem.text) == (400, True), problem.text
    assert bench.state() == before


@pytest.mark.parametrize("number", ["", "2065550100", "+0", "+1206555010x", "+12065550100\n1", "<b>", "\0"])
def test_a_number_that_is_none_is_refused_in_a_sentence(bench: Bench, visitor: Visitor, number: str) -> None:
    before = bench.state()
    for path in ("/messages", "/calls"):
        answer = visitor.post(path, text="hi", **{"from": number})
        if answer.status_code == 303:  # a line end between digits is what people paste
            assert number.replace("\n", "") == "+120655501001"
            return
        assert answer.status_code == 400
        assert "E.164" in answer.text
    assert bench.state() == before


def test_somebody_new_writes_to_any_of_our_numbers(visitor: Visitor) -> None:
    answer = visitor.post("/messages", text="Hi", to="PN125abc", **{"from": "+1 (206) 555-7777"})
    page = visitor.page(answer.headers["Location"])
    assert page.find("h2")[0].text.startswith("(206) 555-7777")
    assert "to Repairs" in page.find("h2")[0].text
    assert visitor.post("/messages", text="Hi", to="PN9", **{"from": "+12065557777"}).status_code == 404


def test_only_who_takes_part_writes_in_a_group(bench: Bench, visitor: Visitor) -> None:
    [row] = [row for row in visitor.rows() if row.find("span", class_="face")[0].text == "2"]
    id = row.attributes["id"].removeprefix("r-")
    second = conversation(bench, id)["participants"][1]
    assert visitor.post(f"/inbox/{id}/messages", text="Me, too", **{"from": second}).status_code == 303
    assert visitor.thread(id)[-1].find("p", class_="who")[0].text == "Elif Zimmer"
    assert visitor.post(f"/inbox/{id}/messages", text="x", **{"from": "+12065559999"}).status_code == 400


@pytest.mark.parametrize("path", ["/inbox/CVnone/messages", "/inbox/CVnone/done", "/inbox/CVnone/read"])
def test_a_conversation_that_is_not_there_is_not_written_to(visitor: Visitor, path: str) -> None:
    assert visitor.post(path, text="hi").status_code == 404


def test_no_other_mark_can_be_put(visitor: Visitor) -> None:
    assert visitor.post(f"/inbox/{JANE}/deleted").status_code == 404
