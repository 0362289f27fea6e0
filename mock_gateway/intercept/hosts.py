"""Which hosts are the gateway, which are let through by name, and which were refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Literal

from .head import Wanted

HOSTS = frozenset(
    {
        "gateway.maton.ai",
        "ctrl.maton.ai",
        "connect.maton.ai",
        "api.maton.ai",
        "api.openphone.com",
        "api.quo.com",
    }
)
"""What the gateway stands for; its doors tell by the path which of them is meant."""

_MOST_NOTED = 1000
"""Different addresses that are remembered: a program that scans must not fill the memory."""

Way = Literal["gateway", "through", "refused"]


class Hosts:
    """The hosts that can be reached, and a note of those that somebody wanted in vain."""

    def __init__(self, allowed: Iterable[str] = (), tell: Callable[[str], None] | None = None) -> None:
        """
        Args:
            allowed: names, in any case and without a port, that are reached as they are.
            tell: told the `host:port` of each refusal that is noted for the first time.
        """
        self._tell = tell
        self._allowed = frozenset(name.lower().rstrip(".") for name in allowed)
        self._refused: dict[str, int] = {}
        self._lock = Lock()  # it is noted in one thread and read in another

    @property
    def any_allowed(self) -> bool:
        """Whether anything but the gateway can be reached."""
        return bool(self._allowed)

    @property
    def refused(self) -> Mapping[str, int]:
        """`host:port` of what was refused, in the order of the first time, and how often."""
        with self._lock:
            return dict(self._refused)

    def way_to(self, wanted: Wanted) -> Way:
        """Where a request goes; a refusal is noted."""
        # Some tunnel even to plain HTTP: undici's ProxyAgent, and what leads an older Node.
        if wanted.host in HOSTS and wanted.port in ((443, 80) if wanted.tunnel else (80,)):
            return "gateway"  # even if it is allowed too: what this is for must not reach the real one
        if wanted.host in self._allowed and wanted.host not in HOSTS:
            return "through"
        with self._lock:
            known = wanted.address in self._refused
            noted = known or len(self._refused) < _MOST_NOTED
            if noted:
                self._refused[wanted.address] = self._refused.get(wanted.address, 0) + 1
        if noted and not known and self._tell is not None:
            self._tell(wanted.address)
        return "refused"
