"""What a workspace is filled with: every text, name, number and id in it says whose it is."""

from __future__ import annotations

import json
from typing import Any

MARK = "vqzk"
"""What stands in everything of a victim's, and nowhere else."""
AREA = "+173"
"""What every phone number of a victim's begins with, and no other."""


def file_of(tag: str, block: str) -> str:
    """A workspace as a file for the control API's import.

    Args:
        tag: what every text and id holds; a few letters and digits.
        block: what every phone number begins with, such as `+1732555`.
    """
    return json.dumps(
        {
            "users": [_user(tag, n) for n in (1, 2)],
            "phone_numbers": [
                {"id": f"PN{tag}{n}", "number": f"{block}000{n}", "name": f"line{tag}{n}"} for n in (1, 2)
            ],
            "custom_fields": [{"key": f"field{tag}", "name": f"unit{tag}"}],
            "contacts": [_contact(tag, block, n) for n in (1, 2, 3)],
            "conversations": [_conversation(tag, block, n) for n in (1, 2)],
            "opt_outs": [f"{block}0103"],
            "tasks": [_task(tag, n) for n in (1, 2)],
            "webhooks": [_webhook(tag, n) for n in (1, 2)],
            "balance_cents": 1_000_000_000,
            "settings": {"rate_limit": 0, "open_task_limit": 0},
        }
    )


def _user(tag: str, n: int) -> dict[str, Any]:
    return {
        "id": f"US{tag}{n}",
        "first_name": f"Ada{tag}",
        "last_name": f"Lee{tag}{n}",
        "email": f"ada{tag}{n}@example.com",
    }


def _contact(tag: str, block: str, n: int) -> dict[str, Any]:
    return {
        "id": f"CT{tag}{n}",
        "first_name": f"Jane{tag}{n}",
        "last_name": f"Doe{tag}",
        "company": f"company{tag}",
        "role": f"role{tag}",
        "phones": [{"id": f"phone{tag}{n}", "name": f"mobile{tag}", "value": f"{block}010{n}"}],
        "emails": [{"id": f"mail{tag}{n}", "name": f"work{tag}", "value": f"jane{tag}{n}@example.com"}],
        "custom_fields": {f"unit{tag}": f"flat{tag}"},
        "external_id": f"external{tag}{n}",
        "source": f"source{tag}",
        "source_url": f"https://example.com/{tag}",
    }


def _conversation(tag: str, block: str, n: int) -> dict[str, Any]:
    return {
        "id": f"CV{tag}{n}",
        "number": f"PN{tag}{n}",
        "with": f"{block}010{n}",
        "name": f"talk{tag}{n}",
        "messages": [
            {"id": f"AC{tag}{n}m1", "in": f"asked{tag}{n}", "at": "-3d"},
            {"id": f"AC{tag}{n}m2", "out": f"answered{tag}{n}", "at": "-2d"},
        ],
        "calls": [_call(tag, f"{n}c{m}") for m in (1, 2)],
    }


def _call(tag: str, id: str) -> dict[str, Any]:
    return {
        "id": f"AC{tag}{id}",
        "in": "completed",
        "duration": 95,
        "at": "-1d",
        "recordings": [{"id": f"REC{tag}{id}", "url": f"https://example.com/rec{tag}.mp3"}],
        "summary": f"summary{tag}{id}",
        "transcript": [f"said{tag}{id}"],
        "voicemail": f"voicemail{tag}{id}",
    }


def _task(tag: str, n: int) -> dict[str, Any]:
    return {
        "id": f"TK{tag}{n}",
        "title": f"title{tag}{n}",
        "description": f"description{tag}",
        "conversation_id": f"CV{tag}{n}",
        "phone_number_id": f"PN{tag}{n}",
        "assigned_to": f"US{tag}1",
    }


def _webhook(tag: str, n: int) -> dict[str, Any]:
    return {
        "id": f"WH{tag}{n}",
        "url": f"http://127.0.0.1:9/{tag}",
        "events": ["message.received", "message.delivered"],
        "user_id": f"US{tag}{n}",
        "label": f"label{tag}",
        "key": f"{tag:A<44}",
    }
