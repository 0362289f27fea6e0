"""The requests of `make bench-scale`: every list with each filter, a get, a send, an account, a reset."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from mock_gateway import create_app
from mock_gateway.clock import SECOND, Clock
from mock_gateway.demo import API_KEY
from mock_gateway.gateway import Gateway
from mock_gateway.settings import Settings

LONG = {"phoneNumberId": "PN123abc", "participants": "+15552000000"}
"""The thread with a tenth of all messages."""

AUGUST, OCTOBER = "2025-08-03T04:05:06.789Z", "2025-10-05T06:07:08.901Z"
NOW = 1_772_366_400 * SECOND
"""A month after the story of the seed ends."""


class Asking:
    """A gateway over a database, called as a WSGI server would."""

    def __init__(self, database: str) -> None:
        clock = Clock(lambda: NOW)  # nothing falls due while others are measured
        self._app = create_app(database, settings=Settings(rate_limit=0), clock=clock)
        self.gateway: Gateway = self._app.extensions["mock_gateway"]
        facts = self.gateway.accounts.any_workspace()
        assert facts is not None  # noqa: S101
        self.gateway.accounts.set_balance(facts.id, 10**12)

    def close(self) -> None:
        """Close the database."""
        self.gateway.database.close()

    def ask(self, method: str, path: str, query: Any = "", body: bytes = b"") -> bytes:
        """The body of a good answer; raises `RuntimeError` for any other."""
        said: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query if isinstance(query, str) else urlencode(query, doseq=True),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_AUTHORIZATION": f"Bearer {API_KEY}",
            "HTTP_USER_AGENT": "bench/1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
        }

        def start(status: str, headers: Any, error: Any = None) -> Callable[[bytes], object]:
            said.append(status)
            return said.append

        answer = b"".join(self._app.wsgi_app(environ, start))
        if not said[0].startswith("2"):
            raise RuntimeError(f"{method} {path} was answered {said[0]}: {answer.decode()}")
        return answer

    def get(self, path: str, **query: Any) -> Callable[[], bytes]:
        """A GET that can be repeated, its query already encoded."""
        text = urlencode(query, doseq=True)
        self.ask("GET", path, text)
        return lambda: self.ask("GET", path, text)

    def deep(self, path: str, **query: Any) -> Callable[[], bytes]:
        """The page that follows nine tenths of a list."""
        left = json.loads(self.ask("GET", path, {**query, "maxResults": 1}))["totalItems"] * 9 // 10
        token: dict[str, str] = {}
        while left:
            step = min(left, 50)
            asked = {**query, **token, "maxResults": step}
            token = {"pageToken": json.loads(self.ask("GET", path, asked))["nextPageToken"]}
            left -= step
        return self.get(path, **query, **token)


def requests(asking: Asking) -> dict[str, Callable[[], object]]:
    """By what the table calls them."""
    return {**_messages(asking), **_contacts(asking), **_conversations(asking), **_writes(asking)}


def _messages(asking: Asking) -> dict[str, Callable[[], object]]:
    path, page = "/quo/v1/messages", {**LONG, "maxResults": 10}
    first = json.loads(asking.ask("GET", path, page))["data"][0]["id"]
    between = {"createdAfter": AUGUST, "createdBefore": OCTOBER}
    return {
        "one message": asking.get(f"{path}/{first}"),
        "messages, first page": asking.get(path, **{**page, "maxResults": 100}),
        "messages, deep page": asking.deep(path, **page),
        "messages of a user": asking.get(path, **page, userId="US124abc"),
        "messages after": asking.get(path, **page, createdAfter=AUGUST),
        "messages before": asking.get(path, **page, createdBefore=OCTOBER),
        "messages between, of a user": asking.get(path, **page, **between, userId="US124abc"),
        "messages, none": asking.get(path, **{**page, "participants": "+15559999999"}),
    }


def _contacts(asking: Asking) -> dict[str, Callable[[], object]]:
    path = "/quo/v1/contacts"
    known = json.loads(asking.ask("GET", path, {"maxResults": 50, "sources": "crm"}))["data"]
    ids = [contact["externalId"] for contact in known[:10]]
    return {
        "contacts, first page": asking.get(path, maxResults=50),
        "contacts, deep page": asking.deep(path, maxResults=10),
        "contacts of a source": asking.get(path, maxResults=20, sources="crm"),
        "contacts of two sources": asking.get(path, maxResults=20, sources=["crm", "public-api"]),
        "contacts by external ids": asking.get(path, maxResults=50, externalIds=ids),
    }


def _conversations(asking: Asking) -> dict[str, Callable[[], object]]:
    path = "/quo/v1/conversations"
    numbers = ["PN123abc", "+14155550124", "PN125abc"]
    page = {"maxResults": 2}
    return {
        "conversations, first page": asking.get(path, **page),
        "conversations, deep page": asking.deep(path, **page),
        "conversations of a number": asking.get(path, **page, phoneNumbers=numbers[0]),
        "conversations of three numbers": asking.get(path, **page, phoneNumbers=numbers),
        "conversations of a user": asking.get(path, **page, userId="US126abc"),
        "conversations, active": asking.get(path, **page, excludeInactive="true"),
        "conversations created after": asking.get(path, **page, createdAfter=AUGUST),
        "conversations created before": asking.get(path, **page, createdBefore="2025-12-05T06:07:08.901Z"),
        "conversations updated after": asking.get(path, **page, updatedAfter=AUGUST),
        "conversations updated before": asking.get(path, **page, updatedBefore="2025-12-05T06:07:08.901Z"),
    }


def _writes(asking: Asking) -> dict[str, Callable[[], object]]:
    body = json.dumps(
        {"content": "A plumber comes at 10.", "from": LONG["phoneNumberId"], "to": [LONG["participants"]]}
    )
    gateway, text = asking.gateway, body.encode()
    account = gateway.open_account("demo")

    def reset() -> None:
        gateway.reset(account.workspace_id)

    return {
        "send": lambda: asking.ask("POST", "/quo/v1/messages", body=text),
        "a fresh account": lambda: gateway.open_account("demo"),
        "a reset, nothing changed": reset,
    }
