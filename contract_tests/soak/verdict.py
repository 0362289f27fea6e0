"""What must be true after the load: all that was acknowledged is there, paid for, and told to receivers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import quote

from .callers import GUEST, LINE, Used
from .preparing import Receivers
from .wire import Wire

BALANCE = 2500
"""Cents that a workspace begins with; a text of one segment costs one."""
_WIRES = 8


async def kept(port: int, used: list[Used]) -> list[str]:
    """Every text of every account is there once, and its balance exact to the cent; else what is wrong."""
    left, wrong = iter(used), list[str]()

    async def check() -> None:
        wire = Wire(port)
        for account in left:
            wrong.extend([complaint async for complaint in _complaints(wire, account)])
        wire.close()

    await asyncio.gather(*(check() for _ in range(_WIRES)))
    return wrong


async def _complaints(wire: Wire, account: Used) -> AsyncIterator[str]:
    if account.texts:
        found = await _listed(wire, account)
        for lost in set(account.texts) - set(found):
            yield f"text {lost} was acknowledged and is lost"
        doubled = len(found) - len(set(found))
        if doubled:
            yield f"{doubled} texts are there twice"
    settings = await wire.ask("GET", f"/_mock/api/settings?workspace_id={quote(account.workspace_id)}")
    balance = settings.json()["data"]["balance_cents"]
    if balance != BALANCE - len(account.texts):
        yield f"a balance is {balance} after {len(account.texts)} texts, not {BALANCE - len(account.texts)}"


async def _listed(wire: Wire, account: Used) -> list[str]:
    """The ids of all texts with the guest, over all pages."""
    found, token = list[str](), ""
    while True:
        query = f"phoneNumberId={LINE}&participants={quote(GUEST)}&maxResults=100{token}"
        page = (await wire.ask("GET", f"/quo/v1/messages?{query}", account.key)).json()
        found += [message["id"] for message in page["data"]]
        if not page.get("nextPageToken"):
            return found
        token = f"&pageToken={quote(page['nextPageToken'])}"


async def told(receivers: Receivers, *, seconds: float) -> list[str]:
    """The good receiver was told of every text that came, within so many seconds; else what is missing."""
    wanted = sum(account.received for account in receivers.told)
    for _ in range(int(seconds * 2)):
        if len(set(receivers.good.events)) >= wanted:
            break
        await asyncio.sleep(0.5)
    events = receivers.good.events
    if len(set(events)) != wanted:
        return [f"{len(set(events))} of {wanted} events came to the good receiver"]
    return [f"{len(events) - wanted} events came twice"] if len(events) != wanted else []
