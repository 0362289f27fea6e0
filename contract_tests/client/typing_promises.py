"""Never run: mypy checks that each expression has the type that is promised, and that mistakes are found."""

from __future__ import annotations

import datetime
from typing import assert_type

import httpx

from maton_quo import UNSET, AsyncPage, AsyncQuo, Page, Quo, RawResponse, errors, models, webhooks
from maton_quo.types import AsyncPager, Complaint, RateLimit, Unset


def sync(quo: Quo) -> None:
    assert_type(quo.messages.list(phone_number_id="PN1", participants=["+1555"]), Page[models.Message])
    for message in quo.messages.list(phone_number_id="PN1", participants=["+1555"], page_token=None):
        assert_type(message, models.Message)
    assert_type(quo.users.list().next(), Page[models.User] | None)
    assert_type(quo.messages.send(content="Hi", from_="PN1", to=["+1555"]), models.Message)
    assert_type(quo.calls.recordings("AC1"), list[models.CallRecording])
    assert_type(quo.phone_numbers.list(user_id="US1"), list[models.PhoneNumber])
    assert_type(quo.tasks.list(), Page[models.Task])
    assert_type(quo.tasks.create(title="", description="", phone_number_id="PN1"), models.TaskCreated)
    assert_type(quo.tasks.complete("TK1"), models.TaskRevision)
    assert_type(quo.webhooks.list(), list[models.Webhook])
    assert_type(quo.webhooks.create_for_calls(url="", events=["call.ringing"]), models.Webhook)
    assert_type(quo.contact_custom_fields.list(), list[models.ContactCustomFieldDefinition])
    assert_type(quo.connections.list(status="ACTIVE"), list[models.Connection])
    assert_type(quo.connections.create(app="quo"), models.ConnectionCreated)
    assert_type(quo.conversations.mark_as_done("CV1"), models.Conversation)
    assert_type(quo.with_options(connection="c-1", timeout=httpx.Timeout(3)), Quo)
    with quo as entered:
        assert_type(entered, Quo)


async def asynchronous(quo: AsyncQuo) -> None:
    assert_type(quo.contacts.list(), AsyncPager[models.Contact])
    assert_type(await quo.contacts.list(), AsyncPage[models.Contact])
    async for contact in quo.contacts.list(sources=["crm"]):
        assert_type(contact, models.Contact)
    async for page in quo.contacts.list().pages():
        assert_type(page.data, list[models.Contact])
    assert_type(await quo.messages.send(content="Hi", from_="PN1", to=["+1555"]), models.Message)
    assert_type(await quo.calls.recordings("AC1"), list[models.CallRecording])
    async for task in quo.tasks.list():
        assert_type(task.due_date, datetime.datetime | None)
    async with quo.with_options(max_retries=0) as entered:
        assert_type(entered, AsyncQuo)


def models_are_typed(message: models.Message, contact: models.Contact, error: errors.StatusError) -> None:
    assert_type(message.user_id, str | None)
    assert_type(message.conversation_id, str | Unset)
    assert_type(contact.default_fields.emails[0].value, str | None)
    assert_type(contact.custom_fields[0].value, list[str] | str | bool | float | None)
    assert_type(error.complaints, list[Complaint])
    if message.status == "delivered":
        pass
    if message.status == "arrived":  # type: ignore[comparison-overlap]
        pass


def raw_responses_are_typed(quo: Quo) -> None:
    raw = quo.messages.with_raw_response
    assert_type(raw.send(content="Hi", from_="PN1", to=["+1555"]), RawResponse[models.Message])
    listed = quo.messages.with_raw_response.list(phone_number_id="PN1", participants=["+1555"], limit=3)
    assert_type(listed, RawResponse[Page[models.Message]])
    assert_type(listed.parsed.data[0].text, str)
    assert_type(listed.rate_limit, RateLimit | None)
    assert_type(listed.headers, httpx.Headers)
    assert_type(quo.contacts.with_raw_response.delete("CT1"), RawResponse[None])
    assert_type(quo.phone_numbers.with_raw_response.list(), RawResponse[list[models.PhoneNumber]])
    assert_type(quo.request("GET", "/v1/tasks", params={"maxResults": 5}), httpx.Response)


async def asynchronous_raw_responses_are_typed(quo: AsyncQuo) -> None:
    assert_type(await quo.contacts.with_raw_response.list(), RawResponse[AsyncPage[models.Contact]])
    assert_type(await quo.users.with_raw_response.get("US1"), RawResponse[models.User])
    assert_type(await quo.contacts.with_raw_response.delete("CT1"), RawResponse[None])
    assert_type(await quo.request("GET", "/v1/tasks"), httpx.Response)
    assert_type(await quo.connections.authorize(app="quo", open_browser=print), models.Connection)


def errors_are_typed(error: errors.RateLimited, refused: errors.AuthorizationFailed) -> None:
    assert_type(error.status_code, int)
    assert_type(error.retry_after, float | None)
    assert_type(error.rate_limit, RateLimit | None)
    assert_type(error.response, httpx.Response)
    assert_type((refused.connection_id, refused.status), tuple[str, str])


def events_are_typed(headers: httpx.Headers) -> None:
    event = webhooks.verify(b"", headers, "whsec_", tolerance=60)
    assert_type(webhooks.verify(b"", {}, ""), webhooks.Event)
    if isinstance(event, models.MessageEvent):
        assert_type(event.data.object.to, list[str])
        if event.type == "message.lost":  # type: ignore[comparison-overlap]
            pass
    elif isinstance(event, models.CallEvent):
        assert_type(event.data.object.recordings, list[models.EventRecording] | None | Unset)
    elif isinstance(event, webhooks.UnknownEvent):
        assert_type(event.type, str)
    else:
        assert_type(event, models.CallSummaryEvent | models.CallTranscriptEvent)


def bodies_take_models_and_dicts(quo: Quo, values: list[models.ContactCustomFieldUpdate]) -> None:
    quo.contacts.create(
        default_fields=models.ContactCreateFields(first_name="Jane", last_name=None, role=UNSET)
    )
    quo.contacts.create(default_fields={"firstName": "Jane"})
    quo.contacts.update("CT1", custom_fields=values)
    quo.contacts.update("CT1", custom_fields=[{"key": "k", "value": None}], external_id=None)


def mistakes_are_found(quo: Quo) -> None:
    quo.messages.send(content="Hi", to=["+1555"])  # type: ignore[call-arg]
    quo.messages.send(content="Hi", from_="PN1", to="+1555")  # type: ignore[arg-type]
    quo.messages.send(content=None, from_="PN1", to=["+1555"])  # type: ignore[arg-type]
    quo.messages.list(phone_number_id="PN1", participants="+1555")  # type: ignore[arg-type]
    quo.users.get(user_id=1)  # type: ignore[arg-type]
    quo.tasks.change_due_date("TK1", due_date="2026-03-06")  # type: ignore[arg-type]
    quo.webhooks.create_for_messages(url="", events=["call.ringing"])  # type: ignore[list-item]
    quo.users.list(10)  # type: ignore[call-arg]
    quo.connections.list(status="active")  # type: ignore[arg-type]
    quo.contacts.create(default_fields=models.ContactCreateFields())  # type: ignore[call-arg]
    quo.messages.with_raw_response.send(content="Hi")  # type: ignore[call-arg]
    quo.users.with_raw_response.get(user_id=1)  # type: ignore[arg-type]
    quo.users.list(limit="3")  # type: ignore[arg-type]
    quo.with_options(max_rate=3)  # type: ignore[call-arg]
    webhooks.verify("text", {}, "")  # type: ignore[arg-type]
    quo.faxes  # type: ignore[attr-defined]  # noqa: B018
