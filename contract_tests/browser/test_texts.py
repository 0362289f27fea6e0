"""Text is data: whatever somebody sends or is called is shown as it is, and never done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract_tests.accounts import Account

from .nasty import NASTY, REFUSED
from .test_inbox import inbox, open_conversation, receive, thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .watching import Watch

WINDOW = 75
CUSTOMERS = [f"+141555502{number:02}" for number in range(-(-len(NASTY) // WINDOW))]
DONE = """() => [
    window.hurt !== undefined || document.title.includes('hurt'),
    ...document.querySelectorAll('#items :is(script, img, iframe, style, marquee, h1)')
]"""
"""What a text did that it should not have done."""


def as_html(text: str) -> str:
    """A text as a browser reads it, to which each end of a line is the same."""
    return text.replace("\r\n", "\n")


def shown(page: Page) -> list[str]:
    """What the bubbles of a thread say, to the letter."""
    found: list[str] = thread(page).locator(".bubble").evaluate_all("all => all.map(it => it.textContent)")
    return found


def test_two_hundred_nasty_texts_are_shown_as_text(page: Page, account: Account) -> None:
    for at, text in enumerate(NASTY):
        receive(account, text, CUSTOMERS[at // WINDOW])
    for at, customer in enumerate(CUSTOMERS):
        page.goto(f"{inbox(account)}?q={customer[1:]}")
        page.get_by_role("region", name="Conversations").get_by_role("listitem").get_by_role("link").click()
        expected = [as_html(text) for text in NASTY[at * WINDOW : (at + 1) * WINDOW]]
        thread(page).get_by_role("listitem").nth(len(expected) - 1).wait_for()
        assert shown(page) == expected
        assert page.evaluate(DONE) == [False]


def test_a_chain_of_marks_stays_in_its_bubble(phone: Page, account: Account) -> None:
    for text in ("x", "e" + "\u0301" * 1599):
        receive(account, text)
    open_conversation(phone, account, "\u0301")
    phone.emulate_media(reduced_motion="reduce")
    plain, chain = (thread(phone).locator(".bubble").nth(at).bounding_box() for at in (0, 1))
    assert plain
    assert chain
    above = [
        phone.screenshot(
            clip={"x": box["x"], "y": box["y"] - 4, "width": 20, "height": 4}, animations="disabled"
        )
        for box in (plain, chain)
    ]
    assert above[0] == above[1]


def test_they_are_shown_as_text_where_they_arrive_by_themselves(page: Page, account: Account) -> None:
    receive(account, "Hello")
    open_conversation(page, account, "Hello")
    for text in NASTY[::10]:
        receive(account, text)
    thread(page).locator(".bubble").nth(len(NASTY[::10])).wait_for()
    assert shown(page) == ["Hello", *map(as_html, NASTY[::10])]
    assert page.evaluate(DONE) == [False]


def test_a_text_with_a_nul_is_refused_in_a_sentence(page: Page, account: Account, watch: Watch) -> None:
    watch.expect("status of 400")
    receive(account, "Hello")
    open_conversation(page, account, "Hello")
    box = page.get_by_role("textbox", name="Write as the customer")
    box.evaluate("(it, text) => { it.value = text }", REFUSED)
    page.get_by_role("button", name="Send as the customer").click()
    page.get_by_role("alert").filter(has_text="NUL").wait_for()
    assert shown(page) == ["Hello"]


def test_contacts_and_a_search_of_that_kind_are_shown_as_text(page: Page, account: Account) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    receive(account, "Hello")
    with account.http() as http:
        fields = {
            "firstName": nasty,
            "lastName": "{{ 7*7 }}\u202e",
            "phoneNumbers": [{"name": "</script>", "value": "+14155550199"}],
        }
        assert http.post("/quo/v1/contacts", json={"defaultFields": fields}).status_code == 201
    open_conversation(page, account, "Hello")
    page.get_by_role("heading", level=2).filter(has_text=nasty).wait_for()
    page.get_by_role("searchbox").fill("'\"><script>alert(1)</script>")
    page.keyboard.press("Enter")
    page.get_by_text("Nobody by that name or number").wait_for()
    page.reload()
    assert page.get_by_role("searchbox").input_value() == "'\"><script>alert(1)</script>"
