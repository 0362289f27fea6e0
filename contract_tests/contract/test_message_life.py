"""The life of a text as time goes by: queued, sent, delivered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contract_tests.targets import Target
from maton_quo import Quo


@pytest.mark.leans_on("first-status-is-queued", "life-of-a-text", "pace-of-a-text")
def test_a_text_is_queued_then_sent_then_delivered(target: Target) -> None:
    with target.private() as private, private.account().client() as quo:
        private.control("POST", "clock", {"freeze": True})
        sent = quo.messages.send(content="Hi", from_="PN123abc", to=["+14155550177"])
        assert (sent.status, quo.messages.get(sent.id).status) == ("queued", "queued")
        private.control("POST", "clock", {"advance": 1})
        assert quo.messages.get(sent.id).status == "sent"
        private.control("POST", "clock", {"advance": 5})
        delivered = quo.messages.get(sent.id)
        assert delivered.status == "delivered"
        assert delivered.created_at == sent.created_at
        assert delivered.updated_at == sent.created_at + timedelta(seconds=3)
        assert thread_of(quo) == [("delivered", "Hi")]
        private.control("POST", "clock", {"advance": 86_400})
        assert quo.messages.get(sent.id) == delivered


def test_texts_of_one_moment_keep_their_places(target: Target) -> None:
    with target.private() as private, private.account().client() as quo:
        private.control("POST", "clock", {"freeze": True})
        sent = {quo.messages.send(content="Hi", from_="PN123abc", to=["+14155550177"]).id for _ in range(7)}
        pages = quo.messages.list(phone_number_id="PN123abc", participants=["+14155550177"], max_results=2)
        listed = [message.id for message in pages]
        assert (len(listed), set(listed)) == (7, sent)


def test_the_time_of_a_text_is_the_time_of_the_clock(target: Target) -> None:
    with target.private() as private, private.account().client() as quo:
        private.control("POST", "clock", {"freeze": True, "set": "2031-05-06T07:08:09Z"})
        sent = quo.messages.send(content="Hi", from_="PN123abc", to=["+14155550177"])
        assert sent.created_at.isoformat() == "2031-05-06T07:08:09+00:00"


def thread_of(quo: Quo) -> list[tuple[str, str]]:
    messages = quo.messages.list(phone_number_id="PN123abc", participants=["+14155550177"])
    return [(message.status, message.text) for message in messages]
