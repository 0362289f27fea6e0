"""What a gateway does of itself while it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ticker import Ticker

if TYPE_CHECKING:
    from .gateway import Gateway


class Work:
    """What a gateway does of itself while it serves: what falls due happens, and webhooks are delivered."""

    def __init__(self, gateway: Gateway) -> None:
        """Begin with it."""
        self.gateway = gateway
        self._ticker = Ticker(gateway.catch_up).start()
        gateway.dispatcher.serve(gateway.now)

    def begin_end(self) -> None:
        """Be ready for nothing new."""
        self.gateway.readiness.closing = True

    def finish(self) -> None:
        """Begin nothing more, and return when the attempts to deliver that are under way have been noted."""
        self._ticker.stop()
        self.gateway.dispatcher.stop()
