"""Twenty kinds of personal data, and a workspace that is full of them, for the tests of recordings."""

from __future__ import annotations

import json
from typing import Any

import httpx

NUMBER = "+14155552671"
PLANTED = {
    "number": NUMBER,
    "number in a text": "(415) 555-2671",
    "e-mail address": "margarethe.quibble@quibblemail.org",
    "first name": "Margarethe",
    "last name": "Quibbleworth",
    "company": "Quibble & Daughters GmbH",
    "role": "Beekeeper-in-chief",
    "street address": "1847 Wisteria Lane",
    "credit card": "4111 1111 1111 1111",
    "url with a token": "https://cdn.quibble.io/rec/9f8e7d.mp3?sig=Zm9vYmFyYmF6",
    "api key": "maton_live_9aK3xQ7Lr2ZpT5vW",
    "json web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJnYXJldGhlIn0.c2lnbmF0dXJlLXF1aWJibGU",
    "signing key": "cXVpYmJsZS1zaWduaW5nLWtleS0wMTIzNDU2Nzg5YWI=",
    "dialogue": "My sister Philippa is allergic to penicillin",
    "summary": "Caller wants to divorce Thaddeus",
    "next step": "Send papers to the mistress",
    "voicemail": "It is me, the spare key lies under the geranium",
    "custom field": "Diabetes type two",
    "external id": "crm:quibbleworth/0042",
    "task": "Evict the Quibbleworths",
    "message": "Tell nobody that I am pregnant",
    "user": "Ottoline",
    "unknown field": "Born as Hyacinth Bucketfield",
    "unknown name": "hyacinth@bucketfield.org",
    "number as a number": "14155559876",
    "picture": "https://faces.quibble.io/margarethe.png",
    "header": "session=quibble-cookie-7Hq2",
    "word in an error": "Zebulonski",
}
"""By kind. Nothing of this may be in any file, in any encoding."""

_P = PLANTED
WORKSPACE: dict[str, Any] = {
    "users": [
        {"first_name": _P["user"], "last_name": _P["last name"], "picture_url": _P["picture"]},
        {"name": "Ben", "email": "ben@quibblemail.org"},
        {"name": "Cleo"},
    ],
    "phone_numbers": [{"number": "+14155552672", "name": _P["company"]}],
    "custom_fields": [{"name": "Illness", "type": "string"}],
    "contacts": [
        {
            "first_name": _P["first name"],
            "last_name": _P["last name"],
            "company": _P["company"],
            "role": _P["role"],
            "phones": [{"value": NUMBER}],
            "emails": [_P["e-mail address"]],
            "external_id": _P["external id"],
            "source": "quibble-crm",
            "source_url": _P["url with a token"],
            "custom_fields": {"Illness": _P["custom field"]},
        },
        {"first_name": "Somebody", "company": _P["street address"]},
        {"first_name": _P["word in an error"]},
    ],
    "conversations": [
        {
            "with": [NUMBER],
            "name": f"{_P['first name']} {_P['last name']}",
            "messages": [
                {"in": _P["message"], "media": [{"url": _P["url with a token"], "type": "audio/mpeg"}]},
                {"in": f"call {_P['number in a text']} or come to {_P['street address']}"},
                {"out": f"your card is {_P['credit card']}, your key {_P['api key']}"},
                {"in": _P["json web token"]},
                {"out": f"see {_P['url with a token']} or write to {_P['e-mail address']}"},
            ],
            "calls": [
                {
                    "in": "completed",
                    "duration": 60,
                    "summary": {"summary": [_P["summary"]], "next_steps": [_P["next step"]]},
                    "transcript": {
                        "dialogue": [
                            {
                                "content": _P["dialogue"],
                                "start": 0,
                                "end": 2,
                                "identifier": NUMBER,
                                "userId": None,
                            }
                        ]
                    },
                    "recordings": [{"url": _P["url with a token"]}],
                },
                {
                    "in": "missed",
                    "voicemail": {"transcript": _P["voicemail"], "recording_url": _P["picture"]},
                },
            ],
        }
    ],
    "tasks": [
        {"title": _P["task"], "description": _P["street address"]},
        {"title": "One", "description": _P["e-mail address"]},
        {"title": "Two", "description": _P["task"]},
    ],
    "webhooks": [
        {
            "url": "https://hooks.quibble.io/in?token=Zm9vYmFyYmF6",
            "label": _P["company"],
            "events": ["message.received"],
            "key": _P["signing key"],
        }
    ],
}

_NEW = {
    "maidenName": PLANTED["unknown field"],
    "aliases": [{"of": {PLANTED["unknown name"]: True}}],
    "phone": int(PLANTED["number as a number"]),
}


class Indiscreet(httpx.BaseTransport):
    """A gateway that has new fields, sets cookies, and repeats names in its errors."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._inner.handle_request(request)
        content = indiscreet(answer.status_code, answer.read())
        headers = {"set-cookie": PLANTED["header"], "x-request-id": PLANTED["header"]}
        headers["content-type"] = answer.headers["content-type"]
        return httpx.Response(answer.status_code, headers=headers, content=content)

    def close(self) -> None:
        self._inner.close()


def indiscreet(status: int, body: bytes) -> bytes:
    """Return the body of an answer with everything that no spec knows of; HTML as it is."""
    try:
        value = json.loads(body)
    except ValueError:
        return body
    if status >= 400:
        told = value.get("error", value)
        told["message"] += f" for {PLANTED['word in an error']} at {PLANTED['number in a text']}"
    else:
        held = value.get("data", value)
        for item in held if isinstance(held, list) else [held]:
            item.update(_NEW)
    return json.dumps(value).encode()
