"""The stand-in for live: `https://gateway.maton.ai` and `https://ctrl.maton.ai` on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from contract_tests.contract.transports import InProcess
from mock_gateway import create_app
from mock_gateway.gateway import Gateway
from mock_gateway.intercept import Intercept
from mock_gateway.settings import Settings

from .answers import Alteration
from .front import Front, Seen
from .misbehaviours import Misbehaviour
from .server import Server


class StandIn:
    """A gateway under its real names, with one account like the guide's whose key nobody can guess.

    `with StandIn() as stand_in:` starts it; then whoever has `environment()` reaches it unchanged. It lives
    in this process, but is reached over real sockets and real TLS. What only a mock has is hidden: `/_mock`,
    the keys that everybody knows, the header that asks for a fault. Webhooks are not delivered.
    """

    api_key: str
    """Opens the account."""
    connection_id: str
    workspace_id: str

    def __init__(self, *, profile: str = "observed", rate_limit: int = 10) -> None:
        """
        Args:
            profile: what it is like where the guide and the live service differ.
            rate_limit: requests per second, as live; 0 lifts the limit.
        """
        settings = Settings(rate_limit=rate_limit)
        self._app = create_app(profile=profile, settings=settings, seed="empty")
        gateway: Gateway = self._app.extensions["mock_gateway"]
        account = gateway.open_account("demo")
        self.api_key = account.api_key
        self.connection_id, self.workspace_id = account.connection_id, account.workspace_id
        self._front = Front(self._app, gateway.contract)
        self._stack = ExitStack()
        self._stack.callback(gateway.database.close)

    @property
    def proxy_url(self) -> str:
        """What HTTPS_PROXY is set to."""
        return self._intercept.url

    @property
    def authority_file(self) -> Path:
        """The certificate of the authority, for SSL_CERT_FILE."""
        return self._intercept.authority_file

    @property
    def gateway_url(self) -> str:
        """The stand-in without proxy and TLS, where a Host header says which host is meant."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def refused(self) -> Sequence[str]:
        """`host:port` of whatever else somebody wanted to reach."""
        return [*self._intercept.refused]

    @property
    def seen(self) -> Sequence[Seen]:
        """Every request that arrived so far."""
        return [*self._front.seen]

    def environment(self) -> dict[str, str]:
        """What a process needs to take it for live: proxy, authority, key, and nothing that leads away."""
        return {
            **self._intercept.environment(),
            "MATON_API_KEY": self.api_key,
            "MATON_CONNECTION": "",
            "MATON_GATEWAY_URL": "https://gateway.maton.ai",
            "MATON_CONTROL_URL": "https://ctrl.maton.ai",
        }

    def backstage(self) -> httpx.Client:
        """A client that sees the gateway from behind: as it is, and with `/_mock/api`."""
        return httpx.Client(base_url="http://127.0.0.1:8787", transport=InProcess(self._app))

    def alter(self, alteration: Alteration | None) -> None:
        """From now on every answer passes `alteration`; None sends them as they are again.

        One that raises is answered as a 500 that says so.
        """
        self._front.alteration = alteration

    def misbehave(self, how: Misbehaviour, *, times: int = 1, operation: str | None = None) -> None:
        """Let the next `times` requests (of one operation) fare badly; then it is healthy again."""
        self._front.book.plan(how, times, operation)

    def recover(self) -> None:
        """Forget the alteration and what is left of the misbehaviours."""
        self._front.alteration = None
        self._front.book.clear()

    def start(self) -> Self:
        """Open the ports."""
        self._server = Server(self._front.respond)
        self._stack.callback(self._server.close)
        self._stack.callback(self._front.close)
        self._intercept = Intercept(("127.0.0.1", self._server.server_address[1]))
        self._stack.enter_context(self._intercept)
        return self

    def close(self) -> None:
        """Close the ports and every connection; no thread is left."""
        self._stack.close()

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
