"""What the servers that answer from files are given: our own contract and one page of 100 messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from benchmarks import page

SPEC = Path(__file__).parents[1] / "spec" / "openapi.yaml"
NUMBER_PATH = "/v1/phone-numbers/PN123abc"
MESSAGES_PATH = "/v1/messages"


def spec() -> dict[str, Any]:
    """The contract, with a whole page as the example of a list of messages."""
    contract: dict[str, Any] = yaml.load(SPEC.read_text(), yaml.CSafeLoader)
    _answer(contract, MESSAGES_PATH)["example"] = json.loads(page.body())
    return contract


def phone_number() -> dict[str, Any]:
    """The phone number that the contract shows."""
    number: dict[str, Any] = _answer(spec(), "/v1/phone-numbers/{phoneNumberId}")["example"]
    return number


def _answer(contract: dict[str, Any], path: str) -> dict[str, Any]:
    answer: dict[str, Any] = contract["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    return answer


def for_flask() -> dict[str, str]:
    """The two answers, to be read once at start."""
    return {f"{name}.json": body for name, _, body in _static()}


def for_prism() -> dict[str, str]:
    """The contract as one file."""
    return {"openapi.json": json.dumps(spec(), default=str)}


def for_wiremock() -> dict[str, str]:
    """Two static mappings."""
    return {
        f"mappings/{name}.json": json.dumps(
            {
                "request": {"method": "GET", "urlPath": path},
                "response": {
                    "status": 200,
                    "headers": {"Content-Type": "application/json"},
                    "body": body,
                },
            }
        )
        for name, path, body in _static()
    }


def for_mockoon() -> dict[str, str]:
    """An environment of two routes, whose bodies are not templates."""
    routes = [_route(number, path, body) for number, (_, path, body) in enumerate(_static(), 1)]
    environment = {
        "uuid": _uuid(0),
        "lastMigration": 33,
        "name": "bench",
        "port": 3000,
        "hostname": "127.0.0.1",
        "endpointPrefix": "",
        "latency": 0,
        "folders": [],
        "routes": routes,
        "rootChildren": [{"type": "route", "uuid": route["uuid"]} for route in routes],
        "proxyMode": False,
        "headers": [],
        "data": [],
        "callbacks": [],
    }
    return {"environment.json": json.dumps(environment)}


def _route(number: int, path: str, body: str) -> dict[str, Any]:
    response = {
        "uuid": _uuid(100 + number),
        "body": body,
        "bodyType": "INLINE",
        "statusCode": 200,
        "headers": [{"key": "Content-Type", "value": "application/json"}],
        "rules": [],
        "rulesOperator": "OR",
        "disableTemplating": True,
        "default": True,
        "latency": 0,
    }
    return {
        "uuid": _uuid(number),
        "type": "http",
        "method": "get",
        "endpoint": path.lstrip("/"),
        "responses": [response],
        "responseMode": None,
    }


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def _static() -> list[tuple[str, str, str]]:
    return [
        ("number", NUMBER_PATH, json.dumps(phone_number(), default=str)),
        ("messages", MESSAGES_PATH, page.body().decode()),
    ]
