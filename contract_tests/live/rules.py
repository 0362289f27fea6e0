"""What a run may write: marked contacts and tasks, texts to one number, webhooks for known hosts."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from contract_tests.live import mark
from contract_tests.live.asked import Asked, Refused
from contract_tests.live.belongings import Belongings
from contract_tests.live.permissions import Permissions
from mock_gateway.segments import count

UNMARKED = "it does not carry the run's mark"
NOT_OURS = "the run did not make it"

_WEBHOOK_URL = re.compile(r"https://[a-z0-9.-]+(:443)?(/[\w./~-]*)?", re.ASCII)
_FICTITIOUS = re.compile(r"(\+?1[ .-]?)?[(]?\d{3}[)]?[ .-]?555[ .-]?01\d{2}|\+?1555\d{7}|555\d{7}", re.ASCII)
"""Numbers that are set aside for stories, and an area code that is nobody's."""


def judge(asked: Asked, permissions: Permissions, own_mark: str, belongings: Belongings) -> int:
    """What a request costs in segments; raises `Refused` for what is not allowed."""
    if asked.method == "GET":
        return 0
    if asked.operation == "messages_send":
        return _text(asked, permissions)
    resource, _, verb = asked.operation.partition("_")
    if resource == "webhooks":
        _webhook(asked, permissions, own_mark, belongings)
    elif resource in ("contacts", "tasks"):
        _marked(asked, permissions, own_mark, belongings, verb)
    else:
        raise Refused(asked.operation, "no run may change that")
    return 0


def _text(asked: Asked, permissions: Permissions) -> int:
    body = asked.body
    if not permissions.sms_to or not permissions.sms_budget:
        raise Refused(asked.operation, "--allow-sms and --sms-budget were not given")
    if body.get("to") != [permissions.sms_to]:
        raise Refused(asked.operation, "it goes to another number than the allowed one, or to several")
    if body.keys() - {"from", "to", "content", "userId"} or not isinstance(body.get("content"), str):
        raise Refused(asked.operation, "it does more than send a text")
    return max(count(body["content"]).segments, 1)


def _webhook(asked: Asked, permissions: Permissions, own_mark: str, belongings: Belongings) -> None:
    if asked.operation == "webhooks_delete":
        if not belongings.holds("webhooks", asked.id):
            raise Refused(asked.operation, NOT_OURS)
        return
    if _host(asked.body.get("url")) not in permissions.webhook_hosts:
        raise Refused(asked.operation, "the webhook's host was not allowed by --allow-webhook-host")
    if mark.leading(asked.body.get("label")) != own_mark:
        raise Refused(asked.operation, UNMARKED)


def _host(url: Any) -> str | None:
    """The host of an https URL that every parser reads alike; None for any other."""
    plain = isinstance(url, str) and _WEBHOOK_URL.fullmatch(url)
    return urlsplit(plain[0]).hostname if plain else None


def _marked(asked: Asked, permissions: Permissions, own_mark: str, belongings: Belongings, verb: str) -> None:
    if not permissions.writes:
        raise Refused(asked.operation, "--allow-writes was not given")
    resource = asked.operation.partition("_")[0]
    if verb != "create" and not belongings.holds(resource, asked.id):
        raise Refused(asked.operation, NOT_OURS)
    if verb in ("create", "update"):
        carries = _contact_carries if resource == "contacts" else _task_carries
        if not carries(asked.body, own_mark, whole=verb == "create"):
            raise Refused(asked.operation, UNMARKED)
        if resource == "contacts" and any(map(_rings_somewhere, _numbers(asked.body))):
            raise Refused(asked.operation, "it holds a number that may be somebody's")


def _contact_carries(body: dict[str, Any], own_mark: str, *, whole: bool) -> bool:
    """An update may leave both out, for then they stay."""
    given = {"source": own_mark, "externalId": own_mark, **body} if not whole else body
    return given.get("source") == own_mark and mark.leading(given.get("externalId")) == own_mark


def _task_carries(body: dict[str, Any], own_mark: str, *, whole: bool) -> bool:
    """An update of a task replaces its title, so that it must carry the mark again."""
    return mark.leading(body.get("title")) == own_mark


def _numbers(body: dict[str, Any]) -> list[str]:
    fields = body.get("defaultFields")
    items = fields.get("phoneNumbers") if isinstance(fields, dict) else None
    values = (
        [item.get("value") for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    )
    return [str(value) for value in values if value is not None]


def _rings_somewhere(number: str) -> bool:
    """A contact gives its name to the thread of its number, so it must be nobody's."""
    return sum(map(str.isdecimal, number)) >= 7 and not _FICTITIOUS.fullmatch(number.strip())
