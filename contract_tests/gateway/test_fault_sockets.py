"""Faults on a real socket: what a client meets, and that the server lives on."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from mock_gateway.control.client import Control
from mock_gateway.control.faults import NewMatch
from mock_gateway.faults.rule import Action, BrokenJson, Cut, Reset, Slow

from .serving import Served, serve

SEND = {"content": "Hello", "from": "PN123abc", "to": ["+14155550199"]}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    gateway = serve(tmp_path_factory.mktemp("faults"), "--set", "rate_limit=0")
    yield gateway
    gateway.kill()


@pytest.fixture
def control(served: Served) -> Iterator[Control]:
    with Control(served.url) as control:
        yield control
        control.clear_faults()


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    headers = {"Authorization": "Bearer maton_mock_key"}
    with httpx.Client(base_url=f"{served.url}/quo/v1", headers=headers, timeout=30) as client:
        yield client


@pytest.mark.parametrize("then", [Reset(), Reset("after"), Cut(), Cut(0)])
def test_a_lost_connection_is_seen_by_the_caller_and_survived_by_the_server(
    served: Served, control: Control, http: httpx.Client, then: Action
) -> None:
    control.fault(then, times=2)
    for _ in range(2):
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            http.get("/phone-numbers")
    assert http.get("/phone-numbers").status_code == 200
    assert served.complained.read_text() == ""


@pytest.mark.parametrize("header", ["reset", "reset=after", "cut", "cut=20"])
def test_a_header_loses_one_connection(http: httpx.Client, header: str) -> None:
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        http.get("/phone-numbers", headers={"Mock-Fault": header})
    assert http.get("/phone-numbers").status_code == 200


def test_an_empty_answer_can_be_lost_too(control: Control, http: httpx.Client) -> None:
    control.fault(Reset("after"), match=NewMatch(operation="contacts_delete"))
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        http.delete("/contacts/CT123abc")
    assert http.get("/contacts/CT123abc").status_code == 404


def test_a_text_was_sent_and_its_sender_does_not_know(control: Control, http: httpx.Client) -> None:
    query: dict[str, str | int] = {
        "phoneNumberId": "PN123abc",
        "participants": "+14155550199",
        "maxResults": 10,
    }
    before = http.get("/messages", params=query).json()["totalItems"]
    control.fault(Reset("after"), match=NewMatch(operation="messages_send"), times=1)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        http.post("/messages", json=SEND)
    assert http.get("/messages", params=query).json()["totalItems"] == before + 1


def test_broken_json_arrives_whole(control: Control, http: httpx.Client) -> None:
    control.fault(BrokenJson())
    answer = http.get("/phone-numbers")
    assert answer.status_code == 200
    with pytest.raises(ValueError):
        answer.json()


def test_a_caller_loses_patience_and_the_server_does_not_mind(control: Control, http: httpx.Client) -> None:
    control.fault(Slow(0.5), times=1)
    with pytest.raises(httpx.ReadTimeout):
        http.get("/phone-numbers", timeout=0.1)
    assert http.get("/phone-numbers").status_code == 200
