"""Webhook signatures in the client: what was not signed with the secret is never taken for genuine."""

from __future__ import annotations

import base64
import hmac

from contract_tests.fuzzing.door import Attack, Door, parts_of, promised, text_of
from maton_quo import webhooks

_KEY = bytes(range(32))
_NOW = 1_800_000_000
_SECRETS = (base64.b64encode(_KEY).decode(), "whsec_" + base64.b64encode(_KEY).decode())
_NAMES = ("openphone-signature", "webhook-signature", "webhook-id", "webhook-timestamp")
_GENUINE = b"GENUINE"
"""What stands in an input for a signature that fits its body: chance finds none."""


def _ready() -> Attack:
    return attack


def attack(data: bytes) -> None:
    """Four headers, and a body."""
    *lines, body = parts_of(data, 5)
    headers = {name: text_of(line) for name, line in zip(_NAMES, lines, strict=True) if line}
    first = headers.get("openphone-signature", "").split(";")
    signed = {
        "openphone-signature": f"{first[2] if len(first) > 2 else ''}.".encode() + body,
        "webhook-signature": f"{headers.get('webhook-id')}.{headers.get('webhook-timestamp')}.".encode()
        + body,
    }
    genuine = {
        name: base64.b64encode(hmac.digest(_KEY, covered, "sha256")).decode()
        for name, covered in signed.items()
    }
    place = len(data) % len(genuine["webhook-signature"])
    changed = {name: _altered(made, place) for name, made in genuine.items()}
    for made in (genuine, changed):
        sent = {name: text.replace(_GENUINE.decode(), made.get(name, "")) for name, text in headers.items()}
        _verified(body, sent, genuine)


def _altered(signature: str, place: int) -> str:
    return signature[:place] + ("A" if signature[place] != "A" else "B") + signature[place + 1 :]


def _verified(body: bytes, headers: dict[str, str], genuine: dict[str, str]) -> None:
    for secret in _SECRETS:
        try:
            webhooks.verify(body, headers, secret, now=_NOW)
        except webhooks.UndecodableEvent as error:
            promised(secret not in str(error), "the secret is not repeated")
        except webhooks.BadSignature as error:
            promised(secret not in str(error), "the secret is not repeated")
            continue
        found = [name for name, made in genuine.items() if made in headers.get(name, "")]
        promised(found or _several(headers, body), "only a genuine signature is taken")


def _several(headers: dict[str, str], body: bytes) -> bool:
    """Whether one of several signatures of the first way, each of its own time, is genuine."""
    for each in headers.get("openphone-signature", "").split(","):
        moment = (*each.strip().split(";"), "", "")[2]
        made = base64.b64encode(hmac.digest(_KEY, f"{moment}.".encode() + body, "sha256")).decode()
        if each.strip() == f"hmac;1;{moment};{made}":
            return True
    return False


_EVENT = (
    b'{"id":"EV1","type":"message.received","data":{"object":{"id":"AC1","to":"+15555550100","media":[]}}}'
)
DOOR = Door(
    _ready,
    seeds=[
        b"hmac;1;1800000000000;GENUINE\n\n\n\n" + _EVENT,
        b"\nv1,GENUINE\nmsg_1\n1800000000\n" + _EVENT,
        b"hmac;1;1700000000000;GENUINE\n\n\n\n{}",
        b"hmac;1;1;AA,hmac;1;1800000000000;GENUINE\nv1,AAAA v1,GENUINE v2,b\nid\n1800000000\n[]",
        b"hmac;1;1800000000000;GENUINE\n\n\n\n" + b"[" * 400,
    ],
    words=[_GENUINE, b"hmac;1;", b"v1,", b";", b",", b"1800000000", b'"type":', b'"data":', b"whsec_"],
)
