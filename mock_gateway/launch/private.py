"""A gateway of one's own, served in this process for as long as something else takes."""

from __future__ import annotations

from collections.abc import Callable

from .. import server
from ..gateway import Gateway
from ..journal import Journal, reading
from .behind import Behind, names

_MOST = 1_000_000
_MOST_BYTES = 256 * 1024 * 1024
"""A run is told apart by its calls, so more of them are kept than where the last ones are enough."""


def behind_private(options: server.Options, during: Callable[[Behind], int]) -> int:
    """What `during` returns, called in this thread while a gateway is served.

    Raises:
        CannotServe: the address is taken, or the database cannot be used.
    """
    return server.serve_while(options, lambda gateway: during(_behind(options, gateway)))


def _behind(options: server.Options, gateway: Gateway) -> Behind:
    gateway.journal = Journal(most=_MOST, most_bytes=_MOST_BYTES)

    def price_cents(workspace_id: str | None) -> int:
        facts = None if workspace_id is None else gateway.accounts.workspace(workspace_id)
        return gateway.settings_of(facts).price_cents

    return Behind(
        url=f"http://{options.host}:{options.port}",
        address=(options.host, options.port),
        operations=names({each.id: each.tag for each in gateway.contract.operations.values()}),
        entries=lambda: reading.latest(gateway.journal, reading.Wanted(), None),
        first=1,
        price_cents=price_cents,
    )
