"""What a test does with `quo_mock`: customers, time, faults, webhooks, and what was asked of the gateway."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

import mock_gateway
from maton_quo import Quo, errors, models
from mock_gateway.testing.quo_mock import QuoMock

GUEST = "+14155550177"


def send(quo: Quo, text: str = "Your table is ready") -> None:
    quo.messages.send(content=text, from_="PN123abc", to=[GUEST])


def test_what_was_sent_is_seen_newest_last_as_it_stands_now(quo_mock: QuoMock) -> None:
    assert quo_mock.sent == []
    quo = quo_mock.client()
    send(quo, "one")
    send(quo, "two")
    assert [(text.text, text.to, text.status) for text in quo_mock.sent] == [
        ("one", [GUEST], "queued"),
        ("two", [GUEST], "queued"),
    ]
    quo_mock.clock.advance(minutes=1)
    assert [text.status for text in quo_mock.sent] == ["delivered", "delivered"]


def test_a_text_that_comes_in_is_read_by_the_code_and_is_not_sent(quo_mock: QuoMock) -> None:
    got = quo_mock.receive_message("Is it still free?", from_=GUEST)
    assert quo_mock.client().messages.get(got.id).text == "Is it still free?"
    assert (got.from_, got.direction, quo_mock.sent) == (GUEST, "incoming", [])


def test_a_call_rings_and_is_transcribed_as_time_goes_by(quo_mock: QuoMock) -> None:
    call = quo_mock.receive_call(from_=GUEST, duration=30, transcript="Restaurant, good evening.\nHello.")
    assert call.status == "ringing"
    quo_mock.clock.advance(hours=1)
    found = quo_mock.client().calls.transcript(call.id)
    assert [line.content for line in found.dialogue or []] == ["Restaurant, good evening.", "Hello."]


@pytest.mark.parametrize("operation", ["messages.send", "messages_send"])
def test_the_next_requests_fail_as_often_as_was_said(quo_mock: QuoMock, operation: str) -> None:
    quo = quo_mock.client(max_retries=0)
    quo_mock.fail_next(operation, 500, times=2, message="Not today")
    for _ in range(2):
        with pytest.raises(errors.ServerError, match="Not today"):
            send(quo)
    send(quo)
    assert len(quo_mock.sent) == 1


def test_a_text_whose_sender_never_hears_of_it_was_sent(quo_mock: QuoMock) -> None:
    quo_mock.fail_next("messages.send", "reset=after")
    with pytest.raises(errors.ConnectionFailed):
        send(quo_mock.client())
    assert len(quo_mock.sent) == 1


def test_a_connection_can_fail_too(quo_mock: QuoMock) -> None:
    quo_mock.fail_next("connections.list", 502)
    with pytest.raises(errors.ServerError):
        quo_mock.client(max_retries=0).connections.list()


def test_asynchronous_code_is_answered_side_by_side(quo_mock: QuoMock) -> None:
    async def scenario() -> list[str]:
        async with quo_mock.async_client() as quo:
            users = await asyncio.gather(*(quo.users.get("US123abc") for _ in range(20)))
        return [user.id for user in users]

    assert asyncio.run(scenario()) == ["US123abc"] * 20
    quo_mock.verify("users.get", count=20)


# ── Time ──


def test_time_stands_still_runs_and_is_set(quo_mock: QuoMock) -> None:
    clock = quo_mock.clock
    frozen = clock.freeze()
    assert clock.now == clock.now == frozen
    assert clock.advance(1, minutes=2, hours=3, days=4) - frozen == timedelta(
        days=4, hours=3, minutes=2, seconds=1
    )
    assert clock.set(datetime(2100, 1, 1, tzinfo=UTC)) == datetime(2100, 1, 1, tzinfo=UTC)
    assert clock.set("2100-01-01T09:00:00+01:00") == datetime(2100, 1, 1, 8, tzinfo=UTC)
    clock.resume()
    assert clock.now >= datetime(2100, 1, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["2001-01-01", "yesterday", datetime(2001, 1, 1, tzinfo=UTC)])
def test_a_moment_that_is_none_or_past_is_refused_with_a_sentence(
    quo_mock: QuoMock, moment: datetime | str
) -> None:
    with pytest.raises(ValueError, match="time"):
        quo_mock.clock.set(moment)


@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_that_moves_its_clock_breaks_and_sends_disturbs_no_other(quo_mock: QuoMock, turn: int) -> None:
    assert abs(quo_mock.clock.now - datetime.now(UTC)) < timedelta(minutes=5)
    assert (quo_mock.sent, quo_mock.journal, list(quo_mock.webhooks)) == ([], [], [])
    send(quo_mock.client())
    quo_mock.webhooks.subscribe()
    quo_mock.receive_message("Hi")
    quo_mock.clock.advance(days=400)
    quo_mock.fail_next("messages.send", times=9)


def test_two_private_gateways_do_not_see_each_other(quo_mock: QuoMock) -> None:
    with mock_gateway.running() as other:
        send(other.client())
        other.clock.advance(days=9)
        assert len(other.sent) == 1
    assert (quo_mock.sent, quo_mock.journal) == ([], [])


# ── Webhooks ──


def test_webhooks_are_captured_verified_and_typed(quo_mock: QuoMock) -> None:
    key = quo_mock.webhooks.subscribe("message.received", "message.delivered")
    quo_mock.receive_message("Hello", from_=GUEST)
    send(quo_mock.client())
    quo_mock.clock.advance(minutes=1)
    received, delivered = quo_mock.webhooks
    assert (received.type, delivered.type) == ("message.received", "message.delivered")
    assert received.verified
    assert received.key == key
    assert isinstance(received.event, models.MessageEvent)
    assert received.event.data.object.text == "Hello"
    assert key not in repr(quo_mock.webhooks)
    assert "Hello" not in repr(received)


def test_code_registers_the_receiver_it_has_in_production_and_nothing_leaves(quo_mock: QuoMock) -> None:
    made = quo_mock.client().webhooks.create_for_messages(
        url="https://shop.example.com/quo", events=["message.received"]
    )
    quo_mock.receive_message("Hello")
    (sent,) = quo_mock.webhooks
    assert (sent.url, sent.webhook_id, sent.delivered) == ("https://shop.example.com/quo", made.id, True)


def test_a_receiver_on_this_machine_that_is_away_is_tried_again(quo_mock: QuoMock) -> None:
    quo_mock.webhooks.subscribe(url="http://127.0.0.1:9/hooks")
    quo_mock.receive_message("Hello")
    assert [(sent.delivered, sent.attempts) for sent in quo_mock.webhooks] == [(False, 1)]


# ── What was asked ──


def test_what_did_not_come_is_told_with_the_nearest(quo_mock: QuoMock) -> None:
    send(quo_mock.client())
    quo_mock.verify("messages.send", body={"content": "Your table is ready"}, status=202, count=1)
    with pytest.raises(AssertionError, match=r"messages_send was expected once.*nearest was POST.*content"):
        quo_mock.verify("messages.send", body={"content": "Goodbye"}, count=1)


def test_the_journal_has_what_was_refused_and_no_key(quo_mock: QuoMock) -> None:
    with pytest.raises(errors.Unauthorized):
        quo_mock.client(api_key="not-a-key-of-ours").users.get("US123abc")
    quo_mock.client().users.get("US123abc")
    assert [entry.status for entry in quo_mock.journal] == [401, 200]
    assert "not-a-key" not in repr(quo_mock.journal)
    assert quo_mock.api_key not in repr(quo_mock.journal)


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        (lambda mock: mock.fail_next("messages.sned"), "messages_send"),
        (lambda mock: mock.verify("nothing"), "There is no operation 'nothing'"),
        (lambda mock: mock.fail_next("messages.send", 200), "400"),
        (lambda mock: mock.fail_next("messages.send", "explode"), "^Mock-Fault takes"),
        (lambda mock: mock.fail_next("messages.send", "reset", code="1"), "go with a status"),
        (lambda mock: mock.fail_next("messages.send", 503, when="never"), "never"),
        (lambda mock: mock.fail_next("messages.send", times=0), "times"),
        (lambda mock: mock.receive_message(""), "text"),
        (lambda mock: mock.receive_message("Hi", from_="555"), "from"),
        (lambda mock: mock.receive_call(scenario="abducted"), "scenario"),
        (lambda mock: mock.webhooks.subscribe("message.eaten"), "There is no event 'message.eaten'"),
        (lambda mock: mock.clock.advance(-1), "advance"),
        (lambda mock: mock.clock.advance(days=1e12), "no clock goes so far"),
    ],
)
def test_mistakes_are_told_in_a_sentence(quo_mock: QuoMock, mistake, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=told):
        mistake(quo_mock)


# ── Other ways to reach it ──


def test_any_program_reaches_it_by_its_url(quo_mock: QuoMock) -> None:
    headers = {"Authorization": f"Bearer {quo_mock.api_key}"}
    answer = httpx.get(f"{quo_mock.url}/quo/v1/users/US123abc", headers=headers)
    assert answer.json()["data"]["id"] == "US123abc"
    answer = httpx.get(f"{quo_mock.url}/v1/users/US123abc", headers={"Authorization": quo_mock.quo_key})
    assert answer.status_code == 200
    assert quo_mock.url in quo_mock.environment().values()


def test_a_lost_connection_is_lost_on_a_socket_at_once(quo_mock: QuoMock) -> None:
    quo_mock.fail_next("users.get", "reset")
    with Quo(api_key=quo_mock.api_key, base_url=quo_mock.url, max_retries=0) as quo:
        with pytest.raises(errors.ConnectionFailed):
            quo.users.get("US123abc")
        assert quo.users.get("US123abc").id == "US123abc"


def test_code_with_quo_s_own_host_is_answered_and_no_other_host_is_reached(
    quo_mock_router: object, quo_mock: QuoMock
) -> None:
    for host in ("api.openphone.com", "api.quo.com"):
        answer = httpx.get(f"https://{host}/v1/users/US123abc", headers={"Authorization": quo_mock.quo_key})
        assert answer.status_code == 200
    with Quo() as quo:
        send(quo)
        assert quo.connections.list()
    assert len(quo_mock.sent) == 1
    with pytest.raises(Exception, match="not mocked"):
        httpx.get("https://example.com")
