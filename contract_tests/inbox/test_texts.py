"""Whatever people write is shown as text, character by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.gateway.conftest import Bench

from .conftest import Visitor

JANE = "CV123abc"
NASTY = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></li><h1>", "{{ 7 * 7 }}", "{% raw %}",
    '"><svg onload=alert(1)>', "javascript:alert(1)", "<!--", "]]>", "&lt;b&gt;", "${x}`", "<textarea>",
    "\u202eevil", "👩‍👩‍👧‍👦" * 5, "a" + "\u0301" * 1599, "x" * 1600, "<plaintext>", "\x01\x1b[31m",
    "  two  spaces\n\n\nand lines  ", "\u2028\u2029\ufeff",
]  # fmt: skip


def shown(visitor: Visitor) -> str:
    return visitor.thread(JANE)[-1].find("p", class_="bubble")[0].text


@pytest.fixture(scope="module")
def reader() -> Visitor:
    return Visitor(Bench(seed="demo"))


@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_shown_as_it_is(reader: Visitor, text: str) -> None:
    sent = {"from": "+15555555555", "to": "PN123abc", "text": text}
    reader.bench.ok("POST /_mock/api/inbound/messages", sent)
    assert shown(reader) == text
    page = reader.page(f"/inbox/{JANE}")
    assert not [each for each in page.find("script") if not each.attributes.get("src")]
    assert not page.find("img") + page.find("plaintext")
    assert len(page.find("main")) == len(page.find("h1")) == 1


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=200))
def test_any_text_is_shown_as_it_is(reader: Visitor, text: str) -> None:
    reader.bench.ok(
        "POST /_mock/api/inbound/messages", {"from": "+15555555555", "to": "PN123abc", "text": text}
    )
    assert shown(reader) == text


def test_names_and_searches_are_shown_as_they_are(visitor: Visitor) -> None:
    name = '<b>Eve</b> & "Co" \''
    number = {"name": "mobile", "value": "+12065558888"}
    visitor.bench.ok(
        "POST /quo/v1/contacts", {"defaultFields": {"firstName": name, "phoneNumbers": [number]}}
    )
    visitor.bench.ok("POST /_mock/api/inbound/messages", {"from": "+12065558888", "text": "hi"})
    assert visitor.rows()[0].find("b", class_="name")[0].text == name
    page = visitor.page("/inbox?q=%3Cb%3Enobody")
    assert page.find("div", class_="empty")[0].find("bdi")[0].text == "<b>nobody"
    assert not page.find("main")[0].find("b", class_="name")
