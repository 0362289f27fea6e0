"""What a run tells: its calls, what they would have cost, whether they were expected, and its journal."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from contract_tests.gateway.serving import serve

from .conftest import COMMAND, PATIENCE, Desk

CALLS = """
import os, sys
from maton_quo import Quo, errors
quo = Quo(max_retries=0)
for text in sys.argv[1:]:
    quo.messages.send(content=text, from_="PN123abc", to=["+12065550119"])
try:
    quo.contacts.get("CT0")
except errors.NotFound:
    pass
"""


def calling(desk: Desk, *texts: str) -> list[str]:
    """A program that sends these texts, and asks for a contact that there is not."""
    return ["--", "python", str(desk.write("calls.py", CALLS)), *texts]


def test_the_summary_has_calls_texts_segments_and_price(desk: Desk) -> None:
    ran = desk.run("--set", "price_cents=150", *calling(desk, "a" * 161, "é" * 160, "ж" * 71))
    assert ran.returncode == 0
    assert ran.stderr.splitlines() == [
        "quo-mock: 4 calls",
        "quo-mock:   contacts.get   404  × 1",
        "quo-mock:   messages.send  202  × 3",
        "quo-mock: 3 texts would have been sent, in 5 segments, for $7.50",
    ]


def test_a_text_that_was_not_accepted_costs_nothing(desk: Desk) -> None:
    ran = desk.run("--set", "a2p=pending", *calling(desk, "Hi"))
    assert ran.returncode == 1
    assert "quo-mock:   messages.send  400  × 1\n" in ran.stderr
    assert "quo-mock: no text would have been sent\n" in ran.stderr


@pytest.mark.parametrize("profile", ["documented", "observed"])
def test_both_profiles_are_counted_alike(desk: Desk, profile: str) -> None:
    ran = desk.run("--profile", profile, *calling(desk, "Hi"))
    assert "quo-mock: 1 text would have been sent, in 1 segment, for $0.01\n" in ran.stderr


def test_quiet_is_quiet(desk: Desk) -> None:
    ran = desk.run("--quiet", *calling(desk, "Hi"))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


# ── --expect ──


@pytest.mark.parametrize(
    "met",
    ["messages.send=2", "messages_send>=1", "messages.send<=2", "contacts.get=0", "users.list=0"],
)
def test_what_was_expected_and_came_is_no_news(desk: Desk, met: str) -> None:
    ran = desk.run("--quiet", "--expect", met, *calling(desk, "Hi", "Ho"))
    assert (ran.returncode, ran.stderr) == (0, "")


def test_what_was_expected_and_did_not_come_is_told_and_fails(desk: Desk) -> None:
    wanted = ["messages.send=1", "messages.send>=3", "contacts.get>=1", "users.list=1", "messages.send<=0"]
    options = [word for each in wanted for word in ("--expect", each)]
    ran = desk.run("--quiet", *options, *calling(desk, "Hi", "Ho"))
    assert ran.returncode == 3
    assert ran.stderr.splitlines() == [
        "quo-mock: expected 1 messages.send that succeeded, but there were 2",
        "quo-mock: expected at least 3 messages.send that succeeded, but there were 2",
        "quo-mock: expected at least 1 contacts.get that succeeded, but there were none, beside 1 that was"
        " refused",
        "quo-mock: expected 1 users.list that succeeded, but there were none",
        "quo-mock: expected at most 0 messages.send that succeeded, but there were 2",
    ]


def test_the_programs_own_failure_is_told_rather_than_that(desk: Desk) -> None:
    ran = desk.run("--expect", "messages.send=1", "--", "sh", "-c", "exit 9")
    assert ran.returncode == 9
    assert "expected 1 messages.send" in ran.stderr


# ── --record ──


def test_the_journal_is_recorded_without_keys(desk: Desk) -> None:
    ran = desk.run("--record", "calls.jsonl", *calling(desk, "Hi"))
    assert ran.returncode == 0, ran.stderr
    text = (desk.folder / "calls.jsonl").read_text()
    entries = [json.loads(line) for line in text.splitlines()]
    assert [(entry["operation"], entry["status"]) for entry in entries] == [
        ("messages_send", 202),
        ("contacts_get", 404),
    ]
    assert entries[0]["body"]["content"] == "Hi"
    assert "maton_mock_key" not in text
    assert "a real key" not in text
    assert "quo_mock_key" not in text


def test_a_record_that_finds_no_room_is_told_and_the_exit_code_kept(desk: Desk) -> None:
    desk.write("calls.py", CALLS)
    ran = desk.run("--record", "/dev/full", "--", "sh", "-c", "python calls.py Hi; exit 5")
    assert ran.returncode == 5
    assert ran.stderr.startswith("quo-mock: ")
    assert "No space left" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert desk.run("--record", "/dev/full", "--quiet", *calling(desk, "Hi")).returncode == 2


@pytest.mark.parametrize("nowhere", ["2>/dev/full", "2>&-"])
def test_nobody_may_be_listening_and_the_exit_code_is_kept(desk: Desk, nowhere: str) -> None:
    line = f"{shlex.join(COMMAND)} -- sh -c 'exit 5' {nowhere}"
    ended = subprocess.run(["/bin/sh", "-c", line], cwd=desk.folder, timeout=PATIENCE, check=False)
    assert ended.returncode == 5


# ── --join ──


def test_a_gateway_that_runs_is_joined_and_only_new_calls_are_told(desk: Desk, tmp_path: Path) -> None:
    running = serve(tmp_path, "--set", "price_cents=7", "--set", "rate_limit=0")
    try:
        for texts in (["Hi"], ["Ho", "He"]):
            often = f"messages.send={len(texts)}"
            ran = desk.run("--join", running.url, "--expect", often, *calling(desk, *texts))
            assert ran.returncode == 0, ran.stderr
            assert f"quo-mock: {len(texts) + 1} calls\n" in ran.stderr
            assert f"for $0.{7 * len(texts):02}\n" in ran.stderr
    finally:
        running.kill()


def test_a_gateway_with_an_admin_token_is_joined_with_it(desk: Desk, tmp_path: Path) -> None:
    running = serve(tmp_path, "--admin-token", "open sesame")
    try:
        refused = desk.run("--join", running.url, "--", "true")
        assert refused.returncode == 2
        assert refused.stderr.startswith(
            f"quo-mock: the gateway at {running.url} does not let itself be joined: 403"
        )
        ran = desk.run(
            "--join", running.url, *calling(desk, "Hi"), env={"QUO_MOCK_ADMIN_TOKEN": "open sesame"}
        )
        assert ran.returncode == 0, ran.stderr
        assert "open sesame" not in ran.stderr
    finally:
        running.kill()


def test_a_gateway_on_this_machine_is_joined_past_any_proxy(desk: Desk, tmp_path: Path) -> None:
    running = serve(tmp_path)
    try:
        nobody = dict.fromkeys(("http_proxy", "HTTP_PROXY", "all_proxy"), "http://127.0.0.1:9")
        ran = desk.run("--join", running.url, "--", "true", env={**nobody, "no_proxy": "", "NO_PROXY": ""})
        assert ran.returncode == 0, ran.stderr
    finally:
        running.kill()


def test_a_gateway_that_ends_under_a_run_is_told(desk: Desk, tmp_path: Path) -> None:
    running = serve(tmp_path)
    try:
        ran = desk.run("--join", running.url, "--", "sh", "-c", f"kill -KILL {running.process.pid}; exit 5")
    finally:
        running.kill()
    assert ran.returncode == 5
    assert ran.stderr.startswith(f"quo-mock: the gateway at {running.url} has gone: ")
    assert ran.stderr.count("\n") == 1
