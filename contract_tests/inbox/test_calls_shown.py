"""A call on the pages: placed as the customer, it rings, is over, and leaves what it leaves."""

from __future__ import annotations

import wave
from io import BytesIO

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway.clock import SECOND

from .conftest import Element, Visitor

CUSTOMER = {"from": "+12065557777"}


def placed(visitor: Visitor, **form: str) -> str:
    """The id of the conversation that a call made."""
    answer = visitor.post("/calls", **{**CUSTOMER, **form})
    assert answer.status_code == 303, answer.text
    address: str = answer.headers["Location"]
    return address.rpartition("/")[2]


def called(visitor: Visitor, id: str) -> Element:
    [call] = visitor.thread(id)
    return call


def test_a_call_rings_is_answered_and_leaves_everything(bench: Bench, visitor: Visitor) -> None:
    id = placed(visitor, duration="30", transcript="Hello?\r\nIs it <b>free</b>?", summary="About the flat")
    assert "Ringing…" in called(visitor, id).text
    bench.time += 10 * SECOND
    assert "On the phone" in called(visitor, id).text
    bench.time += 26 * SECOND
    assert "Recording: processing" in called(visitor, id).text
    bench.time += 60 * SECOND
    call = called(visitor, id)
    assert "Incoming call, 0:30" in call.text
    assert [part.text for part in call.find("dd")] == ["Hello?", "Is it <b>free</b>?"]
    assert [part.text for part in call.find("dt")] == ["John Doe", "(206) 555-7777"]
    assert "About the flat" in call.find("details")[0].text
    [audio] = call.find("audio")
    sound = visitor.get(audio.attributes["src"])
    assert sound.headers["Content-Type"] == "audio/wav"
    with wave.open(BytesIO(sound.data)) as read:
        assert read.getnframes() == 30 * read.getframerate()


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        ("missed", "Missed call"),
        ("voicemail", "Missed call"),
        ("forwarded", "Forwarded call"),
        ("ai-handled", "agent"),
    ],
)
def test_each_outcome_is_told(bench: Bench, visitor: Visitor, scenario: str, told: str) -> None:
    id = placed(visitor, scenario=scenario)
    bench.time += 200 * SECOND
    assert told in called(visitor, id).text


def test_a_voicemail_is_heard_and_read(bench: Bench, visitor: Visitor) -> None:
    id = placed(visitor, scenario="voicemail", duration="7", transcript="Call me back")
    bench.time += 60 * SECOND
    call = called(visitor, id)
    assert call.find("blockquote")[0].text == "Call me back"
    [audio] = call.find("audio")
    part = visitor.get(audio.attributes["src"], headers={"Range": "bytes=100-199"})
    assert (part.status_code, len(part.data)) == (206, 100)
    etag = visitor.get(audio.attributes["src"]).headers["ETag"]
    again = visitor.get(audio.attributes["src"], headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_very_long_recording_is_cut(bench: Bench, visitor: Visitor) -> None:
    id = placed(visitor, duration="86400")
    bench.time += 90_000 * SECOND
    [audio] = called(visitor, id).find("audio")
    assert len(visitor.get(audio.attributes["src"]).data) < 3_000_000


@pytest.mark.parametrize(
    "form", [{"duration": "x"}, {"duration": "-1"}, {"duration": "1e9"}, {"scenario": "y"}]
)
def test_a_call_that_cannot_be_is_refused(bench: Bench, visitor: Visitor, form: dict[str, str]) -> None:
    before = bench.state()
    assert visitor.post("/calls", **{**CUSTOMER, **form}).status_code == 400
    assert bench.state() == before


def test_there_is_no_sound_where_nothing_was_recorded(visitor: Visitor) -> None:
    for path in ("/calls/ACnone/voicemail.wav", "/calls/AC123abc/RECnone.wav"):
        assert visitor.get(path).status_code == 404
