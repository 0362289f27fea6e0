"""Quo's own operations, done by whoever sits before a page: as the workspace's owner, without a key."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import flask
import msgspec

from .. import resources, scripted
from ..asked import Asked
from ..errors import JSON
from ..gateway import Gateway
from ..request import refuse_complaints
from ..store import Caller
from .place import Place


class Owner:
    """Asks a gateway for operations as a program would, but for the door and what is counted there."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._handlers = resources.handlers(gateway.contract.operations.values())

    def ask(self, place: Place, operation_id: str, *, body: Any = None, **path: str) -> Any:
        """The document that an operation answers with; None where it answers with nothing.

        Raises `Problem`, as the operation does.
        """
        gateway, facts = self._gateway, place.facts
        operation = gateway.contract.operations[operation_id]
        caller = Caller(facts.account_id or "", facts, None, None, None, 0)
        request = gateway.request(
            operation, path, _asked(operation.method, body), caller, place.settings, place.now
        )
        refuse_complaints(request)
        scripted.before(request, gateway.faults.pause)
        with gateway.database.transaction(write=True, scope=place.id):
            found = self._handlers[operation_id](request)
        if found is None:
            return None
        answer = msgspec.json.decode(found)
        return answer.get("data", answer)


def _asked(method: str, body: Any) -> Asked:
    """What a program would ask with that body, at the address of the page."""
    raw = b"" if body is None else msgspec.json.encode(body)
    sent = {
        "REQUEST_METHOD": method,
        "QUERY_STRING": "",
        "CONTENT_TYPE": JSON,
        "CONTENT_LENGTH": str(len(raw)),
        "wsgi.input": BytesIO(raw),
    }
    return Asked({**flask.request.environ, **sent})
