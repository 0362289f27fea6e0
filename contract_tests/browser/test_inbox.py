"""What people do in the inbox: read, answer as the customer, watch a text be delivered, place a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contract_tests.accounts import Account
from contract_tests.targets import Target

from .conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from .watching import Watch

CUSTOMER = "+14155550199"


def inbox(account: Account) -> str:
    """Where an account's inbox is."""
    return f"/_mock/w/{account.workspace_id}/inbox"


def thread(page: Page) -> Locator:
    """The messages and calls of the conversation that is open."""
    return page.get_by_role("region", name="Messages and calls")


def receive(account: Account, text: str, customer: str = CUSTOMER) -> None:
    """Let a customer write."""
    body = {"from": customer, "text": text, "workspace_id": account.workspace_id}
    account.target.control("POST", "inbound/messages", body)


def open_conversation(page: Page, account: Account, line: str) -> None:
    """Come to the inbox, and open the conversation whose row has `line`."""
    page.goto(inbox(account))
    listed = page.get_by_role("region", name="Conversations").get_by_role("listitem")
    listed.get_by_role("link").filter(has_text=line).first.click()
    page.get_by_role("region", name="Messages and calls").wait_for()


def without_reload(page: Page) -> None:
    """Make it an error of the test's if the page is loaded anew."""
    page.evaluate("window.sameAsBefore = true")


def was_not_reloaded(page: Page) -> bool:
    """Whether the page is still the one that was marked."""
    return bool(page.evaluate("window.sameAsBefore === true"))


def test_a_thread_is_read(page: Page, account: Account) -> None:
    with account.client() as quo:
        [number] = [each for each in quo.phone_numbers.list() if each.id == "PN123abc"]
    page.goto("/_mock/")
    page.goto(inbox(account))
    rows = page.get_by_role("region", name="Conversations").get_by_role("listitem")
    assert rows.count() > 1
    page.get_by_role("link", name=number.name or "").first.click()
    rows.first.get_by_role("link").click()
    thread(page).get_by_role("listitem").first.wait_for()
    page.reload()
    assert thread(page).get_by_role("listitem").count() > 0


def test_a_reply_as_the_customer_arrives_without_a_reload(page: Page, account: Account) -> None:
    receive(account, "Is the flat still free?")
    open_conversation(page, account, "Is the flat still free?")
    without_reload(page)
    box = page.get_by_role("textbox", name="Write as the customer")
    box.fill("I could come at 5 <today>")
    page.get_by_role("button", name="Send as the customer").click()
    thread(page).get_by_text("I could come at 5 <today>", exact=True).wait_for()
    assert (box.input_value(), was_not_reloaded(page)) == ("", True)
    with account.client() as quo:
        found = quo.messages.list(phone_number_id="PN123abc", participants=[CUSTOMER])
        newest = next(iter(found))
    assert (newest.direction, newest.status) == ("incoming", "received")


def test_a_late_answer_does_not_take_the_reader_back(page: Page, account: Account) -> None:
    receive(account, "Is the flat still free?")
    receive(account, "Somebody else", "+14155550142")
    open_conversation(page, account, "Is the flat still free?")
    held: list[Route] = []
    before = page.url
    page.route("**", lambda it: held.append(it) if it.request.method == "POST" else it.fallback())
    box = page.get_by_role("textbox", name="Write as the customer")
    box.evaluate("it => it.form.addEventListener('form:done', () => (document.documentElement.id = 'done'))")
    box.fill("I could come at 5")
    with page.expect_request(lambda asked: asked.method == "POST"):
        page.get_by_role("button", name="Send as the customer").click()
    page.get_by_role("region", name="Conversations").get_by_text("Somebody else").click()
    thread(page).get_by_text("Somebody else").wait_for()
    elsewhere = page.url
    held[0].continue_()
    page.locator("html#done").wait_for()
    assert page.url == elsewhere != before
    assert thread(page).get_by_text("Somebody else").is_visible()


def test_what_a_customer_texts_appears_by_itself_and_counts_as_unread(page: Page, account: Account) -> None:
    page.goto(inbox(account))
    without_reload(page)
    receive(account, "Good morning")
    row = page.get_by_role("region", name="Conversations").get_by_role("listitem").first
    row.filter(has_text="Good morning").filter(has_text="1 unread").wait_for()
    row.get_by_role("link").click()
    thread(page).get_by_text("Good morning").wait_for()
    row.filter(has_not_text="unread").wait_for()
    assert was_not_reloaded(page)


def test_a_sent_text_is_seen_becoming_delivered(own_gateway: Target, open_page: Open) -> None:
    account = own_gateway.account()
    own_gateway.control("POST", "clock", {"freeze": True})
    with account.client() as quo:
        quo.messages.send(from_="PN123abc", to=["+15005550001"], content="Your key is ready")
    page = open_page(own_gateway.base_url)
    open_conversation(page, account, "Your key is ready")
    without_reload(page)
    bubble = thread(page).get_by_role("listitem").filter(has_text="Your key is ready")
    assert "1 segment" in bubble.inner_text()
    assert "delivered" not in bubble.inner_text()
    own_gateway.control("POST", "clock", {"advance": 120})
    bubble.get_by_text("delivered", exact=True).wait_for()
    assert was_not_reloaded(page)


def test_a_call_is_placed_in_three_clicks_and_its_transcript_read(
    own_gateway: Target, open_page: Open
) -> None:
    account = own_gateway.account()
    own_gateway.control("POST", "clock", {"freeze": True})
    receive(account, "Please call me")
    page = open_page(own_gateway.base_url)
    open_conversation(page, account, "Please call me")
    without_reload(page)
    page.get_by_role("button", name="Call as the customer").click()
    page.get_by_role("radio", name="Answered").check()
    page.get_by_role("button", name="Place the call").click()
    call = thread(page).get_by_role("article", name="Call")
    call.get_by_text("Ringing…").wait_for()
    own_gateway.control("POST", "clock", {"advance": 3600})
    call.get_by_text("Incoming call, 1:00").wait_for()
    call.get_by_text("Transcript").click()
    call.get_by_role("definition").first.wait_for()
    assert call.get_by_role("definition").count() > 1
    assert call.get_by_label("Recording").evaluate("it => it.tagName") == "AUDIO"
    call.get_by_text("Summary").wait_for()
    assert was_not_reloaded(page)


def test_a_call_may_say_what_a_person_wrote(own_gateway: Target, open_page: Open) -> None:
    account = own_gateway.account()
    own_gateway.control("POST", "clock", {"freeze": True})
    page = open_page(own_gateway.base_url)
    page.goto(inbox(account))
    page.get_by_role("button", name="Place a call as a customer").click()
    page.get_by_role("textbox", name="The customer's number").fill("+1 (415) 555-0142")
    page.get_by_role("textbox", name="What is said").fill("How can I help?\n<b>Nothing</b> works")
    page.get_by_role("button", name="Place the call").click()
    call = thread(page).get_by_role("article", name="Call")
    call.wait_for()
    own_gateway.control("POST", "clock", {"advance": 3600})
    call.get_by_text("Transcript").click()
    call.get_by_text("<b>Nothing</b> works", exact=True).wait_for()


def test_a_wrong_number_is_told_in_the_form_which_keeps_what_was_written(
    page: Page, account: Account, watch: Watch
) -> None:
    watch.expect("status of 400")
    page.goto(inbox(account))
    page.get_by_role("button", name="Write a text as a customer").click()
    page.get_by_role("textbox", name="The customer's number").fill("12")
    page.get_by_role("textbox", name="Text", exact=True).fill("Hello")
    page.get_by_role("button", name="Send as the customer").click()
    page.get_by_role("alert").filter(has_text="E.164").wait_for()
    assert page.get_by_role("textbox", name="Text", exact=True).input_value() == "Hello"


def test_an_empty_workspace_says_what_to_do_next(page: Page, gateway: Target) -> None:
    page.goto(inbox(gateway.account("empty")))
    page.get_by_text("No conversations yet").wait_for()
    assert f"curl {gateway.base_url}/quo/v1/messages" in page.locator("pre").inner_text()


def test_on_a_phone_one_pane_is_shown_at_a_time(phone: Page, account: Account) -> None:
    receive(account, "Are you there?")
    phone.goto(inbox(account))
    phone.get_by_role("link").filter(has_text="Are you there?").tap()
    thread(phone).get_by_text("Are you there?").wait_for()
    listed = phone.get_by_role("region", name="Conversations")
    assert not listed.is_visible()
    phone.get_by_role("link", name="Back to the list").tap()
    listed.wait_for()
    assert not thread(phone).is_visible()
