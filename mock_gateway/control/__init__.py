"""The mock door: `/_mock/api/…`, by which tests, people and pages steer the gateway itself."""

from __future__ import annotations

from functools import cached_property

from ..asked import Asked
from ..errors import Rendering
from ..gateway import Gateway
from ..routes import Routes, Unrouted
from .access import refuse_strangers
from .operation import Operation

BASE = "/_mock"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries: a browser runs nothing in it, keeps nothing of it, and embeds it nowhere."""


class ControlApi:
    """The control API over one gateway; its modules are loaded when it is asked for the first time."""

    def __init__(self, gateway: Gateway, admin_token: str | None) -> None:
        self._gateway = gateway
        self._admin_token = admin_token

    def serves(self, path: str) -> bool:
        """Whether a path below `/_mock` belongs to it and not to a page."""
        return path.startswith(f"{BASE}/api/") or path == f"{BASE}/openapi.json"

    def answer(self, asked: Asked) -> Rendering:
        """The answer to a request.

        Raises:
            Problem: 400, 403, 404, 409 and others.
            Unrouted: there is no such operation.
        """
        route = self._routes.find(asked.method, asked.path.removeprefix(BASE))
        operation = route.operation
        if operation is None or not operation.open:
            refuse_strangers(asked, self._admin_token)
            self._gateway.catch_up()
        if operation is None:
            raise Unrouted(route.allowed)
        asked.tell(operation=operation.id)
        return operation.answer(self._gateway, asked, route.path)

    @cached_property
    def _routes(self) -> Routes[Operation]:
        from . import topics

        return Routes(topics.operations())
