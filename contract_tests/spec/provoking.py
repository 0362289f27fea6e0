"""How each documented error comes about on the gateway: what is sent, after what was set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Json = dict[str, Any]


class Provocation(NamedTuple):
    """A request that earns an error; what it does not give is that of the operation's good request."""

    path: Mapping[str, str] | None = None
    query: Mapping[str, Any] | None = None
    body: Mapping[str, Any] | None = None
    settings: Mapping[str, int] = {}
    twice: bool = False
    """Whether it is the second of two that earns it."""


CUSTOM_FIELD = [{"key": "65a1f0c2d3e4b5a697889999", "value": "4B"}]
ADA = {"firstName": "Ada"}
THREAD = {"participants": ["+15555555555"], "maxResults": 1}
WEBHOOK = {"url": "http://127.0.0.1:9/quo", "events": []}
TASK = {"phoneNumberId": "PN123abc", "title": "", "description": ""}


def text(to: str, **more: str) -> Provocation:
    """A text to a number."""
    return Provocation(body={"content": "Hi", "from": "PN123abc", "to": [to], **more})


NATURAL: dict[tuple[str, str], Provocation] = {
    ("messages_send", "0206400"): text("+15005550400"),
    ("messages_send", "0200402"): text("+15005550402"),
    ("messages_send", "0201402"): text("+15005551402"),
    ("messages_send", "0202403"): text("+14155550177", userId="US125abc"),
    ("messages_send", "0204403"): text("+15005551403"),
    ("messages_send", "0200404"): text("+14155550177", userId="USnone"),
    ("messages_send", "0201500"): text("+15005551500"),
    **{
        (id, code): Provocation(query={"phoneNumberId": number, **THREAD, **user})
        for id, forbidden, unknown in (
            ("messages_list", "0202403", "0200404"),
            ("calls_list", "0101403", "0100404"),
        )
        for code, number, user in (
            (forbidden, "PN124abc", {"userId": "US123abc"}),
            (unknown, "PNnone", {}),
        )
    },
    ("calls_get", "0101400"): Provocation(path={"callId": "AC125abc"}),
    ("contacts_create", "0801400"): Provocation(body={"defaultFields": ADA, "customFields": CUSTOM_FIELD}),
    ("contacts_create", "0800404"): Provocation(body={"defaultFields": ADA, "createdByUserId": "USnone"}),
    ("contacts_create", "0800409"): Provocation(body={"defaultFields": ADA, "externalId": "a"}, twice=True),
    ("contacts_update", "0801400"): Provocation(body={"customFields": CUSTOM_FIELD}),
    ("tasks_create", "0600402"): Provocation(body=TASK, settings={"open_task_limit": 1}),
    ("tasks_create", "0600404"): Provocation(body={**TASK, "phoneNumberId": "PNnone"}),
    **{
        (f"webhooks_create_for_{kind}", "0300404"): Provocation(
            body={**WEBHOOK, "events": events, "userId": "USnone"}
        )
        for kind, events in (
            ("messages", []),
            ("calls", []),
            ("call_summaries", ["call.summary.completed"]),
            ("call_transcripts", ["call.transcript.completed"]),
        )
    },
}
"""Errors that need a request of their own. Codes that others earn as well are found by `generic`."""

UNKNOWN_IDS = {
    "phoneNumberId": "PNnone",
    "userId": "USnone",
    "messageId": "ACnone",
    "callId": "ACnone",
    "contactId": "CTnone",
    "conversationId": "CVnone",
    "taskId": "TKnone",
    "webhookId": "WHnone",
}


def generic(operation_id: str, code: str, good: Json, bad: list[Json]) -> Provocation | None:
    """The request that earns a code which many operations share: invalid input, or an id that nobody has."""
    plain = code[2:4] == "00"
    if plain and code.endswith("400") and bad:
        return Provocation(bad[0].get("path"), bad[0].get("query"), bad[0].get("body"))
    if plain and code.endswith("404") and good.get("path"):
        return Provocation(path={name: UNKNOWN_IDS[name] for name in good["path"]})
    return None


ALWAYS: dict[str, str] = {
    "01500": "The service itself has to fail; a fault makes it do so.",
    "00403": "Quo documents it for every operation, and no source says when it comes.",
    "01403": "Quo documents it for contacts and conversations; no source says which request earns it.",
    "02403": "A single message has no user to be checked.",
    "03400": "It was seen on Quo's dated API only.",
    "04400": "It was seen on Quo's dated API only.",
    "05400": "It was seen on Quo's dated API only.",
    "00402": "Only what opens a task can be one open task too many.",
    "00404": "It names nothing that could be unknown.",
    "00400": "It takes nothing that could be wrong.",
    "01400": "Only one call is looked at by its participants; the others are lists.",
}
"""Why an error cannot be earned on the gateway but by a fault, by the code without its resource."""

MORE: dict[tuple[str, str], str] = {
    ("contacts_update", "0800409"): "It is tested in contract/test_errors.py: it takes two contacts.",
    ("tasks_reopen", "0600402"): "It is tested in contract/test_tasks.py: it takes a task that is done.",
}
"""What is earned by more than one request, and is tested elsewhere."""
