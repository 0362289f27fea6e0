"""The API reference in a browser: both documents are read, and an operation of each is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract_tests.accounts import Account

if TYPE_CHECKING:
    from playwright.sync_api import Page


def answer(page: Page, operation: str) -> str:
    """What the gateway says to an operation that is tried."""
    block = page.locator(f"#{operation}")
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Execute").click()
    return block.locator(".live-responses-table").inner_text()


def test_an_operation_of_each_document_is_tried(page: Page, account: Account) -> None:
    page.goto("/_mock/docs")
    page.get_by_role("button", name="Authorize").first.click()
    page.get_by_label("auth-bearer-value").fill(account.api_key)
    page.get_by_role("button", name="Apply credentials").first.click()
    page.locator(".btn-done").first.click()
    assert "PN123abc" in answer(page, "operations-Phone_Numbers-phone_numbers_list")
    assert "ACTIVE" in answer(page, "operations-Connections-connections_list")
    page.get_by_label("Select a definition").select_option(label="The gateway itself: /_mock/api")
    assert '"status": "ok"' in answer(page, "operations-about-health_get")


def test_it_is_dark_where_people_like_it_so(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/_mock/docs")
    page.locator("html.dark-mode .opblock").first.wait_for()
    page.emulate_media(color_scheme="light")
    page.locator("html:not(.dark-mode) .opblock").first.wait_for()
