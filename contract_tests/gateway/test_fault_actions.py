"""What each fault does to a request and its answer, in the process of the caller."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from maton_quo import Quo
from mock_gateway import create_app
from mock_gateway.clock import SECOND
from mock_gateway.control.client import Control
from mock_gateway.faults.rule import Cut, Reset
from mock_gateway.settings import Settings

from .conftest import Bench

LIST = "GET /quo/v1/phone-numbers"
SEND = ("POST /quo/v1/messages", {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]})


def fault(bench: Bench, then: dict[str, Any], **more: Any) -> str:
    """Add a rule; returns its id."""
    id: str = bench.ok("POST /_mock/api/faults", {"then": then, **more})["data"]["id"]
    return id


def sent(bench: Bench) -> int:
    return len(bench.state()["messages"])


@pytest.mark.parametrize(
    ("speaker", "status", "body"),
    [
        (
            "quo",
            503,
            {"code": "0400503", "status": 503, "title": "Service Unavailable", "message": "no luck"},
        ),
        ("maton", 500, {"status": 500, "title": "Unknown", "message": "no luck"}),
    ],
)
def test_a_status_comes_with_the_body_of_whoever_speaks(
    bench: Bench, speaker: str, status: int, body: dict[str, Any]
) -> None:
    then = {"action": "status", "status": status, "speaker": speaker, "message": "no luck"}
    fault(bench, {**then, "retry_after": 7})
    answer = bench.ask(LIST)
    assert (answer.status_code, answer.headers["Retry-After"]) == (status, "7")
    assert {name: answer.json.get(name) for name in body} == body
    assert ("code" in answer.json) == (speaker == "quo")


@pytest.mark.parametrize(("status", "line"), [(429, "error code: 1015"), (502, "error code: 502")])
def test_cloudflare_answers_a_line_of_text(bench: Bench, status: int, line: str) -> None:
    fault(bench, {"action": "status", "status": status, "speaker": "cloudflare"})
    answer = bench.ask(LIST)
    assert (answer.status_code, answer.text, answer.headers["Server"]) == (status, line, "cloudflare")
    assert answer.content_type.startswith("text/plain")


def test_a_code_of_quo_s_brings_its_title(bench: Bench) -> None:
    fault(bench, {"action": "status", "status": 402, "code": "0200402"})
    assert bench.ask(LIST).json["title"] == "Not Enough Credits"


@pytest.mark.parametrize(("when", "texts"), [("before", 0), ("after", 1)])
def test_a_text_that_is_answered_with_an_error_may_have_been_sent(
    bench: Bench, when: str, texts: int
) -> None:
    before = sent(bench)
    fault(bench, {"action": "status", "status": 500, "when": when})
    assert bench.ask(*SEND).status_code == 500
    assert sent(bench) == before + texts


@pytest.mark.parametrize(("when", "texts"), [("before", 0), ("after", 1)])
def test_a_connection_is_reset_before_or_after_the_text_was_sent(bench: Bench, when: str, texts: int) -> None:
    before = sent(bench)
    fault(bench, {"action": "reset", "when": when}, times=1)
    with pytest.raises(ConnectionResetError):
        bench.ask(*SEND)
    assert sent(bench) == before + texts
    assert bench.ask(*SEND).status_code == 202


def test_a_wait_is_in_real_seconds_and_bounded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[tuple[float, int]] = []
    monkeypatch.setattr(bench.gateway.faults, "pause", lambda s: waited.append((s, sent(bench))))
    already = sent(bench)
    fault(bench, {"action": "slow", "seconds": 20})
    fault(bench, {"action": "slow", "seconds": 29})
    fault(bench, {"action": "slow", "seconds": 1.5, "when": "after"})
    assert bench.ask(*SEND).status_code == 202
    assert waited == [(30, already), (1.5, already + 1)]


def test_broken_json_is_a_whole_answer_that_cannot_be_read(bench: Bench) -> None:
    whole = bench.ask(LIST).data
    fault(bench, {"action": "broken-json"})
    answer = bench.ask(LIST)
    assert answer.status_code == 200
    assert whole.startswith(answer.data)
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(whole)
    with pytest.raises(ValueError):
        _ = answer.json or httpx.Response(200, content=answer.data).json()


def test_a_page_loses_its_token(bench: Bench) -> None:
    assert bench.ok("GET /quo/v1/contacts?maxResults=1")["nextPageToken"]
    fault(bench, {"action": "no-page-token"})
    assert "nextPageToken" not in bench.ok("GET /quo/v1/contacts?maxResults=1")


def test_an_answer_is_from_tomorrow(bench: Bench) -> None:
    fault(bench, {"action": "unknown-enum", "field": "role", "value": "emperor"})
    fault(bench, {"action": "unknown-field", "field": "mood"})
    page = bench.ok("GET /quo/v1/users?maxResults=5")
    assert {user["role"] for user in page["data"]} == {"emperor"}
    assert {user["mood"] for user in page["data"]} == {"new"} == {page["mood"]}
    assert "mood" not in bench.ask("GET /quo/v1/users/US404").json  # an error stays what it is


def test_an_exhausted_window_says_so_in_its_headers() -> None:
    bench = Bench(settings=Settings(rate_limit=50))
    fault(bench, {"action": "rate-limit"}, times=1)
    answer = bench.ask(LIST)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert answer.headers["ratelimit"] == '"per-second"; r=0; t=1'
    assert bench.ask(LIST).headers["ratelimit"].startswith('"per-second"; r=48')


def test_the_gateway_is_down_for_a_while_and_back_by_itself(bench: Bench) -> None:
    id = fault(bench, {"action": "down", "seconds": 90.5})
    answer = bench.ask(LIST)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "91")
    bench.time += 90 * SECOND
    assert bench.ask(LIST).headers["Retry-After"] == "1"
    bench.time += SECOND
    assert bench.ask(LIST).status_code == 200
    [seen] = bench.ok("GET /_mock/api/faults")["data"]
    assert (seen["id"], seen["active"], seen["struck"]) == (id, False, 2)


def test_no_fault_strikes_who_is_not_admitted(bench: Bench) -> None:
    fault(bench, {"action": "status", "status": 503})
    assert bench.ask(LIST, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert bench.ask("GET /quo/v1/nothing").status_code == 404
    assert bench.ok("GET /_mock/api/faults")["data"][0]["matched"] == 0


@pytest.mark.parametrize("then", [Reset(), Cut(3)])
def test_through_httpx_a_lost_connection_is_httpx_s_own_error(then: Reset | Cut) -> None:
    transport = httpx.WSGITransport(app=create_app(seed="empty"))
    control = Control("http://mock", transport=transport)
    fault = control.fault(then)
    with httpx.Client(base_url="http://mock", transport=transport) as http:
        headers = {"Authorization": "Bearer maton_mock_key"}
        with pytest.raises(httpx.RemoteProtocolError, match="closed by a fault"):
            http.get("/quo/v1/phone-numbers", headers=headers)
        control.remove_fault(fault.id)
        assert control.faults() == []
        assert http.get("/quo/v1/phone-numbers", headers=headers).status_code == 200


def test_the_client_repeats_a_read_that_was_cut_and_never_a_text_that_may_have_been_sent() -> None:
    app = create_app(seed="empty")
    transport = httpx.WSGITransport(app=app)
    control = Control("http://mock", transport=transport)
    with Quo(api_key="maton_mock_key", base_url="http://mock", transport=transport, connection="") as quo:
        control.fault(Cut(), times=1)
        number = quo.phone_numbers.list()[0].id
        control.fault(Reset("after"))
        with pytest.raises(Exception, match="closed by a fault"):
            quo.messages.send(content="Hi", from_=number, to=["+14155550199"])
    assert [fault.struck for fault in control.faults()] == [1, 1]
