"""What waits for its turn happens when its turn comes, and not when it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.gateway.conftest import Bench
from mock_gateway import scripted
from mock_gateway.clock import SECOND

CUSTOMER = "+12065550177"
THREAD = f"GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B{CUSTOMER[1:]}&maxResults=10"


def send(bench: Bench, text: str) -> Any:
    return bench.ok("POST /quo/v1/messages", {"content": text, "from": "PN123abc", "to": [CUSTOMER]})


def last_activity(bench: Bench) -> tuple[str, str]:
    [conversation] = bench.ok("GET /quo/v1/conversations?maxResults=10")["data"]
    return conversation["lastActivityId"], conversation["lastActivityAt"]


@pytest.fixture
def empty() -> Bench:
    """A workspace with one user and one number."""
    return Bench(seed="empty")


@pytest.fixture
def overtaken(empty: Bench, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """Sends `late`, which is overtaken by `early` before its turn comes; returns the late one."""

    def wait(request: Any, pause: Any) -> None:
        if request.body and request.body.get("content") == "late":
            empty.time += 2 * SECOND
            send(empty, "early")
            empty.time += SECOND

    monkeypatch.setattr(scripted, "before", wait)
    return lambda: send(empty, "late")


def test_a_text_that_is_overtaken_is_listed_after_what_overtook_it(
    empty: Bench, overtaken: Callable[[], Any]
) -> None:
    late = overtaken()
    assert [each["text"] for each in empty.ok(THREAD)["data"]] == ["late", "early"]
    assert last_activity(empty) == (late["id"], late["createdAt"])


def test_a_replica_whose_clock_is_behind_takes_no_last_activity_back(empty: Bench) -> None:
    newest = send(empty, "from a clock that is right")
    empty.time -= SECOND
    send(empty, "from a clock that is behind")
    assert last_activity(empty) == (newest["id"], newest["createdAt"])
