"""Tests of a restaurant's reminders with the pytest plugin: no account, no network, and no waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maton_quo import Quo, errors, models

if TYPE_CHECKING:
    from mock_gateway.testing.quo_mock import QuoMock


def remind(quo: Quo, number: str) -> str:
    """What the restaurant does: remind a guest of a table; returns the message's id."""
    return quo.messages.send(content="Your table is ready", from_="PN123abc", to=[number]).id


def answer(event: models.MessageEvent, quo: Quo) -> None:
    """What its receiver of webhooks does with a guest's text."""
    text = event.data.object.text or ""
    if "late" in text:
        quo.messages.send(content="We keep it for you.", from_="PN123abc", to=[event.data.object.from_])


def test_a_guest_is_reminded(quo_mock: QuoMock) -> None:
    remind(quo_mock.client(), "+12065550119")
    assert [text.text for text in quo_mock.sent] == ["Your table is ready"]
    quo_mock.clock.advance(minutes=1)
    assert quo_mock.sent[-1].status == "delivered"


def test_a_guest_who_is_late_is_answered(quo_mock: QuoMock) -> None:
    quo_mock.webhooks.subscribe("message.received")
    quo_mock.receive_message("I will be late", from_="+14155550177")
    event = quo_mock.webhooks[-1].event
    assert isinstance(event, models.MessageEvent)
    answer(event, quo_mock.client())
    assert quo_mock.sent[-1].to == ["+14155550177"]


def test_an_outage_is_not_hidden(quo_mock: QuoMock) -> None:
    quo_mock.fail_next("messages.send", 503)
    with pytest.raises(errors.ServerError):
        remind(quo_mock.client(), "+12065550119")
    assert quo_mock.sent == []
    quo_mock.verify("messages.send", status=503, count=1)


def test_code_that_makes_its_own_client_is_served_too(quo_mock_env: QuoMock) -> None:
    with Quo() as quo:
        remind(quo, "+12065550119")
    quo_mock_env.verify("messages.send", body={"to": ["+12065550119"]}, count=1)


@pytest.mark.quo_mock(balance_cents=0)
def test_without_credits_nothing_is_sent(quo_mock: QuoMock) -> None:
    with pytest.raises(errors.PaymentRequired):
        remind(quo_mock.client(), "+12065550119")
    assert quo_mock.sent == []
