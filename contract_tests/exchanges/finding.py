"""What an answer holds that the next call needs: ids, a page token, who talks with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contract_tests.exchanges.exchange import Exchange

_ID_KEYS = ("id", "taskId", "connection_id")


def items(content: Any) -> list[dict[str, Any]]:
    """Return the objects that an answer lists, or the one it holds; nothing of any other shape."""
    held = content if isinstance(content, dict) else {}
    found = held.get("data", held.get("connections"))
    listed = found if isinstance(found, list) else [found]
    return [item for item in listed if isinstance(item, dict)]


def ids(found: Sequence[dict[str, Any]]) -> list[str]:
    """Return the ids of listed things, each once and in order."""
    named = [item[key] for item in found for key in _ID_KEYS if isinstance(item.get(key), str)]
    return list(dict.fromkeys(named))


def next_token(content: Any) -> str | None:
    """Return the token of the page after this one, if there is one."""
    token = content.get("nextPageToken") if isinstance(content, dict) else None
    return token if isinstance(token, str) else None


def total(content: Any) -> int:
    """Return how many there are in all, as far as an answer says."""
    stated = content.get("totalItems") if isinstance(content, dict) else None
    return stated if isinstance(stated, int) else len(items(content))


def talks(conversations: Sequence[dict[str, Any]]) -> list[dict[str, list[str]]]:
    """Return the number and the participant of each conversation of two: its traffic is asked by them."""
    found = []
    for conversation in conversations:
        number, participants = conversation.get("phoneNumberId"), conversation.get("participants")
        if isinstance(number, str) and isinstance(participants, list) and len(participants) == 1:
            found.append({"phoneNumberId": [number], "participants": [str(participants[0])]})
    return found


def users_of(phone_numbers: Any, number: str) -> list[str]:
    """Return the ids of those who use a number, given the answer that lists the numbers."""
    used = next((item for item in items(phone_numbers) if item.get("id") == number), {})
    users = used.get("users")
    return ids([user for user in users if isinstance(user, dict)]) if isinstance(users, list) else []


def filters(operation: str, found: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """Return values to filter by that some item has, so that a filter's answer is not empty."""
    if operation == "contacts_list":
        return _present({"externalIds": "externalId", "sources": "source"}, found)
    if operation == "phone_numbers_list":
        return _present({"phoneNumber": "id", "phoneNumbers": "id"}, found)
    if operation == "connections_list":
        return _present({"app": "app"}, found)
    return {}


def holds_something(exchange: Exchange) -> bool:
    """Whether something was answered: 200, and not an empty list."""
    return exchange.status == 200 and bool(items(exchange.content))


def _present(keys: dict[str, str], found: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    values = {
        name: [item[key] for item in found if isinstance(item.get(key), str)] for name, key in keys.items()
    }
    return {name: present for name, present in values.items() if present}
