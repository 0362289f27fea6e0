"""Giving a started server the data that is asked for under load, through its own API."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Mapping

import httpx

from benchmarks import page
from benchmarks.load import Request, press
from mock_gateway.demo import API_KEY

DEPTH = 10_000
"""How many newer messages lie before the deep page."""

KEY = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
CUSTOMER = "+12065550150"
SEND = Request(
    "/quo/v1/messages",
    KEY,
    f'{{"content": "A plumber will be there tomorrow at 10.", "from": "PN123abc", "to": ["{CUSTOMER}"]}}',
)

TWILIO_ACCOUNT = f"AC{0:032}"
TWILIO_TOKEN = "twilio_test_auth_token"  # noqa: S105  the emulator's own, as its README prints it
TWILIO = f"/2010-04-01/Accounts/{TWILIO_ACCOUNT}"
TWILIO_KEYS = {f"SK{number:032}": f"secret{number}" for number in range(120)}
"""So many because emulate answers a key 5 000 times an hour and 403 from then on, which cannot be set."""

THREAD = "CV123abc"
DYNAMODB_PAGE: Mapping[str, object] = {
    "TableName": "messages",
    "KeyConditionExpression": "thread = :thread",
    "ExpressionAttributeValues": {":thread": {"S": THREAD}},
    "Limit": page.SIZE,
}


def rich(url: str) -> None:
    """Make the gateway's demo account so rich that no load can spend it."""
    with httpx.Client(base_url=url) as client:
        client.patch("/_mock/api/settings", json={"balance_cents": 10**12}).raise_for_status()


def deep(url: str, *, patience: float = 30) -> Request:
    """Send until a thread is deep enough, and walk down to the request for the page at `DEPTH`.

    Raises:
        TimeoutError: the gateway sends too slowly for that.
    """
    path = f"/quo/v1/messages?phoneNumberId=PN123abc&participants=%2B{CUSTOMER[1:]}&maxResults=100"
    deadline = time.monotonic() + patience
    with httpx.Client(base_url=url, headers={**KEY, "User-Agent": "bench/1"}) as client:
        while client.get(path).raise_for_status().json()["totalItems"] < DEPTH + page.SIZE:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the gateway did not accept {DEPTH} messages within {patience:.0f} s")
            press(url, SEND, seconds=1)
        following = path
        for _ in range(DEPTH // page.SIZE):
            token = client.get(following).raise_for_status().json()["nextPageToken"]
            following = f"{path}&pageToken={token}"
    return Request(following, KEY)


def twilio_seed() -> dict[str, str]:
    """An account with a number and all the keys, as emulate's seed file."""
    seed = {
        "account": {"sid": TWILIO_ACCOUNT, "auth_token": TWILIO_TOKEN},
        "api_keys": [{"sid": sid, "secret": secret} for sid, secret in TWILIO_KEYS.items()],
        "phone_numbers": [{"phone_number": "+15551234567"}],
    }
    return {"seed.json": json.dumps({"twilio": seed})}


def twilio_authorizations() -> tuple[str, ...]:
    """The header of every key."""
    pairs = (f"{sid}:{secret}" for sid, secret in TWILIO_KEYS.items())
    return tuple(f"Basic {b64encode(pair.encode()).decode()}" for pair in pairs)


def emulate(url: str) -> None:
    """Send 100 messages from the Twilio account's number."""
    with httpx.Client(base_url=url, auth=(TWILIO_ACCOUNT, TWILIO_TOKEN)) as client:
        for number in range(page.SIZE):
            form = {"From": "+15551234567", "To": "+12065550119", "Body": page.message(number)["text"]}
            client.post(f"{TWILIO}/Messages.json", data=form).raise_for_status()


def moto(url: str) -> None:
    """Store 100 messages of one thread in a DynamoDB table."""
    attributes = {"thread": "HASH", "id": "RANGE"}
    table = {
        "TableName": "messages",
        "KeySchema": [{"AttributeName": name, "KeyType": kind} for name, kind in attributes.items()],
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in attributes],
        "BillingMode": "PAY_PER_REQUEST",
    }
    with httpx.Client(base_url=url) as client:
        client.post("/", headers=dynamodb_headers("CreateTable"), json=table).raise_for_status()
        for number in range(page.SIZE):
            item = {"TableName": "messages", "Item": _dynamodb_item(number)}
            client.post("/", headers=dynamodb_headers("PutItem"), json=item).raise_for_status()


def dynamodb_headers(operation: str) -> dict[str, str]:
    """The headers of a DynamoDB call, with a signature that moto does not check."""
    scope = "mock/20260101/us-east-1/dynamodb/aws4_request"
    return {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": f"DynamoDB_20120810.{operation}",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
    }


def dynamodb_key(number: int) -> dict[str, object]:
    """The key of a stored message."""
    return {"thread": {"S": THREAD}, "id": {"S": page.message(number)["id"]}}


def _dynamodb_item(number: int) -> dict[str, object]:
    texts = {name: {"S": value} for name, value in page.message(number).items() if isinstance(value, str)}
    return {**texts, **dynamodb_key(number), "to": {"L": [{"S": "+12065550119"}]}}
