"""auto_responder.py: outside office hours a customer is answered once a day, whatever comes twice."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from auto_responder import Responder
from contract_tests.programs.program import Desk, assert_one_sentence
from maton_quo import Quo, models, webhooks
from mock_gateway.ports import free_port

PROGRAM = "auto_responder.py"
ANA, BO = "+12065550177", "+12065550178"
NEVER_OPEN = ("--hours", "00:00-00:00")


@contextmanager
def serving(desk: Desk, url: str, key: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    port = url.rpartition(":")[2].rstrip("/")
    process = subprocess.Popen(
        desk.command(PROGRAM, "serve", "--port", port, *options),
        env={**desk.environment, "QUO_WEBHOOK_KEY": key},
        cwd=desk.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    try:
        assert "listening" in process.stdout.readline()
        yield process
        process.send_signal(signal.SIGTERM)
        assert (process.wait(20), process.stderr.read()) == (0, "")
    finally:
        process.kill()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


@pytest.fixture
def subscribed(desk: Desk) -> tuple[str, str]:
    """The address that is told of texts, and the key of its webhook."""
    url = f"http://127.0.0.1:{free_port('127.0.0.1')}/"
    first = desk.run(PROGRAM, "subscribe", url)
    assert first.returncode == 0, first.stderr
    assert desk.run(PROGRAM, "subscribe", url).stdout == first.stdout  # and creates no second one
    return url, first.stdout.strip()


def said(process: subprocess.Popen[str]) -> str:
    """What the next event came to."""
    assert process.stdout
    return process.stdout.readline().partition(" ")[2].strip()


def test_a_customer_is_answered_once_a_day_and_not_after_stop(
    desk: Desk, subscribed: tuple[str, str]
) -> None:
    with serving(desk, *subscribed, *NEVER_OPEN, "--text", "Closed.") as process:
        for text, from_, done in (
            ("Anybody there?", ANA, "answered"),
            ("Hello?", ANA, "answered before"),
            ("stop ", BO, "stopped"),
            ("Hello?", BO, "wants no texts"),
            ("START", BO, "started"),
            ("Hello?", BO, "answered"),
        ):
            desk.control.receive_text(text, from_=from_, workspace_id=desk.workspace_id)
            desk.control.deliver()
            assert said(process) == done
    assert (desk.sent(ANA), desk.sent(BO)) == (["Closed."], ["Closed."])


def test_neither_a_redelivery_nor_a_restart_sends_a_second_text(
    desk: Desk, subscribed: tuple[str, str]
) -> None:
    with serving(desk, *subscribed, *NEVER_OPEN) as process:
        desk.control.receive_text("Hello?", from_=ANA, workspace_id=desk.workspace_id)
        desk.control.deliver()
        assert said(process) == "answered"
        [delivery] = desk.control.deliveries(desk.workspace_id)
        desk.control.redeliver(delivery.id, desk.workspace_id)
    with serving(desk, *subscribed, *NEVER_OPEN) as process:
        desk.control.redeliver(delivery.id, desk.workspace_id)
        desk.control.receive_text("Hello again?", from_=ANA, workspace_id=desk.workspace_id)
        desk.control.deliver()
        assert said(process) == "answered before"  # and nothing was said of the same event
    assert len(desk.sent(ANA)) == 1
    [redelivered] = desk.control.deliveries(desk.workspace_id)[1:]
    assert [attempt.status for attempt in redelivered.attempts] == [200, 200, 200]


def test_what_is_not_from_quo_is_refused(desk: Desk, subscribed: tuple[str, str]) -> None:
    url, key = subscribed
    with serving(desk, url, key, *NEVER_OPEN):
        assert httpx.post(url, json={"type": "message.received"}).status_code == 401
        assert httpx.post(url, content=iter([b"chunked"])).status_code == 413
        signature = webhooks.sign(b"[]", key, time.time_ns() // 1_000_000)
        assert httpx.post(url, content=b"[]", headers={"openphone-signature": signature}).status_code == 200
        assert httpx.get(url).status_code == 501
    assert desk.calls("messages_send") == 0


# ── In this process, where time is ours ──

NEW_YORK = ZoneInfo("America/New_York")
MONDAY_NOON = datetime(2026, 1, 5, 17, tzinfo=UTC)


@pytest.fixture
def responder(desk: Desk, tmp_path: Path) -> Iterator[Callable[[], Responder]]:
    """Makes responders that share one file, as after a restart."""
    made: list[Responder] = []
    with Quo(api_key=desk.api_key, base_url=desk.url) as quo:

        def make() -> Responder:
            office = (clock_time(9), clock_time(17))
            made.append(Responder(quo, str(tmp_path / "state.db"), office, NEW_YORK, "Closed."))
            return made[-1]

        yield make
        for one in made:
            one.state.close()


def event(id: str, text: str = "Hello?", from_: str = ANA) -> models.MessageEvent:
    now = MONDAY_NOON
    message = models.EventMessage(
        id="AC1", object="message", from_=from_, to=["+15555555555"], direction="incoming", text=text,
        status="received", created_at=now, phone_number_id="PN123abc",
    )  # fmt: skip
    data = models.MessageEventData(object=message)
    return models.MessageEvent(id=id, object="event", created_at=now, type="message.received", data=data)


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        ("2026-01-05T09:00-05:00", True),
        ("2026-01-05T08:59-05:00", False),
        ("2026-01-05T17:00-05:00", False),
        ("2026-01-10T12:00-05:00", False),  # a Saturday
        ("2026-07-06T13:00+00:00", True),  # in summer nine o'clock is an hour earlier elsewhere
        ("2026-01-05T13:30+00:00", False),
    ],
)
def test_office_hours_are_those_of_the_zone(
    responder: Callable[[], Responder], when: str, open_: bool
) -> None:
    assert responder().is_open(datetime.fromisoformat(when)) is open_


def test_an_event_that_was_accepted_before_the_end_is_handled_after_a_restart(
    desk: Desk, responder: Callable[[], Responder], capsys: pytest.CaptureFixture[str]
) -> None:
    night, next_night = MONDAY_NOON.replace(hour=23), MONDAY_NOON.replace(day=6, hour=23)
    responder().accept(event("EV1"))
    responder().handle_all(night)
    responder().handle_all(night)
    again = responder()
    again.accept(event("EV1"))
    again.accept(event("EV2"))
    again.handle_all(night)
    again.accept(event("EV3"))
    again.handle_all(next_night)
    again.accept(event("EV4", from_="Anonymous"))
    again.accept(event("EV5", from_=BO))
    again.handle_all(next_night)
    again.accept(event("EV6", from_=BO))
    again.handle_all(MONDAY_NOON)
    assert re.sub(r"EV\d ", "", capsys.readouterr().out).splitlines() == [
        "answered", "answered before", "answered", "cannot be texted", "answered", "office hours",
    ]  # fmt: skip
    assert (len(desk.sent(ANA)), len(desk.sent(BO))) == (2, 1)


def test_a_text_that_surely_was_not_sent_may_be_tried_again(
    desk: Desk, responder: Callable[[], Responder], capsys: pytest.CaptureFixture[str]
) -> None:
    ours, night = responder(), MONDAY_NOON.replace(hour=23)
    desk.control.change_settings(desk.workspace_id, balance_cents=0)
    ours.accept(event("EV1"))
    ours.handle_all(night)
    assert "402" in capsys.readouterr().err
    desk.control.change_settings(desk.workspace_id, balance_cents=100)
    ours.accept(event("EV2"))
    ours.handle_all(night)
    assert capsys.readouterr().out == "EV2 answered\n"


def test_no_text_of_a_customer_is_kept(responder: Callable[[], Responder], tmp_path: Path) -> None:
    ours = responder()
    ours.accept(event("EV1", text="my door code is 4711"))
    ours.handle_all(MONDAY_NOON)
    ours.state.close()
    assert b"4711" not in (tmp_path / "state.db").read_bytes()


def test_bad_settings_are_one_sentence(desk: Desk) -> None:
    assert_one_sentence(desk.run(PROGRAM, "serve", "--port", "0"), "QUO_WEBHOOK_KEY", "base64")
    assert_one_sentence(desk.run(PROGRAM, "subscribe", "nowhere"), "400")
    assert_one_sentence(
        desk.run(PROGRAM, "subscribe", "http://127.0.0.1:1/", without="MATON_API_KEY"), "MATON_API_KEY"
    )
    for option, value in (("--hours", "nine to five"), ("--zone", "Mars/Base")):
        done = desk.run(PROGRAM, "serve", option, value)
        assert (done.returncode, "Traceback" in done.stderr, option in done.stderr) == (2, False, True)
