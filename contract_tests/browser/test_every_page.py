"""Every page at both widths, in light and dark: usable by a screen reader, not too wide, and pictured."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from contract_tests.accounts import Account

from .conftest import NARROW, WIDE, Open, Scheme
from .nasty import NASTY
from .test_consent import MISSING, pending
from .test_inbox import inbox, open_conversation, receive
from .test_tools import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .watching import Watch

SIZES = {"1280": WIDE, "390": NARROW}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def consent(page: Page, account: Account) -> None:
    page.goto(pending(account))


def allowed(page: Page, account: Account) -> None:
    page.goto(f"{pending(account)}&auto=allow")


def denied(page: Page, account: Account) -> None:
    page.goto(f"{pending(account)}&auto=deny")


def nothing_to_allow(page: Page, account: Account) -> None:
    page.goto("/connect/?session_token=nobody")


def conversations(page: Page, account: Account) -> None:
    page.goto(inbox(account))


def no_conversations(page: Page, account: Account) -> None:
    page.goto(inbox(account.target.account("empty")))


def conversation(page: Page, account: Account) -> None:
    open_conversation(page, account, "")


def a_new_text(page: Page, account: Account) -> None:
    page.goto(inbox(account))
    page.get_by_role("button", name="Write a text as a customer").click()


def a_new_call(page: Page, account: Account) -> None:
    page.goto(inbox(account))
    page.get_by_role("button", name="Place a call as a customer").click()


def the_keys(page: Page, account: Account) -> None:
    page.goto(inbox(account))
    page.keyboard.press("?")


def no_such_page(page: Page, account: Account) -> None:
    page.goto("/_mock/nowhere")


def nasty_texts(page: Page, account: Account) -> None:
    for text in NASTY[::7]:
        receive(account, text)
    open_conversation(page, account, NASTY[::7][-1])


def through(label: str) -> Callable[[Page, Account], None]:
    """The way to a page of the navigation, once something has happened."""

    def come(page: Page, account: Account) -> None:
        receive(account, "Hello")
        with account.client() as quo:
            quo.webhooks.create_for_messages(url="http://127.0.0.1:9/hook", events=["message.received"])
            quo.phone_numbers.list()
        receive(account, "Hello again")
        visit(page, account, label)

    come.__name__ = label.lower().replace(" ", "_")
    return come


def opened(label: str, part: str) -> Callable[[Page, Account], None]:
    """The way to the first thing that such a page lists."""

    def come(page: Page, account: Account) -> None:
        through(label)(page, account)
        page.locator("[data-key-list] a").first.click()
        page.get_by_text(part).first.wait_for()

    come.__name__ = f"one_of_{label.lower()}"
    return come


PAGES: tuple[Callable[[Page, Account], None], ...] = (
    consent,
    allowed,
    denied,
    nothing_to_allow,
    conversations,
    no_conversations,
    conversation,
    a_new_text,
    a_new_call,
    the_keys,
    no_such_page,
    nasty_texts,
    through("Contacts"),
    opened("Contacts", "Save"),
    through("Webhooks"),
    opened("Webhooks", "Deliveries"),
    through("Requests"),
    opened("Requests", "Once more with curl"),
    through("Faults"),
    through("Scripted numbers"),
    through("Clock"),
    through("Settings"),
    through("Snapshots"),
)
"""How to come to each page; the name becomes that of its pictures."""


@pytest.mark.parametrize("come", PAGES, ids=lambda come: come.__name__)
def test_a_page_is_fit_to_be_seen(
    open_page: Open, account: Account, watch: Watch, come: Callable[[Page, Account], None]
) -> None:
    from . import looking

    watch.expect(MISSING)
    for size, viewport in SIZES.items():
        page = open_page(account.target.base_url, viewport)
        come(page, account)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            looking.shoot(page, f"{come.__name__}-{size}-{scheme}")
            assert looking.too_wide(page) == [], (size, scheme)
            assert looking.grave_faults(page) == [], (size, scheme)
