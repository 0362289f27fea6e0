"""A person allows or denies a connection in a browser, and the program that waits goes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from contract_tests.accounts import Account
from maton_quo import errors
from maton_quo._runtime import consent

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .watching import Watch

MISSING = "status of 404"
TWICE = "status of 409"


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client looks at once, for the person of these tests has answered when it does."""
    monkeypatch.setattr(consent, "EVERY", 0.05)


def pending(account: Account) -> str:
    """The address of the page of a new connection."""
    with account.client() as quo:
        return quo.connections.get(quo.connections.create(app="quo").connection_id).url


def answering(page: Page, button: str) -> Callable[[str], None]:
    """A person to whom a program shows the page."""

    def answer(url: str) -> None:
        page.goto(url)
        page.get_by_role("button", name=button, exact=True).click()

    return answer


def says(page: Page, title: str, text: str) -> None:
    """Wait for the end of the page."""
    page.get_by_role("heading", level=1, name=title).wait_for()
    page.get_by_text(text).wait_for()
    page.get_by_role("heading", name="What to do next").wait_for()


def test_a_program_goes_on_once_its_connection_is_allowed(page: Page, account: Account) -> None:
    with account.client() as quo:
        connection = quo.connections.authorize(open_browser=answering(page, "Allow"), timeout=10)
        says(page, "Connected", "the connection is ACTIVE")
        assert connection.status == "ACTIVE"
        page.get_by_text(connection.connection_id).wait_for()
        assert quo.with_options(connection=connection.connection_id).users.list()


@pytest.mark.parametrize(
    ("button", "text"), [("Deny", "You denied access"), ("Let it expire", "You let the page expire")]
)
def test_a_program_is_told_that_its_connection_failed(
    page: Page, account: Account, button: str, text: str
) -> None:
    with account.client() as quo, pytest.raises(errors.AuthorizationFailed, match="FAILED"):
        quo.connections.authorize(open_browser=answering(page, button), timeout=10)
    says(page, "Not connected", text)


def test_the_page_says_who_asks_for_what(page: Page, account: Account) -> None:
    page.goto(pending(account))
    page.get_by_role("heading", level=1, name="Maton wants to access your Quo workspace").wait_for()
    assert page.get_by_role("listitem").count() == 5
    assert page.get_by_role("radio", name=re.compile("The one you have")).is_checked()


def test_another_workspace_may_be_chosen(page: Page, account: Account) -> None:
    def answer(url: str) -> None:
        page.goto(url)
        page.get_by_role("radio", name="A new one").check()
        page.get_by_role("button", name="Allow").click()

    with account.client() as quo:
        made = quo.connections.authorize(open_browser=answer, timeout=10)
        there = quo.with_options(connection=made.connection_id)
        assert (len(list(quo.contacts.list())) > 0, list(there.contacts.list())) == (True, [])


def test_a_page_that_was_left_open_can_no_longer_be_answered(
    page: Page, account: Account, watch: Watch
) -> None:
    watch.expect(TWICE)
    url = pending(account)
    other = page.context.new_page()
    other.goto(url)
    page.goto(url)
    page.get_by_role("button", name="Allow").click()
    says(page, "Connected", "ACTIVE")
    other.get_by_role("button", name="Deny").click()
    says(other, "Already answered", "only once")
    page.goto(url)
    page.get_by_role("heading", name="Already connected").wait_for()


def test_a_token_that_nobody_gave_connects_nothing(page: Page, watch: Watch) -> None:
    watch.expect(MISSING)
    page.goto("/connect/?session_token=<script>alert(1)</script>")
    says(page, "Nothing to connect", "No connection waits")


def test_it_can_be_answered_without_a_mouse(page: Page, account: Account) -> None:
    page.goto(pending(account))
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.value"))
    assert seen == ["first", "deny", "allow", "expire"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    says(page, "Connected", "ACTIVE")
