"""The tests of a program that texts its customers: they need no account, no network and no secret."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from maton_quo import Quo, errors


def confirm(quo: Quo, number: str, order: str) -> str:
    """What the shop does: tell a customer that an order is on its way; returns the message's id."""
    text = f"Your order {order} is on its way."
    return quo.messages.send(content=text, from_="PN123abc", to=[number]).id


@pytest.fixture
def quo() -> Iterator[Quo]:
    """A client of the gateway that `quo-mock serve` runs beside the tests."""
    url = os.environ.get("MATON_GATEWAY_URL", "http://127.0.0.1:8787")
    with Quo(api_key="maton_mock_key", base_url=url) as client:
        yield client


def test_a_customer_is_told(quo: Quo) -> None:
    assert quo.messages.get(confirm(quo, "+14155550177", "A-7")).text == "Your order A-7 is on its way."


def test_who_has_unsubscribed_is_not_texted(quo: Quo) -> None:
    with pytest.raises(errors.BadRequest, match="Opted Out"):
        confirm(quo, "+15005550003", "A-8")  # a scripted number: this recipient has opted out
