"""Callers that behave: each goes through accounts of its own, and does what programs do with them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .counting import Counts
from .wire import Answer, Wire

GUEST = "+14155550199"
LINE = "PN123abc"
_REST_SECONDS = 0.5
"""How long an account is left alone after each use, of three requests at most: ten a second are its limit."""


@dataclass
class Used:
    """An account, and what the gateway has acknowledged to it."""

    key: str = field(repr=False)
    workspace_id: str
    texts: list[str] = field(default_factory=list)
    """Ids of texts that were sent."""
    received: int = 0
    """How many texts its customers were said to have sent."""
    contacts: list[str] = field(default_factory=list)
    rested: float = 0.0
    """The loop's time from which on it may be used again."""


class Caller:
    """One connection with the accounts it goes through, so that none comes near its rate limit."""

    def __init__(self, port: int, accounts: list[Used], counts: Counts, random: random.Random) -> None:
        """`random` decides what is done next."""
        self._wire = Wire(port)
        self._accounts, self._counts, self._random = accounts, counts, random
        self._turn = 0
        doings: list[tuple[int, Callable[[Used], Awaitable[None]]]] = [
            (22, self._send),
            (12, self._receive),
            (18, self._list),
            (14, self._get),
            (10, self._contact),
            (6, self._update),
            (6, self._walk),
            (4, self._page),
            (8, self._feed),
        ]
        self._weights = [weight for weight, _ in doings]
        self._doings = [doing for _, doing in doings]

    async def run(self, until: float) -> None:
        """Go on until the loop's time is `until`."""
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            [doing] = self._random.choices(self._doings, self._weights)
            account = self._accounts[self._turn % len(self._accounts)]
            self._turn += 1
            await asyncio.sleep(max(0.0, account.rested - loop.time()))
            account.rested = loop.time() + _REST_SECONDS
            try:
                await asyncio.wait_for(doing(account), 60)
            except (OSError, EOFError, TimeoutError) as error:
                self._counts.surprises[f"{doing.__name__[1:]} got no answer: {type(error).__name__}"] += 1
                self._wire.close()
        self._wire.close()

    async def _ask(
        self, kind: str, wanted: int, method: str, target: str, key: str = "", body: Any = None
    ) -> Answer | None:
        answer = await self._wire.ask(method, target, key, body)
        return answer if self._counts.count(kind, answer.status, answer.seconds, wanted) else None

    async def _send(self, account: Used) -> None:
        body = {"content": "Hello from the soak", "from": LINE, "to": [GUEST]}
        sent = await self._ask("send", 202, "POST", "/quo/v1/messages", account.key, body)
        if sent is not None:
            account.texts.append(sent.json()["id"])

    async def _receive(self, account: Used) -> None:
        body = {"from": GUEST, "to": LINE, "text": "Hello back", "workspace_id": account.workspace_id}
        if await self._ask("receive", 201, "POST", "/_mock/api/inbound/messages", "", body):
            account.received += 1

    async def _list(self, account: Used) -> None:
        query = f"phoneNumberId={LINE}&participants={quote(GUEST)}&maxResults=20"
        await self._ask("list", 200, "GET", f"/quo/v1/messages?{query}", account.key)

    async def _get(self, account: Used) -> None:
        target = f"/quo/v1/messages/{account.texts[-1]}" if account.texts else f"/quo/v1/phone-numbers/{LINE}"
        await self._ask("get", 200, "GET", target, account.key)

    async def _contact(self, account: Used) -> None:
        body = {"defaultFields": {"firstName": "Ann", "lastName": f"Number {self._turn}"}}
        made = await self._ask("contact create", 201, "POST", "/quo/v1/contacts", account.key, body)
        if made is not None:
            account.contacts.append(made.json()["data"]["id"])

    async def _update(self, account: Used) -> None:
        if not account.contacts:
            return await self._contact(account)
        body = {"defaultFields": {"firstName": "Anna", "company": f"Company {self._turn}"}}
        target = f"/quo/v1/contacts/{account.contacts[-1]}"
        await self._ask("contact update", 200, "PATCH", target, account.key, body)
        return None

    async def _walk(self, account: Used) -> None:
        token = ""
        for _ in range(3):
            target = f"/quo/v1/contacts?maxResults=2{token}"
            page = await self._ask("page of a walk", 200, "GET", target, account.key)
            following = page and page.json().get("nextPageToken")
            if not following:
                return
            token = f"&pageToken={quote(following)}"

    async def _page(self, account: Used) -> None:
        workspace = quote(account.workspace_id)
        await self._ask("inbox page", 200, "GET", f"/_mock/w/{workspace}/inbox")

    async def _feed(self, account: Used) -> None:
        target = f"/_mock/changes?workspace={quote(account.workspace_id)}&since=0"
        await self._ask("inbox feed", 200, "GET", target)
