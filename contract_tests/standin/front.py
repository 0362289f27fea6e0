"""What stands before the gateway: from outside it is live, and on demand as live is on a bad day."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from threading import Event, Lock
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from contract_tests.contract.transports import operation_of
from mock_gateway import demo
from mock_gateway.contract import Contract
from mock_gateway.doors import door_of

from . import misbehaving
from .answers import Alteration, Answer
from .misbehaviours import Book
from .server import Sent

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_BEHIND = {
    "gateway.maton.ai": {"gateway"},
    "ctrl.maton.ai": {"control"},
    "api.maton.ai": {"gateway", "control"},
    "connect.maton.ai": {"connect"},
    "api.openphone.com": {"quo"},
    "api.quo.com": {"quo"},
}
"""The doors that live has at each of its hosts; what is not documented of a host is not there."""

_PUBLIC_KEYS = (demo.API_KEY, demo.QUO_KEY)


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived, whatever came of it."""

    method: str
    host: str
    path: str
    operation: str | None


class Front:
    """Answers requests out of a gateway in this process."""

    def __init__(self, gateway: WSGIApplication, contract: Contract) -> None:
        self._gateway, self._contract = gateway, contract
        self._alone = Lock()  # one thread at a time, as a gateway over SQLite is served
        self._closing = Event()
        self.book = Book()
        self.alteration: Alteration | None = None
        self.seen: list[Seen] = []

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._closing.set()

    def respond(self, environ: dict[str, Any], body: bytes) -> Sent:
        """The answer to a request over the network."""
        method = environ["REQUEST_METHOD"]
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        host = environ.get("HTTP_HOST", "").partition(":")[0].lower()
        operation = operation_of(self._contract, method, path)
        none_yet = Answer(None if operation is None else operation.id, method, path, 500, {}, b"")
        self.seen.append(Seen(method, host, path, none_yet.operation))
        door = door_of(path, host).name
        if door not in _BEHIND.get(host, ()):
            return misbehaving.sent(misbehaving.problem(none_yet, 404, f"There is no {method} {path}"))
        how = self.book.next(none_yet.operation, upstream=door in ("gateway", "quo"))
        instead = misbehaving.instead(how, none_yet)
        if instead is not None:
            return instead
        misbehaving.hold(how, self._closing)
        return misbehaving.spoilt(how, self._altered(self._ask(environ, body, none_yet)))

    def _ask(self, environ: dict[str, Any], body: bytes, none_yet: Answer) -> Answer:
        """What the gateway itself says; what only a mock has is kept from it."""
        asked = {key: value for key, value in environ.items() if not key.startswith("HTTP_MOCK_")}
        if any(key in asked.get("HTTP_AUTHORIZATION", "") for key in _PUBLIC_KEYS):
            asked["HTTP_AUTHORIZATION"] = "Bearer of-nobody"
        asked |= {"wsgi.url_scheme": "https", "wsgi.input": io.BytesIO(body)}
        setup_testing_defaults(asked)
        told: list[Any] = []
        with self._alone:
            pieces = self._gateway(asked, lambda status, headers, _=None: told.extend((status, headers)))  # type: ignore[arg-type]
            content = b"".join(pieces)
        status, headers = told
        named = {name.lower(): value for name, value in headers}
        return replace(none_yet, status=int(status.split()[0]), headers=named, body=content)

    def _altered(self, answer: Answer) -> Answer:
        if self.alteration is None:
            return answer
        try:
            return self.alteration(answer)
        except Exception as error:
            return misbehaving.problem(answer, 500, f"the alteration failed: {error!r}")
