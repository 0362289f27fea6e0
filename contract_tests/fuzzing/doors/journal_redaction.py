"""What the journal shows of a request: never the key that came with it, however it is wrapped."""

from __future__ import annotations

import json
from urllib.parse import unquote_plus

from contract_tests.fuzzing.door import Attack, Door, parts_of, promised
from mock_gateway.journal.redaction import SHORTEST_KEY, Redaction


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """A key, and a text that may hold it: as it is, as a URL has it, as JSON has it, cut off."""
    key, text = (part.decode("utf-8", "replace").strip() for part in parts_of(data, 2))
    redaction = Redaction(f"Bearer {key}")
    if len(key) < SHORTEST_KEY or " " in key or key in "Bearer [redacted]":
        redaction.text(text)
        return
    text = text.replace("KEY", key)
    shown = redaction.text(text)
    promised(key not in shown, "the key is not shown")
    promised(key not in unquote_plus(shown), "nor as a URL has it")
    promised(key not in shown.replace("\\u0073", "s"), "nor as JSON has it")
    promised(key not in redaction.beginning(text), "nor in the beginning of a text")
    value = {text: [text, {"key": text, "url": key, "events": []}, 1, None]}
    promised(json.dumps(key)[1:-1] not in json.dumps(redaction.value(value)), "nor within JSON")


DOOR = Door(
    _ready,
    seeds=[
        b"maton_mock_key\nGET /quo/v1/messages?key=KEY&Authorization=Bearer KEY",
        b"0123456789abcdef\n%30123456789abcdef \\u0030123456789abcdef KEYKEY",
        b"quo_mock_key\nsession_token=abc&x=Bearer KE",
        b"abababababab\nabKEYab",
        b"secretkey12\n/?a=%73ecretkey12",
        b"secretkey12\n\\u0073ecretkey12",
    ],
    words=[b"KEY", b"Bearer ", b"session_token=", b'"key":"', b"%25", b"\\u00", b"[redacted]", b"maton_"],
)
