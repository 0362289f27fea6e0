"""A gateway as a user starts it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from mock_gateway.ports import free_port


@pytest.fixture(scope="module")
def gateway_url() -> Iterator[str]:
    """The address of a gateway with the demo account, served by `quo-mock serve`."""
    url = f"http://127.0.0.1:{(port := free_port('127.0.0.1'))}"
    command = [sys.executable, "-m", "mock_gateway", "serve", "--port", str(port), "--set", "rate_limit=0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(f"{url}/_mock/api/health")
            yield url
        finally:
            server.terminate()


def _wait(address: str) -> None:
    for _ in range(400):
        try:
            httpx.get(address).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")
