"""How httpx reaches a gateway in the same process, without a socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import anyio.to_thread
import httpx

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = "http://quo-mock"
"""What stands for the gateway in URLs; a name without a dot is this machine to `/_mock/`."""


class InProcess(httpx.BaseTransport):
    """Calls a WSGI application with the path as PEP 3333 has it; httpx decodes it twice, and as UTF-8."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The application's answer, read to its end."""
        raw_path, _, _ = request.url.raw_path.partition(b"?")
        path = unquote_to_bytes(raw_path).decode("latin-1")

        def app(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
            return self._app({**environ, "PATH_INFO": path}, start_response)

        answer = httpx.WSGITransport(app).handle_request(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.read())


class AsyncInProcess(httpx.AsyncBaseTransport):
    """The same for code that awaits, on asyncio or trio: the application works in a thread meanwhile."""

    def __init__(self, transport: InProcess) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The application's answer, read to its end."""
        await request.aread()
        return await anyio.to_thread.run_sync(self._transport.handle_request, request)
