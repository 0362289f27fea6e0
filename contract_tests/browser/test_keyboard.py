"""The inbox without a mouse: through conversations, to a search, to an answer, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract_tests.accounts import Account

from .test_inbox import inbox, receive, thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIRST, SECOND = "+14155550151", "+14155550152"


def focused(page: Page) -> str:
    """The name of what has the focus."""
    found: str = page.evaluate(
        "(at => at.getAttribute('aria-label') || at.textContent.trim())(document.activeElement)"
    )
    return found


def test_conversations_are_walked_through_and_answered_by_keys(page: Page, account: Account) -> None:
    receive(account, "The older one", FIRST)
    receive(account, "The newer one", SECOND)
    page.goto(inbox(account))
    page.keyboard.press("j")
    thread(page).get_by_text("The newer one").wait_for()
    page.keyboard.press("j")
    thread(page).get_by_text("The older one").wait_for()
    page.keyboard.press("k")
    thread(page).get_by_text("The newer one").wait_for()
    page.keyboard.press("r")
    assert focused(page) == "Write as the customer"
    page.keyboard.type("Answered by keys, j k r")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("in two lines")
    page.keyboard.press("Enter")
    thread(page).get_by_text("Answered by keys, j k r").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_text("No conversation is open").wait_for()


def test_a_search_is_begun_and_finds_by_keys(page: Page, account: Account) -> None:
    receive(account, "Find me", FIRST)
    receive(account, "Not me", SECOND)
    page.goto(inbox(account))
    page.keyboard.press("/")
    page.keyboard.type("415 555-0151")
    page.keyboard.press("Enter")
    rows = page.get_by_role("region", name="Conversations").get_by_role("listitem")
    rows.filter(has_text="Not me").wait_for(state="detached")
    assert rows.filter(has_text="Find me").count() == 1


def test_the_keys_are_shown_and_gone_again(page: Page, account: Account) -> None:
    page.goto(inbox(account))
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    keys.wait_for()
    page.keyboard.press("Escape")
    keys.wait_for(state="hidden")


def test_everything_can_be_reached_by_tab_and_shows_that_it_was(page: Page, account: Account) -> None:
    page.goto(inbox(account))
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(focused(page))
        drawn = page.evaluate(
            """(at => at === document.body || getComputedStyle(at).outlineStyle !== 'none'
                || getComputedStyle(at).boxShadow !== 'none')(document.activeElement)"""
        )
        assert drawn, f"{focused(page)} does not show that it has the focus"
    assert {"Place a call as a customer", "Search conversations by name or number", "Unread"} <= reached
