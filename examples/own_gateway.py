"""A gateway that an example starts for itself and ends with itself."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
import httpx

from mock_gateway.ports import CannotServe, free_port, refuse_taken

HOST = "127.0.0.1"


@contextmanager
def gateway(port: int) -> Iterator[str]:
    """A gateway of our own, without the rate limit until a step sets it."""
    url = f"http://{HOST}:{port}"
    command = [sys.executable, "-m", "mock_gateway", "serve", "--port", str(port), "--set", "rate_limit=0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"{url}/_mock/api/health", server)
            yield url
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise click.ClickException("the gateway did not start")
        try:
            httpx.get(address).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise click.ClickException("the gateway did not answer within ten seconds")


def free(port: int) -> int:
    """That port, or another one if somebody listens there."""
    try:
        refuse_taken(HOST, port)
    except CannotServe:
        return free_port(HOST)
    return port or free_port(HOST)
