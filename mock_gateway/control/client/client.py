"""The client itself: the parts together, over HTTP."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import httpx
import msgspec

from .calling import ControlError
from .watching import Watching
from .workspaces import Workspaces
from .world import World


class Control(Watching, Workspaces, World):
    """Steers the gateway at `base_url`.

    Every method raises `ControlError` for what the gateway refuses, and `httpx.TransportError` if it is away.
    Where a `workspace_id` can be given, the demo account's workspace is meant without one.
    """

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8787",
        *,
        admin_token: str | None = None,
        transport: httpx.BaseTransport | None = None,
        timeout: float = 30,
    ) -> None:
        """Args:
        admin_token: what the gateway was started with, if it was.
        transport: how to reach it, such as `httpx.WSGITransport(app=create_app())`.
        timeout: seconds.
        """
        self.base_url = base_url.rstrip("/")
        headers = {} if admin_token is None else {"Authorization": f"Bearer {admin_token}"}
        self._http = httpx.Client(
            base_url=f"{self.base_url}/_mock/api",
            headers=headers,
            transport=transport,
            timeout=timeout,
        )

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, method: str, path: str, body: Any = None, **query: str | None) -> bytes:
        answer = self._http.request(
            method,
            path,
            content=body if isinstance(body, bytes) else None if body is None else msgspec.json.encode(body),
            params={name: value for name, value in query.items() if value is not None},
        )
        if answer.is_error:
            raise ControlError(answer.status_code, _message(answer))
        return answer.content


def _message(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
