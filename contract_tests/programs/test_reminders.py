"""reminders.py: everybody is reminded on the day before, once, in the zone of the appointment."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.programs.program import Desk, assert_one_sentence
from mock_gateway.faults.rule import Answer
from mock_gateway.segments import BASIC, EXTENSION, count
from reminders import Appointment, local_time, segments

PROGRAM = "reminders.py"
ANA, BO = "+12065550177", "+12065550178"
HEADER = "id,name,phone,starts_at,zone\n"
FILE = (
    HEADER
    + f"a-1,Ana,{ANA},2026-11-25 14:30,America/New_York\n"
    + f"a-2,Bo,{BO},2026-11-26 09:00,America/New_York\n"
)
OPTIONS = ("file.csv", "--from", "PN123abc", "--now", "2026-11-24T10:00-05:00")
TEXT = (
    "Hello Ana, we look forward to seeing you tomorrow, Wednesday 25 November at 14:30."
    " Reply STOP to opt out."
)


def test_who_comes_tomorrow_is_texted_once(desk: Desk) -> None:
    desk.write("file.csv", FILE)
    first = desk.run(PROGRAM, *OPTIONS)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("1 due, 1 segments, 1 cents\ntexted  a-1  AC")
    again = desk.run(PROGRAM, *OPTIONS)
    assert again.stdout == "0 due, 0 segments, 0 cents\n"
    assert (desk.sent(ANA), desk.sent(BO)) == ([TEXT], [])


def test_who_has_another_time_is_texted_again(desk: Desk) -> None:
    desk.write("file.csv", FILE)
    desk.run(PROGRAM, *OPTIONS)
    desk.write("file.csv", FILE.replace("14:30", "15:00"))
    desk.run(PROGRAM, *OPTIONS)
    assert desk.sent(ANA) == [TEXT, TEXT.replace("14:30", "15:00")]


def test_a_dry_run_shows_texts_and_cost_and_needs_no_key(desk: Desk) -> None:
    desk.write("file.csv", FILE.replace("Ana,", "Анна,"))
    done = desk.run(PROGRAM, *OPTIONS, "--dry-run", "--price", "1.5", without="MATON_API_KEY")
    shown, total = done.stdout.splitlines()
    assert shown.startswith(f"would text  a-1  {ANA}  2 segment(s)  Hello Анна, we")
    assert total == "1 due, 2 segments, 3 cents"
    assert desk.calls("messages_send") == 0
    desk.run(PROGRAM, *OPTIONS)
    assert len(desk.sent(ANA)) == 1  # the dry run noted nothing


def test_one_who_cannot_be_texted_does_not_keep_others_from_it(desk: Desk) -> None:
    desk.write("file.csv", FILE.replace("11-26", "11-25"))
    desk.fail("messages_send", Answer(400), times=1)
    assert_one_sentence(desk.run(PROGRAM, *OPTIONS), "a-1", "400")
    assert (len(desk.sent(ANA)), len(desk.sent(BO))) == (0, 1)
    assert desk.run(PROGRAM, *OPTIONS).returncode == 0
    assert (len(desk.sent(ANA)), len(desk.sent(BO))) == (1, 1)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24T00:00-05:00", True),
        ("2026-11-24T23:59-05:00", True),
        ("2026-11-25T04:30+00:00", True),  # still the 24th in New York
        ("2026-11-25T00:00-05:00", False),
        ("2026-11-24T04:30+00:00", False),  # still the 23rd
    ],
)
def test_the_day_before_is_that_of_the_appointments_zone(now: str, due: bool) -> None:
    starts_at = datetime(2026, 11, 25, 14, 30, tzinfo=ZoneInfo("America/New_York"))
    assert Appointment("a", "Ana", ANA, starts_at).is_due(datetime.fromisoformat(now)) is due


def test_an_offset_in_the_file_is_read_as_such() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert local_time("2026-11-25T14:30Z", berlin).isoformat() == "2026-11-25T15:30:00+01:00"


@given(st.text(st.sampled_from(BASIC + EXTENSION + "й😀"), min_size=1, max_size=400))
def test_segments_are_those_that_are_paid(text: str) -> None:
    assert segments(text) == count(text).segments


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a-3,Cy,5550143,2026-11-25 14:30,\n", "line 4: phone must look like"),
        (f"a-3,Cy,{ANA},tomorrow,\n", "line 4: starts_at must look like"),
        (f"a-3,Cy,{ANA},2026-11-25 14:30,Mars/Base\n", "line 4: there is no time zone 'Mars/Base'"),
        (f"a-3,Cy,{ANA},2026-03-08 02:30,America/New_York\n", "line 4: the clocks of America/New_York skip"),
        (f"a-1,Cy,{ANA},2026-11-25 14:30,\n", "line 4: the id a-1 was there before"),
        (f"a-3,Cy,{ANA}\n", "line 4: it does not have as many cells"),
    ],
)
def test_a_bad_line_is_named_before_anybody_is_texted(desk: Desk, line: str, said: str) -> None:
    desk.write("file.csv", FILE + line)
    assert_one_sentence(desk.run(PROGRAM, *OPTIONS), "file.csv", said)
    assert desk.calls("messages_send") == 0


def test_a_missing_file_key_or_column_is_one_sentence(desk: Desk) -> None:
    assert_one_sentence(desk.run(PROGRAM, *OPTIONS), "file.csv", "No such file")
    desk.write("file.csv", "id,name,phone\n")
    assert_one_sentence(desk.run(PROGRAM, *OPTIONS), "line 1: the column starts_at is missing")
    desk.write("file.csv", FILE)
    assert_one_sentence(desk.run(PROGRAM, *OPTIONS, without="MATON_API_KEY"), "MATON_API_KEY")
    desk.write("notes.txt", "This is no database, and is long enough to be looked at as if it were one.")
    assert_one_sentence(desk.run(PROGRAM, *OPTIONS, "--state", "notes.txt"), "not a database")
