"""How live requests travel: by one door for both hosts, past the guard, and out through the user's proxy."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import httpx

from contract_tests.live.asked import HEADERS
from contract_tests.live.guard import Guard


class Guarded(httpx.BaseTransport):
    """Sends what the guard admits, when it is its turn; it never closes what it sends through."""

    def __init__(
        self, guard: Guard, inner: httpx.BaseTransport, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._guard, self._inner, self._sleep = guard, inner, sleep

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        request = at_its_host(self._guard, request)
        asked, wait = self._guard.admit(request)
        if wait > 0:
            self._sleep(wait)
        response = self._inner.handle_request(plain(request))
        response.read()
        _keep_no_cookie(response)
        self._guard.note(asked, response)
        return response


class AsyncGuarded(httpx.AsyncBaseTransport):
    """The same for code that awaits."""

    def __init__(self, guard: Guard, inner: httpx.AsyncBaseTransport) -> None:
        self._guard, self._inner = guard, inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        request = at_its_host(self._guard, request)
        asked, wait = self._guard.admit(request)
        if wait > 0:
            await asyncio.sleep(wait)
        response = await self._inner.handle_async_request(plain(request))
        await response.aread()
        _keep_no_cookie(response)
        self._guard.note(asked, response)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


def _keep_no_cookie(response: httpx.Response) -> None:
    """A client would send it back, and no cookie is among the headers that may go out."""
    response.headers.pop("set-cookie", None)


class Wire(httpx.BaseTransport):
    """Out into the network by the proxy and the certificates that the environment names."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._client.send(request, follow_redirects=False)


class AsyncWire(httpx.AsyncBaseTransport):
    """The same for code that awaits."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._client.send(request, follow_redirects=False)

    async def aclose(self) -> None:
        await self._client.aclose()


def at_its_host(guard: Guard, request: httpx.Request) -> httpx.Request:
    """Our gateway serves both hosts at one; so tests ask one, and `/connections` goes to the control host."""
    gateway, control = (
        httpx.URL(url) for url in (guard.environment.gateway_url, guard.environment.control_url)
    )
    at_gateway = (request.url.host, request.url.port) == (gateway.host, gateway.port)
    if gateway == control or not at_gateway or not request.url.path.startswith("/connections"):
        return request
    url = request.url.copy_with(scheme=control.scheme, host=control.host, port=control.port)
    headers = httpx.Headers([pair for pair in request.headers.raw if pair[0].lower() != b"host"])
    return httpx.Request(
        request.method, url, headers=headers, content=request.content, extensions=request.extensions
    )


def plain(request: httpx.Request) -> httpx.Request:
    """A copy that holds what was judged and nothing else."""
    names = HEADERS - {"content-length", "transfer-encoding"}
    headers = {name: value for name, value in request.headers.items() if name in names}
    timeout = {name: value for name, value in request.extensions.items() if name == "timeout"}
    return httpx.Request(
        request.method, request.url, headers=headers, content=request.content, extensions=timeout
    )
