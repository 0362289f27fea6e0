"""`QuoMock`: an account of one's own in a private gateway, and everything that a test does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..control.client import Control
from ..demo import API_KEY, CONNECTION_ID, QUO_KEY
from ..gateway import Gateway
from ..journal import reading, verifying
from ..journal.entry import Entry
from ..store.tables import MESSAGES
from . import activity, capture, clients, failures
from .clock import GatewayClock
from .transports import ADDRESS, InProcess
from .webhooks import Webhooks

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from maton_quo import AsyncQuo, Quo

    from ..threaded import Loopback

CUSTOMER = "+12065550119"
"""Who texts and calls, unless a test says otherwise."""


class QuoMock:
    """An account with an ACTIVE connection to a workspace that begins as the seed."""

    def __init__(self, app: WSGIApplication, gateway: Gateway, *, balance_cents: int | None = None) -> None:
        """Over a gateway that nobody else uses; `balance_cents` replaces the seed's credits."""
        workspace = gateway.accounts.any_workspace()
        assert workspace is not None  # noqa: S101 - a gateway begins with one
        self._app, self._gateway = app, gateway
        self.transport = InProcess(app)
        """How an httpx client reaches the gateway without a socket, whatever host it asks for."""
        self.control = Control(ADDRESS, transport=self.transport)
        """All of `/_mock/api`, for what has no shorter way here: snapshots, settings, files, deliveries."""
        self.api_key, self.quo_key = API_KEY, QUO_KEY
        self.connection_id, self.workspace_id = CONNECTION_ID, workspace.id
        self.clock = GatewayClock(self.control)
        self.webhooks = Webhooks(gateway, self.workspace_id)
        self._server: Loopback | None = None
        self._clients: list[Quo] = []
        capture.install(gateway.dispatcher)
        if balance_cents is not None:
            self.control.change_settings(self.workspace_id, balance_cents=balance_cents)
        self._before = {text.id for text in self._outgoing()}

    def __repr__(self) -> str:
        return f"<QuoMock {self.workspace_id}>"

    # ── How code reaches it ──

    def client(self, **options: Any) -> Quo:
        """A `maton_quo.Quo` that talks to this gateway without a socket; `options` are its own.

        It is closed at the end.
        """
        made = clients.client(self.transport, {"api_key": self.api_key, **options})
        self._clients.append(made)
        return made

    def async_client(self, **options: Any) -> AsyncQuo:
        """A `maton_quo.AsyncQuo`, the same for code that awaits."""
        return clients.async_client(self.transport, {"api_key": self.api_key, **options})

    @property
    def url(self) -> str:
        """Where the gateway listens: a socket on 127.0.0.1 is opened when this is first asked for."""
        if self._server is None:
            from ..threaded import Loopback

            self._server = Loopback(self._app, self._gateway)
        return self._server.url

    def environment(self) -> dict[str, str]:
        """What `Quo()` without arguments reads, here or in a child process: the key, and where Maton is."""
        return {"MATON_API_KEY": self.api_key, "MATON_GATEWAY_URL": self.url, "MATON_CONTROL_URL": self.url}

    # ── What customers do ──

    def receive_message(self, text: str, *, from_: str = CUSTOMER, to: str | None = None) -> activity.Message:
        """Let a customer's text come in on a number (`PN…` or E.164; the first); webhooks are sent at once.

        Raises:
            ValueError: a number is none, or the text is empty or over 1600 characters.
        """
        with failures.told():
            got = self.control.receive_text(text, from_=from_, to=to, workspace_id=self.workspace_id)
        self._gateway.deliver()
        return activity.message(got)

    def receive_call(self, *, from_: str = CUSTOMER, **how: Any) -> activity.Call:
        """Let a customer call; it rings, and goes on as `clock` does.

        Args:
            from_: the customer's number, in E.164.
            how: `to`, `scenario` (`answered`, `voicemail`, `missed`, …), `duration` in seconds, `transcript`,
                `summary` and `processing`, as `POST /_mock/api/inbound/calls` takes them.

        Raises:
            ValueError: one of them is wrong.
        """
        with failures.told():
            got = self.control.receive_call(from_=from_, workspace_id=self.workspace_id, **how)
        self._gateway.deliver()
        return activity.call(got)

    # ── What the code under test did ──

    @property
    def sent(self) -> list[activity.Message]:
        """The texts that were sent since the beginning, each as it stands now, newest last."""
        self._gateway.catch_up()
        return [text for text in self._outgoing() if text.id not in self._before]

    @property
    def journal(self) -> list[Entry]:
        """The requests at the operations' doors, oldest first, without keys."""
        return reading.latest(self._gateway.journal, reading.Wanted(), None)

    def verify(
        self,
        operation: str,
        *,
        count: int | None = None,
        status: int | None = None,
        body: Any = None,
        query: dict[str, str] | None = None,
    ) -> None:
        """Assert that an operation was asked for: `verify("messages.send", body={"content": "Hi"}, count=1)`.

        Args:
            operation: `messages.send` or `messages_send`.
            count: how often; at least once by default.
            status: what it was answered with.
            body: what its body holds, among others: objects may have more, lists may not.
            query: values that its query has, among others.

        Raises:
            AssertionError: it did not come so; the text names the request that came nearest.
            ValueError: there is no such operation.
        """
        name = failures.operation(self._gateway, operation).id
        expected = verifying.Expected(name, status, query or {}, body, count)
        verdict = verifying.verdict(expected, self.journal)
        if not verdict.holds:
            raise AssertionError(verifying.sentence(expected, verdict))

    def fail_next(self, operation: str, status: int | str = 503, *, times: int = 1, **answer: Any) -> None:
        """Let the next requests of an operation fail.

        Args:
            operation: `messages.send` or `messages_send`.
            status: from 400 to 599; or `reset`, `cut`, `broken-json`, `slow=2`, `rate-limit` and what else
                the header `Mock-Fault` takes.
            times: how many of them; the client repeats what is safe to repeat, so one may not be enough.
            answer: with a status, `code`, `message`, `retry_after` (seconds), `speaker` (`quo`, `maton`,
                `cloudflare`) and `when`: `after` lets the operation act, and its caller not know.

        Raises:
            ValueError: one of them is wrong.
        """
        match = failures.match(self._gateway, operation, self.workspace_id, self.api_key)
        with failures.told():
            self.control.fault(failures.action(status, answer), match=match, times=times)

    # ── The end ──

    def close(self) -> None:
        """End the server and the clients, and forget everything; the journal can still be read."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for client in self._clients:
            client.close()
        self.control.close()
        self._gateway.database.close()

    def _outgoing(self) -> list[activity.Message]:
        place = self._gateway.workspace(self.workspace_id)
        texts = [activity.message(text) for text in place.every(MESSAGES)]
        return [text for text in texts if text.direction == "outgoing"]
