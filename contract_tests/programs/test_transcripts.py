"""transcripts.py: every call of the period that was transcribed, and no other, in either format."""

from __future__ import annotations

import json
import subprocess
from contextlib import suppress
from typing import Any

import pytest

from contract_tests.programs.program import Desk, assert_one_sentence
from maton_quo import errors
from mock_gateway.faults.rule import Answer
from transcripts import plain

PROGRAM = "transcripts.py"
JANUARY = ("--since", "2026-01-01", "--until", "2026-02-01")


def entries(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def transcribed(desk: Desk) -> set[str]:
    """The calls with a transcript, found the long way: every conversation, every call."""
    found: set[str] = set()
    with desk.quo as quo:
        for thread in quo.conversations.list(max_results=100):
            if len(thread.participants) == 1:
                for call in quo.calls.list(
                    phone_number_id=thread.phone_number_id, participants=thread.participants, max_results=100
                ):
                    with suppress(errors.NotFound):
                        found |= {call.id} if quo.calls.transcript(call.id).status == "completed" else set()
    return found


def test_every_transcript_of_the_period_is_there_once_oldest_first(desk: Desk) -> None:
    found = entries(desk.run(PROGRAM, "--since", "2000-01-01", "--until", "2100-01-01", "--format", "jsonl"))
    ids = [entry["call_id"] for entry in found]
    assert "AC123abc" in ids
    assert len(ids) == len(set(ids))
    assert set(ids) == transcribed(desk)
    assert sorted(entry["created_at"] for entry in found) == [entry["created_at"] for entry in found]


def test_a_period_has_its_first_moment_and_not_its_last(desk: Desk) -> None:
    with desk.quo as quo:
        moment = quo.calls.get("AC123abc").created_at.isoformat()
    before = entries(desk.run(PROGRAM, "--since", "2000-01-01", "--until", moment, "--format", "jsonl"))
    after = entries(desk.run(PROGRAM, "--since", moment, "--until", "2100-01-01", "--format", "jsonl"))
    assert "AC123abc" not in [entry["call_id"] for entry in before]
    assert "AC123abc" in [entry["call_id"] for entry in after]


def test_markdown_names_who_spoke_and_holds_no_markup_of_theirs(desk: Desk) -> None:
    talk = "Main line\n<b>loud</b> and *clear* [here](http://example.com)"
    call = desk.control.receive_call(
        from_="+12065550177", duration=30, transcript=talk, workspace_id=desk.workspace_id
    )
    desk.control.advance(60)
    done = desk.run(PROGRAM, "--since", "2026-01-01", "--until", "2100-01-01", "--output", "calls.md")
    text = (desk.folder / "calls.md").read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "")
    assert call["id"] in text
    assert r"\<b\>loud\</b\> and \*clear\* \[here\](http://example.com)" in text
    assert "### Summary" in text
    assert "**John** (0:00): " in text


def test_calls_without_a_transcript_are_counted(desk: Desk) -> None:
    desk.control.receive_call(from_="+12065550179", scenario="missed", workspace_id=desk.workspace_id)
    done = desk.run(PROGRAM, "--since", "2000-01-01", "--until", "2100-01-01", "--format", "jsonl")
    skipped = int(done.stderr.split(", ")[1].split()[0])
    assert done.stderr == f"{len(entries(done))} calls, {skipped} without a transcript\n"
    assert skipped > 0


def test_it_goes_on_after_429s(desk: Desk) -> None:
    desk.fail("calls_transcript", Answer(429, retry_after=0), times=3)
    done = desk.run(PROGRAM, "--since", "2000-01-01", "--until", "2100-01-01", "--format", "jsonl")
    assert {entry["call_id"] for entry in entries(done)} == transcribed(desk)


def test_a_failure_leaves_the_file_as_it_was(desk: Desk) -> None:
    desk.write("calls.md", "what was there before")
    desk.fail("calls_list", Answer(403), times=1)
    assert_one_sentence(desk.run(PROGRAM, *JANUARY, "--output", "calls.md"), "403")
    assert (desk.folder / "calls.md").read_text() == "what was there before"


def test_bad_options_and_a_missing_key_are_told_without_a_traceback(desk: Desk) -> None:
    assert_one_sentence(desk.run(PROGRAM, *JANUARY, without="MATON_API_KEY"), "MATON_API_KEY")
    assert_one_sentence(desk.run(PROGRAM, *JANUARY, "--output", "no/such/folder.md"), "No such file")
    for options, said in (
        (("--since", "2026-02-01", "--until", "2026-01-01"), "--since must be before --until"),
        (("--since", "January", "--until", "2026-01-01"), "--since"),
        ((*JANUARY, "--zone", "Mars/Base"), "--zone"),
    ):
        done = desk.run(PROGRAM, *options)
        assert (done.returncode, "Traceback" in done.stderr, said in done.stderr) == (2, False, True)


@pytest.mark.parametrize("text", ["# a\nb", "<script>", "`x`", "a|b", "&lt;", "~~gone~~"])
def test_what_was_said_cannot_be_markup(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert not any(
        character in "\\`*_{}[]<>#|&~" and shown[place - 1] != "\\"
        for place, character in enumerate(shown)
        if character != "\\"
    )
