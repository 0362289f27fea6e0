"""Recordings are held against the spec of today, and the client reads each of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contract_tests.exchanges import Exchange
from contract_tests.exchanges.reading import readings
from contract_tests.recordings import files, load, scan
from contract_tests.recordings.replay import deviations, given
from maton_quo import RawResponse, errors
from mock_gateway import spec
from mock_gateway.contract import load as contract_for
from mock_gateway.profile import Profile

RECORDINGS = sorted(path for path in files.SHIPPED.iterdir() if path.is_dir())
LARGEST = 300_000
"""Bytes of all recordings that come with the tests."""


@pytest.fixture(params=RECORDINGS, ids=[path.name for path in RECORDINGS])
def recording(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def named(recording: Path, name: str) -> Exchange:
    return next(each for each in load(recording) if each.name == name)


def profile_of(recording: Path) -> Profile:
    return Profile.named(files.meta_of(recording).profile or "observed")


def test_the_spec_of_today_still_describes_it(recording: Path) -> None:
    found = deviations(load(recording), contract_for(profile_of(recording)))
    assert [each for each in found if not each.is_drift] == []


def test_the_client_reads_every_answer(recording: Path) -> None:
    for exchange in load(recording):
        if exchange.status < 400:
            answered = given(exchange)
            assert isinstance(answered, RawResponse)
            assert answered.json() == exchange.content, exchange.name
        else:
            with pytest.raises(errors.StatusError) as raised:
                given(exchange)
            assert raised.value.status_code == exchange.status, exchange.name


def test_it_has_every_operation_that_reads(recording: Path) -> None:
    good = {each.operation for each in load(recording) if each.status == 200}
    assert good == {reading.id for reading in readings(spec.read())}
    bad = {each.operation for each in load(recording) if each.status >= 400}
    assert bad == {*good, "door"}


def test_it_says_what_it_is_evidence_of(recording: Path) -> None:
    meta = files.meta_of(recording)
    assert meta.source in ("mock", "live")
    assert recording.name.startswith(meta.source)
    assert meta.spec


def test_it_would_be_written_again(recording: Path) -> None:
    exchanges = load(recording)
    scan.refuse(files.documents(exchanges, files.meta_of(recording)), frozenset())


def test_all_together_are_small() -> None:
    assert {path.name for path in RECORDINGS} >= {"mock-documented", "mock-observed"}
    assert sum(path.stat().st_size for path in files.SHIPPED.rglob("*.json")) <= LARGEST


def test_an_unknown_field_is_visible_through_the_response(recording: Path) -> None:
    got = named(recording, "users_get get")
    more = replace(got, content={"data": {**got.content["data"], "shoeSize": 44}})
    answered = given(more)
    assert isinstance(answered, RawResponse)
    assert answered.json()["data"]["shoeSize"] == 44
    assert answered.parsed.id == got.content["data"]["id"]
    assert [*deviations([more], contract_for(profile_of(recording)))] == []


def test_a_new_word_of_an_enum_is_drift_and_no_failure(recording: Path) -> None:
    got = named(recording, "calls_get get")
    new = replace(got, content={"data": {**got.content["data"], "status": "on-hold"}})
    [deviation] = deviations([new], contract_for(profile_of(recording)))
    assert (deviation.exchange, deviation.path, deviation.is_drift) == ("calls_get get", "/data/status", True)
    answered = given(new)
    assert isinstance(answered, RawResponse)
    assert answered.parsed.status == "on-hold"


def test_a_field_that_is_gone_is_a_failure(recording: Path) -> None:
    got = named(recording, "users_get get")
    less = {name: value for name, value in got.content["data"].items() if name != "email"}
    [deviation] = deviations([replace(got, content={"data": less})], contract_for(profile_of(recording)))
    assert (deviation.path, deviation.is_drift) == ("/data/email", False)
    with pytest.raises(errors.UndecodableResponse):
        given(replace(got, content={"data": less}))
