"""What clients ask about texts and what they cost, and what the answers say."""

from __future__ import annotations

from typing import Any

from .asking import LINE, PRICE, Asking, walked
from .models import PAGE, REFUSED
from .recording import Understood, good

_MESSAGES = "/quo/v1/messages"


def send(it: Asking) -> None:
    """A text of one segment or two to one of a few, which is paid."""
    to, text = it.luck.choice(it.known.recipients), it.new("t")
    segments = it.luck.choice((1, 1, 1, 2))
    cost = segments * PRICE

    def read(answer: Any, status: int) -> list[Understood]:
        if good(status, 202, 402) == 402:
            return [("balance", "pay", cost, REFUSED)]
        it.known.messages.append(id := answer["id"])
        it.known.texts[id] = text
        return [
            ("balance", "pay", cost, "paid"),
            (f"thread {to}", "send", text, id),
            (f"progress {id}", "read", None, answer["status"]),
        ]

    body = {"content": text + "." * 160 * (segments - 1), "from": LINE, "to": [to]}
    lost: list[Understood] = [("balance", "pay", cost, None), (f"thread {to}", "send", text, None)]
    it.ask(f"POST {_MESSAGES}", read, json=body, lost=lost)


def list_texts(it: Asking) -> None:
    """A thread, newest first, and how far its latest texts have come."""
    to = it.luck.choice(it.known.recipients)

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 200)
        texts = {each["id"]: each["text"].rstrip(".") for each in answer["data"]}
        it.known.texts.update(texts)
        seen: list[Understood] = [(f"thread {to}", "list", None, (answer["totalItems"], *texts.values()))]
        return seen + [
            (f"progress {each['id']}", "read", None, each["status"]) for each in answer["data"][:5]
        ]

    it.ask(f"GET {_MESSAGES}", read, phoneNumberId=LINE, participants=to, maxResults=PAGE)


def get_text(it: Asking) -> None:
    """How far a text has come."""
    if not it.known.messages:
        return
    id = it.luck.choice(it.known.messages[-10:])

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 200)
        return [(f"progress {id}", "read", None, answer["data"]["status"])]

    it.ask(f"GET {_MESSAGES}/{id}", read)


def last_activities(it: Asking) -> None:
    """The last message of every conversation, by its id."""

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 200)
        last = {each["participants"][0]: each["lastActivityId"] for each in answer["data"]}
        return [(f"thread {to}", "last", None, last.get(to)) for to in it.known.recipients]

    it.ask("GET /quo/v1/conversations", read, maxResults=10)


def read_balance(it: Asking) -> None:
    """What is left of the credits."""

    def read(answer: Any, status: int) -> list[Understood]:
        good(status, 200)
        return [("balance", "read", None, answer["data"]["balance_cents"])]

    it.ask(f"GET {it.settings}", read)


def walk_texts(it: Asking) -> None:
    """A whole thread, seven to a page."""
    to = it.luck.choice(it.known.recipients)
    walk = walked(it, _MESSAGES, phoneNumberId=LINE, participants=to, maxResults=7)
    if walk is not None:
        with it.client.record.lock:
            it.client.record.text_walks.setdefault(to, []).append(walk)
