"""What people do beside the inbox: turn faults on and see them strike, move the clock, reset."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from contract_tests.accounts import Account
from contract_tests.targets import Target
from maton_quo import errors

from .conftest import Open
from .test_inbox import inbox, receive, was_not_reloaded, without_reload

if TYPE_CHECKING:
    from playwright.sync_api import Page


def visit(page: Page, account: Account, label: str) -> None:
    """Come to a page by the navigation."""
    page.goto(inbox(account))
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=label).click()
    page.get_by_role("heading", level=1, name=label).wait_for()


def moment(gateway: Target) -> datetime:
    """What the gateway's clock shows."""
    return datetime.fromisoformat(gateway.control("GET", "clock")["now"])


def test_a_503_is_turned_on_and_seen_in_the_journal(page: Page, account: Account) -> None:
    visit(page, account, "Faults")
    tile = page.locator("form").filter(has_text="503 on sends")
    tile.get_by_label(re.compile("How often")).select_option("1")
    tile.get_by_role("button", name=re.compile("^Turn on")).click()
    on = page.get_by_role("region", name="Faults that are on")
    on.wait_for()
    with account.client() as quo:
        with pytest.raises(errors.QuoError, match="503"):
            quo.messages.send(from_="PN123abc", to=["+15005550000"], content="Hello")
        on.get_by_text("spent").wait_for()
        quo.messages.send(from_="PN123abc", to=["+15005550000"], content="Hello")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Requests").click()
    row = page.get_by_role("listitem").filter(has_text="503").filter(has_text="/quo/v1/messages")
    row.filter(has_text="fault").get_by_role("link").click()
    request = page.get_by_role("region", name=re.compile("^Request"))
    request.get_by_text("Once more with curl").wait_for()
    assert account.api_key not in page.content()


def test_requests_appear_by_themselves(page: Page, account: Account) -> None:
    visit(page, account, "Requests")
    without_reload(page)
    with account.client() as quo:
        quo.phone_numbers.list()
    page.get_by_role("listitem").filter(has_text="/quo/v1/phone-numbers").first.wait_for()
    assert was_not_reloaded(page)


def test_a_workspace_is_reset_after_a_second_question(page: Page, account: Account) -> None:
    receive(account, "Soon gone")
    visit(page, account, "Snapshots")
    page.locator("summary").filter(has_text="Reset").click()
    with account.client() as quo:
        assert [
            each.text for each in quo.messages.list(phone_number_id="PN123abc", participants=["+14155550199"])
        ]
        page.get_by_role("button", name="Reset it").click()
        page.get_by_role("status").get_by_text("has it again").wait_for()
        assert not list(quo.messages.list(phone_number_id="PN123abc", participants=["+14155550199"]))


def test_a_workspace_is_put_back_to_a_snapshot(page: Page, account: Account) -> None:
    receive(account, "Kept")
    visit(page, account, "Snapshots")
    page.get_by_role("textbox", name="Name of the snapshot").fill("Before <b>all</b>")
    page.get_by_role("button", name="Save").click()
    kept = page.get_by_role("listitem").filter(has_text="Before <b>all</b>")
    kept.wait_for()
    receive(account, "Lost")
    kept.locator("summary").filter(has_text="Restore").click()
    kept.get_by_role("button", name="Restore it").click()
    page.goto(inbox(account))
    page.get_by_role("region", name="Conversations").get_by_text("Kept").wait_for()


def test_the_clock_is_frozen_and_moved_by_an_hour(own_gateway: Target, open_page: Open) -> None:
    page, account = open_page(own_gateway.base_url), own_gateway.account()
    visit(page, account, "Clock")
    page.get_by_role("button", name="Freeze").click()
    page.get_by_text("frozen", exact=True).wait_for()
    before = moment(own_gateway)
    page.get_by_role("button", name=re.compile("hour|1 h")).click()
    page.get_by_role("status").locator("p").first.wait_for()
    assert moment(own_gateway) - before == timedelta(hours=1)


def test_a_contact_is_made_and_found(page: Page, account: Account) -> None:
    visit(page, account, "Contacts")
    page.get_by_role("link", name="New").first.click()
    page.get_by_role("textbox", name="First name").fill("Ada <i>")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("button", name="Save").wait_for()
    page.get_by_role("searchbox").fill("ada")
    page.keyboard.press("Enter")
    name = page.get_by_role("region", name="Contacts").get_by_text("Ada <i>")
    name.wait_for()
    assert name.evaluate("it => it.scrollWidth <= it.clientWidth"), "the name is cut off"


def test_a_webhook_is_made_and_its_delivery_read(page: Page, account: Account) -> None:
    visit(page, account, "Webhooks")
    page.get_by_role("link", name="New").first.click()
    page.get_by_role("textbox", name="URL").fill("http://127.0.0.1:9/hook")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("heading", name="Deliveries").wait_for()
    receive(account, "Tell it")
    page.get_by_role("region", name="Deliveries").get_by_role("link", name="message.received").click()
    page.get_by_text("Tell it").first.wait_for()


def test_on_a_phone_all_of_a_delivery_is_seen(phone: Page, account: Account) -> None:
    with account.client() as quo:
        made = quo.webhooks.create_for_messages(url="http://127.0.0.1:9/hook", events=["message.received"])
    receive(account, "Tell it")
    phone.goto(f"/_mock/w/{account.workspace_id}/webhooks/{made.id}")
    listed = phone.get_by_role("region", name="Deliveries")
    listed.get_by_text("message.received").wait_for()
    assert listed.evaluate("it => it.scrollWidth <= it.clientWidth"), "it must be scrolled sideways"


def test_on_a_phone_the_navigation_begins_where_one_is(phone: Page, account: Account) -> None:
    phone.goto(f"/_mock/w/{account.workspace_id}/snapshots")
    here = phone.get_by_role("navigation", name="Pages").get_by_role("link", name="Snapshots")
    here.wait_for()
    box = here.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


def test_a_setting_is_saved(page: Page, account: Account) -> None:
    visit(page, account, "Settings")
    page.get_by_label(re.compile("in cents")).first.fill("7")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("$0.07").wait_for()
    assert account.set()["balance_cents"] == 7
