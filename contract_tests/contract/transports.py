"""Ways to send: under the eyes of the strict spec, and in a thread for async code."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

import httpx

from mock_gateway.contract import Contract
from mock_gateway.operation import Operation

GATEWAY = "/quo"


class OutsideTheSpec(AssertionError):
    """A gateway answered what the spec does not document.

    `operation`, `status` and `paths` say where, without a word of what was answered.
    """

    def __init__(self, text: str, operation: str = "", status: int = 0, paths: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.operation, self.status, self.paths = operation, status, paths


class Judged(httpx.BaseTransport):
    """Judges every answer that comes through it, whoever asked."""

    def __init__(self, transport: httpx.BaseTransport, contract: Contract) -> None:
        self._transport, self._contract = transport, contract

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(request)
        response.read()
        judge(self._contract, request, response)
        return response

    def close(self) -> None:
        self._transport.close()


class AsyncJudged(httpx.AsyncBaseTransport):
    """The same for code that awaits."""

    def __init__(self, transport: httpx.AsyncBaseTransport, contract: Contract) -> None:
        self._transport, self._contract = transport, contract

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(request)
        await response.aread()
        judge(self._contract, request, response)
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()


class InProcess(httpx.BaseTransport):
    """Calls a WSGI application with the path as PEP 3333 has it; httpx decodes it twice, and as UTF-8."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raw_path, _, _ = request.url.raw_path.partition(b"?")
        path = unquote_to_bytes(raw_path).decode("latin-1")

        def app(environ: dict[str, Any], start_response: Any) -> Any:
            return self._app({**environ, "PATH_INFO": path}, start_response)

        return httpx.WSGITransport(app).handle_request(request)


class InThread(httpx.AsyncBaseTransport):
    """Lets async code call a transport that waits: the WSGI application of the gateway."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await asyncio.to_thread(self._handle, request)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        answer = self._transport.handle_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.read())


def judge(contract: Contract, request: httpx.Request, response: httpx.Response) -> None:
    """Raise `OutsideTheSpec` for an answer that its operation does not document; no operation, no judge."""
    operation = operation_of(contract, request.method, request.url.path)
    if operation is None:
        return
    content_type = response.headers.get("content-type", "")
    complaints = operation.response_complaints(response.status_code, content_type, response.content)
    if complaints:
        said = ", ".join(f"{complaint.path or '/'}: {complaint.message}" for complaint in complaints)
        text = f"{operation.id} answered {response.status_code}: {said}\n{response.text[:500]}"
        paths = tuple(complaint.path for complaint in complaints)
        raise OutsideTheSpec(text, operation.id, response.status_code, paths)


def operation_of(contract: Contract, method: str, path: str) -> Operation | None:
    """The operation that a request is for, at the gateway's, the control or Quo's own door."""
    for operation in contract.operations.values():
        if operation.method == method and _matches(operation, path):
            return operation
    return None


def _matches(operation: Operation, path: str) -> bool:
    if operation.control or not path.startswith(GATEWAY):
        return _pattern(operation.path).fullmatch(path) is not None
    return _pattern(operation.path).fullmatch(path.removeprefix(GATEWAY)) is not None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", template))
