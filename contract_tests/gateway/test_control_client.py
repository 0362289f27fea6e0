"""The control API from Python: typed, and in the words of the gateway when it refuses."""

from __future__ import annotations

import httpx
import pytest

from mock_gateway import create_app
from mock_gateway.clock import Clock
from mock_gateway.control.client import Control, ControlError
from mock_gateway.numbers import NUMBERS

from .conftest import NOON


@pytest.fixture
def control() -> Control:
    app = create_app(seed="empty", clock=Clock(lambda: NOON))
    return Control("http://mock", transport=httpx.WSGITransport(app=app))


def test_time_is_in_the_caller_s_hand(control: Control) -> None:
    assert control.now().now == "2026-03-01T12:00:00.000000Z"
    assert control.freeze().frozen
    assert control.advance(90).now == "2026-03-01T12:01:30.000000Z"
    assert control.set_clock("2026-04-01T00:00:00Z").now == "2026-04-01T00:00:00.000000Z"
    assert not control.resume().frozen


def test_an_account_of_its_own_has_settings_of_its_own(control: Control) -> None:
    account = control.account("empty")
    assert control.change_settings(account.workspace_id, balance_cents=7).balance_cents == 7
    assert control.settings(account.workspace_id).balance_cents == 7
    assert control.settings().balance_cents != 7
    assert control.reset(account.workspace_id).seed == "empty"
    assert control.settings(account.workspace_id).balance_cents != 7


def test_a_refusal_says_what_the_gateway_said(control: Control) -> None:
    with pytest.raises(ControlError, match="404: There is no workspace 'nope'") as refused:
        control.reset("nope")
    assert refused.value.status == 404
    with pytest.raises(ControlError, match="400: /rate_limit: Expected int >= 0"):
        control.change_settings(rate_limit=-1)


def test_its_keys_are_not_shown(control: Control) -> None:
    account = control.account()
    assert account.api_key not in repr(account)
    assert account.quo_key not in repr(account)


def test_it_describes_itself_and_the_gateway(control: Control) -> None:
    assert control.health().status == "ok"
    assert control.openapi()["openapi"] == "3.1.0"
    assert {row.name for row in control.profile()} >= {"send_envelope", "max_results"}


def test_customers_text_and_call(control: Control) -> None:
    other = control.account("empty").workspace_id
    text = control.receive_text("Hi", from_="+14155550177")
    assert (text["status"], text["to"]) == ("received", ["+15555555555"])
    assert control.receive_text("Hi", from_="+14155550177", to="PN123abc", workspace_id=other)["id"]
    call = control.receive_call(from_="+14155550177", scenario="voicemail", duration=12)
    assert call["status"] == "ringing"
    assert control.receive_call(from_="+14155550177", workspace_id=other)["direction"] == "incoming"
    with pytest.raises(ControlError, match="404: The workspace has no phone number 'PN404'"):
        control.receive_text("Hi", from_="+14155550177", to="PN404")


def test_it_knows_the_scripted_numbers(control: Control) -> None:
    assert tuple(control.numbers()) == NUMBERS


def test_an_admin_token_is_sent() -> None:
    transport = httpx.WSGITransport(app=create_app(seed="empty", admin_token="sesame"))
    with Control("http://mock/", admin_token="sesame", transport=transport) as control:
        assert control.health().status == "ok"
    with (
        Control("http://mock", transport=transport) as stranger,
        pytest.raises(ControlError, match=r"403: .*admin-token"),
    ):
        stranger.health()


def test_a_workspace_is_put_aside_brought_back_and_copied(control: Control) -> None:
    taken = control.snapshot(name="before")
    control.change_settings(balance_cents=3)
    both = control.snapshot_all()
    assert control.snapshots() == [taken, both]
    assert control.restore(both.id) == both
    assert control.settings(control.fork().workspace_id).balance_cents == 3
    old = control.fork(snapshot_id=taken.id)
    assert control.settings(old.workspace_id).balance_cents == 2500
    control.forget(taken.id)
    assert control.snapshots() == [both]
    with pytest.raises(ControlError, match=f"404: There is no snapshot '{taken.id}'"):
        control.restore(taken.id)


def test_a_workspace_is_moved_as_a_file(control: Control) -> None:
    account = control.account("demo")
    file = control.export(account.workspace_id)
    loaded = control.load(file)
    assert loaded.documents["contacts"] == 120
    assert control.export() == file
    with pytest.raises(ControlError, match="400: line 1, column 6, : Unexpected field") as refused:
        control.load("{'': 1}")
    assert refused.value.status == 400
