"""A hundred tests share one server, each with an account of its own, and see nothing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from mock_gateway.control.client import Control

from .serving import Served, serve


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("shared")
    running = serve(folder, "--set", "rate_limit=0", "--seed", "empty")
    yield running
    running.stop()
    running.kill()


def lives(control: Control, http: httpx.Client, name: str) -> dict[str, Any]:
    """What one test does with an account of its own, and what it sees of it in the end."""
    account = control.account("empty")
    headers = {"Authorization": f"Bearer {account.api_key}"}

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = http.request(method, f"/quo/v1{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()

    ask("POST", "/contacts", {"defaultFields": {"firstName": name}})
    ask("POST", "/messages", {"content": name, "from": "PN123abc", "to": ["+14155550199"]})
    taken = control.snapshot(account.workspace_id)
    fork = control.fork(account.workspace_id)
    ask("POST", "/contacts", {"defaultFields": {"firstName": "too much"}})
    control.change_settings(fork.workspace_id, balance_cents=len(name))
    control.restore(taken.id)
    line = "phoneNumberId=PN123abc&participants=%2B14155550199"
    return {
        "contacts": [
            each["defaultFields"]["firstName"] for each in ask("GET", "/contacts?maxResults=50")["data"]
        ],
        "messages": [each["text"] for each in ask("GET", f"/messages?{line}&maxResults=50")["data"]],
        "conversations": ask("GET", "/conversations?maxResults=50")["totalItems"],
        "balances": [control.settings(each.workspace_id).balance_cents for each in (account, fork)],
    }


def test_a_hundred_accounts_side_by_side_see_their_own_alone(served: Served) -> None:
    names = [f"test {number:03}" for number in range(100)]
    with (
        Control(served.url) as control,
        httpx.Client(base_url=served.url, headers={"User-Agent": "tests"}, timeout=30) as http,
        ThreadPoolExecutor(20) as threads,
    ):
        seen = list(threads.map(lambda name: lives(control, http, name), names))
    for name, own in zip(names, seen, strict=True):
        assert own == {
            "contacts": [name],
            "messages": [name],
            "conversations": 1,
            "balances": [2499, len(name)],
        }
