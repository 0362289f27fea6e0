"""Many at once, and the end of it."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import time

import httpx
import pytest

from contract_tests.standin.misbehaviours import Slow
from contract_tests.standin.stand_in import StandIn

URL = "https://gateway.maton.ai/quo/v1/phone-numbers"
CONNECTIONS = 50


async def _at_once(key: str) -> list[httpx.Response]:
    limits = httpx.Limits(max_connections=CONNECTIONS)
    headers = {"Authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=60) as http:
        return await asyncio.gather(*(http.get(URL) for _ in range(4 * CONNECTIONS)))


def test_fifty_connections_at_once_are_each_answered_whole(by_name: StandIn) -> None:
    answers = asyncio.run(_at_once(by_name.api_key))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(by_name.seen) == 4 * CONNECTIONS


def test_the_end_waits_for_nobody_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(threading.enumerate())
    with StandIn(rate_limit=0) as stand_in:
        for name, value in stand_in.environment().items():
            monkeypatch.setenv(name, value)
        headers = {"Authorization": f"Bearer {stand_in.api_key}"}
        idle = httpx.Client(headers=headers)
        assert idle.get(URL).status_code == 200
        stand_in.misbehave(Slow(3600))
        waiting = threading.Thread(target=_refused, args=(headers,))
        waiting.start()
        deadline = time.monotonic() + 30
        while len(stand_in.seen) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        ports = [int(url.rpartition(":")[2]) for url in (stand_in.proxy_url, stand_in.gateway_url)]
    waiting.join(30)
    assert not waiting.is_alive()
    assert set(threading.enumerate()) <= before
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
    assert not stand_in.authority_file.exists()
    idle.close()
    stand_in.close()  # once more does no harm
    gc.collect()


def _refused(headers: dict[str, str]) -> None:
    with pytest.raises(httpx.TransportError):
        httpx.get(URL, headers=headers, timeout=60)


def test_one_that_cannot_start_closes_what_it_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: object) -> None:
        raise OSError("no port")

    before = set(threading.enumerate())
    monkeypatch.setattr("mock_gateway.intercept.Intercept.start", fails)
    with pytest.raises(OSError, match="no port"), StandIn():
        pass
    assert set(threading.enumerate()) <= before
    gc.collect()
