"""What callers are told while the database is away."""

from __future__ import annotations

from typing import Any

from contract_tests.gateway.conftest import Bench

READ = "GET /quo/v1/users/US123abc"
SENDING = "POST /quo/v1/messages"
SEND = {"content": "Hi", "from": "PN123abc", "to": ["+12065550199"]}


def refusal(bench: Bench, request: str = READ, body: Any = None) -> str:
    """What a request that finds the database away is told, in the shape of its door."""
    answer = bench.ask(request, body)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1"), answer.text
    assert answer.json["status"] == 503
    message: str = answer.json["message"]
    assert message.startswith("the database cannot be used now: ")
    assert "\n" not in message
    return message


def kept(bench: Bench) -> int:
    """How many texts to the recipient of `SEND` there are; each was paid for, one cent."""
    page = bench.ok("GET /quo/v1/messages?phoneNumberId=PN123abc&participants=%2B12065550199&maxResults=1")
    return int(page["totalItems"])
