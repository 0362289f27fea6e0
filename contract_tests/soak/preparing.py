"""What there is before the load begins: accounts, and webhooks to receivers of all kinds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from .callers import Used
from .receivers import BAD, Good, listening
from .wire import Wire

_WIRES = 8
_EACH = 5
TOLD = 25
"""How many accounts have a webhook: five for each kind of receiver."""


@dataclass
class Receivers:
    """The receivers of a run, and whose texts they are told of."""

    good: Good
    servers: list[asyncio.Server] = field(default_factory=list)
    told: list[Used] = field(default_factory=list)
    """The accounts whose webhook leads to the good one."""

    def close(self) -> None:
        """Listen no more."""
        for server in self.servers:
            server.close()


async def accounts(port: int, count: int) -> list[Used]:
    """So many new accounts, each with a workspace of its own, which has one number and nothing else yet."""
    left = iter(range(count))
    made: list[Used] = []

    async def make() -> None:
        wire = Wire(port)
        for _ in left:
            answer = await wire.ask("POST", "/_mock/api/accounts", body={"seed": "empty"})
            account = answer.json()["data"]
            made.append(Used(account["api_key"], account["workspace_id"]))
        wire.close()

    await asyncio.gather(*(make() for _ in range(_WIRES)))
    return made


async def webhooks(port: int, among: list[Used]) -> Receivers:
    """Receivers of all kinds, and a webhook to one of them for each of the first accounts."""
    found = Receivers(Good())
    left = iter(among)
    wire = Wire(port)
    for kind, receive in [("good", found.good.take), *BAD.items()]:
        server, url = await listening(receive)
        found.servers.append(server)
        for account, _ in zip(left, range(_EACH), strict=False):
            body = {"url": url, "events": ["message.received"]}
            answer = await wire.ask("POST", "/quo/v1/webhooks/messages", account.key, body)
            if answer.status != 201:
                raise RuntimeError(f"no webhook could be made: {answer.status} {answer.body[:200]!r}")
            if kind == "good":
                found.told.append(account)
    wire.close()
    return found
