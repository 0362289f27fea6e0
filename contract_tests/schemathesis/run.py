"""Runs schemathesis against the gateway, under both profiles: `python -m contract_tests.schemathesis.run`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from contract_tests.targets import PROFILES, Choice, Target, opened
from mock_gateway.demo import API_KEY

FOLDER = Path(__file__).parent
PARTS = {
    "/quo": ("/_mock/openapi.json", "^/v1/"),
    "": ("/_mock/openapi.json", "^/connections"),
    "/_mock": ("/_mock/api/openapi.json", "."),
}
"""Where operations are served, below the gateway's address; their description, and which part of it."""

# A wrong method is Express's 404 on the live service (a probe of 2026-08-30), where this check wants a 405.
LEFT_OUT = {"documented": [], "observed": ["--exclude-checks", "unsupported_method"]}
# A valid text that cannot be paid, or a task that is one too many, would be a 402: no fault of the gateway.
PLENTY = {"balance_cents": 10**12, "open_task_limit": 0}

RECEIVER = "http://127.0.0.1:9/quo"
"""Where webhooks may be sent without being allowed: nobody is there."""


def run(profile: str, examples: int) -> int:
    """Try both parts of a gateway with that profile; returns how many of them failed."""
    with opened(Choice("loopback", profile)) as gateway:
        httpx.patch(f"{gateway.base_url}/_mock/api/settings", json=PLENTY).raise_for_status()
        known = json.dumps(_known_ids(gateway))
        return sum(
            _part(profile, gateway.base_url, base, *part, examples, known) for base, part in PARTS.items()
        )


def _known_ids(gateway: Target) -> dict[str, str]:
    """Something of each kind that the demo workspace has; it gets a webhook, of which it has none."""
    return {
        "taskId": "TK123abc",
        "userId": "US123abc",
        "assignedTo": "US123abc",
        "phoneNumberId": "PN123abc",
        "conversationId": gateway.id("CV123abc"),
        "activityId": "AC123abc",
        "webhookId": _new_webhook(gateway.base_url),
        "url": RECEIVER,
    }


def _new_webhook(url: str) -> str:
    headers = {"Authorization": f"Bearer {API_KEY}", "User-Agent": "schemathesis"}
    body = {"url": RECEIVER, "events": ["message.received"]}
    response = httpx.post(f"{url}/quo/v1/webhooks/messages", headers=headers, json=body)
    id: str = response.raise_for_status().json()["data"]["id"]
    return id


def _part(profile: str, url: str, base: str, described: str, paths: str, examples: int, known: str) -> bool:
    command = [
        *(
            sys.executable,
            "-m",
            "schemathesis.cli",
            "--config-file",
            str(FOLDER / "schemathesis.toml"),
            "run",
        ),
        *(f"{url}{described}", "--url", f"{url}{base}", "--include-path-regex", paths),
        *("--max-examples", str(examples), *LEFT_OUT[profile]),
    ]
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(FOLDER),
        "KNOWN_IDS": known,
    }
    with TemporaryDirectory() as folder:  # it leaves caches where it runs
        done = subprocess.run(
            command, cwd=folder, env=environment, check=False, capture_output=True, text=True
        )
    print(f"── {profile}, {url}{base}\n{done.stdout}{done.stderr}", flush=True)
    return done.returncode != 0


def main() -> None:
    """Exits with 0 if nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--examples", type=int, default=100, help="for each operation and phase (default: 100)"
    )
    parser.add_argument("--profile", choices=PROFILES, help="only this one")
    asked = parser.parse_args()
    profiles = (asked.profile,) if asked.profile else PROFILES
    with ThreadPoolExecutor() as both:  # each profile waits for processes of its own
        found = sum(both.map(lambda profile: run(profile, asked.examples), profiles))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
