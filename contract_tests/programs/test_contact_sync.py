"""contact_sync.py: what the file says is so afterwards, once, and nothing else was touched."""

from __future__ import annotations

import pytest

from contract_tests.programs.program import Desk, assert_one_sentence
from maton_quo import models
from mock_gateway.faults.rule import Answer

HEADER = "external_id,first_name,last_name,company,role,phone,email\n"
ADA = "sheet-1,Ada,Lovelace,Engines,Founder,+12065550143,ada@example.com\n"
BEN = "sheet-2,Ben,,,,+12065550144,\n"
PROGRAM = "contact_sync.py"


def contact(desk: Desk, external_id: str) -> models.Contact:
    with desk.quo as quo:
        [found] = quo.contacts.list(external_ids=[external_id], max_results=50)
        return found


def test_contacts_are_created_then_left_alone(desk: Desk) -> None:
    desk.write("people.csv", HEADER + ADA + BEN)
    done = desk.run(PROGRAM, "people.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("2 created, 0 updated, 0 unchanged\n")
    ada = contact(desk, "sheet-1").default_fields
    assert (ada.first_name, ada.role, ada.phone_numbers[0].value) == ("Ada", "Founder", "+12065550143")
    assert desk.run(PROGRAM, "people.csv").stdout == "0 created, 0 updated, 2 unchanged\n"
    assert (desk.calls("contacts_create"), desk.calls("contacts_update")) == (2, 0)


def test_only_what_differs_is_changed_and_an_empty_cell_empties(desk: Desk) -> None:
    desk.write("people.csv", HEADER + ADA + BEN)
    desk.run(PROGRAM, "people.csv")
    desk.write("people.csv", HEADER + ADA.replace("Founder", "").replace("0143", "0199") + BEN)
    done = desk.run(PROGRAM, "people.csv")
    assert done.stdout == "updated  sheet-1  role, phone\n0 created, 1 updated, 1 unchanged\n"
    ada = contact(desk, "sheet-1").default_fields
    assert (ada.role, ada.company, [item.value for item in ada.phone_numbers]) == (
        None,
        "Engines",
        ["+12065550199"],
    )


@pytest.mark.parametrize("gateway_url", ["documented", "observed"], indirect=True)
def test_what_the_file_does_not_speak_of_is_kept(desk: Desk) -> None:
    """Also on the live service, which clears the lists that an update leaves out."""
    with desk.quo as quo:
        unit = next(field for field in quo.contact_custom_fields.list() if field.name == "Unit")
        quo.contacts.create(
            external_id="sheet-1",
            default_fields=models.ContactCreateFields(
                first_name="Ada",
                company="Engines",
                phone_numbers=[models.ContactCreateValue(name="home", value="+12065550111")],
                emails=[models.ContactCreateValue(name="work", value="ada@example.com")],
            ),
            custom_fields=[models.ContactCustomFieldCreate(key=unit.key, value="4b")],
        )
    desk.write("people.csv", "external_id,first_name,phone\nsheet-1,Augusta,+12065550143\n")
    done = desk.run(PROGRAM, "people.csv")
    assert (done.returncode, done.stderr) == (0, "")
    found = contact(desk, "sheet-1")
    fields = found.default_fields
    assert (fields.first_name, fields.company) == ("Augusta", "Engines")
    assert {item.name: item.value for item in fields.phone_numbers} == {
        "home": "+12065550111",
        "work": "+12065550143",
    }
    assert [item.value for item in fields.emails] == ["ada@example.com"]
    assert {field.name: field.value for field in found.custom_fields}["Unit"] == "4b"


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    desk.write("people.csv", HEADER + ADA)
    done = desk.run(PROGRAM, "people.csv", "--dry-run")
    assert done.stdout == "created  sheet-1\n1 created, 0 updated, 0 unchanged (dry run: nothing was sent)\n"
    assert desk.calls("contacts_create") == 0


def test_it_goes_on_after_429s(desk: Desk) -> None:
    desk.fail("contacts_create", Answer(429, retry_after=0), times=3)
    desk.write("people.csv", HEADER + ADA + BEN)
    assert desk.run(PROGRAM, "people.csv").stdout.endswith("2 created, 0 updated, 0 unchanged\n")


def test_a_run_that_broke_off_is_finished_by_the_next(desk: Desk) -> None:
    people = "".join(f"sheet-{number},Person {number}\n" for number in range(45))
    desk.write("people.csv", "external_id,first_name\n" + people)
    with desk.quo as quo:  # as if it had been killed after seven
        for number in range(7):
            fields = models.ContactCreateFields(first_name=f"Person {number}")
            quo.contacts.create(default_fields=fields, external_id=f"sheet-{number}")
    assert desk.run(PROGRAM, "people.csv").stdout.endswith("38 created, 0 updated, 7 unchanged\n")
    assert desk.run(PROGRAM, "people.csv").stdout == "0 created, 0 updated, 45 unchanged\n"


def test_a_server_error_is_one_sentence_and_the_next_run_goes_on(desk: Desk) -> None:
    desk.fail("contacts_create", Answer(500), times=1)
    desk.write("people.csv", HEADER + ADA + BEN)
    assert_one_sentence(desk.run(PROGRAM, "people.csv"), "people.csv", "500")
    assert desk.run(PROGRAM, "people.csv").stdout.endswith("2 created, 0 updated, 0 unchanged\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + ADA + "sheet-2,Ben,,,,5550144,\n", "line 3: phone must look like"),
        (HEADER + ADA + ADA, "line 3: sheet-1 was there before"),
        (HEADER + ADA + "sheet-2,Ben\n", "line 3: it does not have as many cells"),
        (HEADER + ADA + BEN.strip() + ",more\n", "line 3: it does not have as many cells"),
        (HEADER + ADA + " ,Ben,,,,,\n", "line 3: external_id must have"),
        ("first_name\nAda\n", "line 1: external_id and first_name must be"),
        ("external_id,first_name,colour\n", "line 1: there is no column 'colour'"),
        ("", "line 1: external_id and first_name must be"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_sent(desk: Desk, text: str, said: str) -> None:
    desk.write("people.csv", text)
    assert_one_sentence(desk.run(PROGRAM, "people.csv"), "people.csv", said)
    assert desk.calls("contacts_create") == 0


def test_a_missing_file_or_key_is_one_sentence(desk: Desk) -> None:
    assert_one_sentence(desk.run(PROGRAM, "nowhere.csv"), "nowhere.csv", "No such file")
    desk.write("people.csv", HEADER + ADA)
    assert_one_sentence(desk.run(PROGRAM, "people.csv", without="MATON_API_KEY"), "MATON_API_KEY")
    (desk.folder / "latin.csv").write_bytes(HEADER.encode() + "sheet-1,Zoë,,,,,\n".encode("latin-1"))
    assert_one_sentence(desk.run(PROGRAM, "latin.csv"), "latin.csv", "utf-8")
