"""One text, to the one number that was allowed."""

from __future__ import annotations

from contract_tests.targets import Texter


def test_a_text_is_accepted(texter: Texter) -> None:
    with texter.account.client() as quo:
        number = quo.phone_numbers.list()[0]
        sent = quo.messages.send(from_=number.number, to=[texter.number], content="A contract test.")
        assert sent.status in ("queued", "sent", "delivered")
        assert quo.messages.get(sent.id).phone_number_id == number.id
