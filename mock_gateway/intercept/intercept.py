"""The proxy itself: a loop in a thread of its own, from its port's opening to its last connection."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

from .authority import Authority
from .entrance import Entrance, Ways
from .hosts import Hosts
from .relay import Side

_BACKLOG = 512
_PATIENCE = 10.0
_FAREWELL_SECONDS = 5.0
"""How long the end waits for connections that were told to end."""


class Intercept:
    """Leads what is meant for Maton and Quo to a gateway on this machine, and refuses what is not.

    It listens on the loopback interface alone, from the beginning to the end of its context.
    """

    def __init__(
        self,
        gateway: tuple[str, int],
        *,
        allowed: Iterable[str] = (),
        patience: float = _PATIENCE,
        on_refusal: Callable[[str], None] | None = None,
    ) -> None:
        """
        Args:
            gateway: address and port at which a gateway listens for plain HTTP.
            allowed: names of other hosts that are let through, untouched.
            patience: seconds for a head, for a handshake, and for a connection to be made.
            on_refusal: told `host:port` in the proxy's own thread when it is refused for the first time.
        """
        self._authority = Authority()
        self._hosts = Hosts(allowed, on_refusal)
        self._ways = Ways(gateway, self._hosts, self._authority.context, patience)
        self._folder = tempfile.TemporaryDirectory(prefix="quo-mock-")
        self.authority_file = Path(self._folder.name) / "authority.pem"
        """What a program must trust, for SSL_CERT_FILE and its kin."""
        self._authority.write(self.authority_file, beside_the_system=self._hosts.any_allowed)
        self._port = 0
        self._opened = Event()
        self._failure: OSError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = Thread(target=self._run, name="quo-mock-intercept", daemon=True)

    @property
    def url(self) -> str:
        """What HTTPS_PROXY is set to."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def refused(self) -> Mapping[str, int]:
        """`host:port` of what was refused, in the order of the first time, and how often."""
        return self._hosts.refused

    def environment(self) -> dict[str, str]:
        """What a program's environment must say, whatever it was written with, to come this way.

        Both cases are there, for some programs know but one, and those who know both prefer either.
        """
        proxies = {"HTTPS_PROXY": self.url, "HTTP_PROXY": self.url, "NO_PROXY": "127.0.0.1,localhost,::1"}
        names = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
        return {
            **proxies,
            **{name.lower(): value for name, value in proxies.items()},
            **{name: str(self.authority_file) for name in names},
            "NODE_USE_ENV_PROXY": "1",
        }

    def start(self) -> Self:
        """Open the port; raises `OSError` if there is none to be had."""
        self._thread.start()
        self._opened.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def close(self) -> None:
        """Close the port and every connection; nothing is left when it returns. It can be repeated."""
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.ident is not None:
            self._thread.join()
        self._folder.cleanup()

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

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._failure = error
        finally:
            self._opened.set()

    async def _serve(self) -> None:
        present: set[Side] = set()
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await self._loop.create_server(
            lambda: Entrance(self._ways, present), "127.0.0.1", 0, backlog=_BACKLOG
        )
        self._port = server.sockets[0].getsockname()[1]
        self._opened.set()
        await self._stop.wait()
        server.close()
        for side in [*present]:
            if side.transport is not None:
                side.transport.abort()
        deadline = self._loop.time() + _FAREWELL_SECONDS
        while present and self._loop.time() < deadline:
            await asyncio.sleep(0.005)
