"""Bring the contacts of Quo up to date with a CSV file.

    external_id,first_name,last_name,company,role,phone,email
    crm-17,Ada,Lovelace,Analytical Engines,Founder,+12065550143,ada@example.com

Every line is a contact, known by its external_id: it is created, changed where it differs, or left alone. A
column that the file does not have stays as it is, an empty cell empties the field; a contact's other numbers
and addresses and its custom fields are kept. All lines are checked before anything is sent, and a run that
was interrupted is finished by the next one.

Against the mock (`quo-mock serve` in another terminal), where nothing is real:

    export MATON_API_KEY=maton_mock_key MATON_GATEWAY_URL=http://127.0.0.1:8787
    python contact_sync.py people.csv --dry-run

For real, set MATON_API_KEY to your key and leave MATON_GATEWAY_URL out. It exits with 1 if something failed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from maton_quo import Quo, errors, models

SCALARS = {"first_name": "firstName", "last_name": "lastName", "company": "company", "role": "role"}
LISTS = {"phone": ("phone_numbers", "phoneNumbers"), "email": ("emails", "emails")}
COLUMNS = ("external_id", *SCALARS, *LISTS)
OURS = "work"  # what the number and the address that the file looks after are called
AT_ONCE = 20  # Quo refuses more values than this in one query

Row = dict[str, str]


def rows(path: str) -> list[Row]:
    """The lines of the file, all of them good; raises ValueError that names the first line which is not."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        header = list(reader.fieldnames or [])
        if unknown := [name for name in header if name not in COLUMNS]:
            raise ValueError(f"line 1: there is no column {unknown[0]!r}; there may be {', '.join(COLUMNS)}")
        if not {"external_id", "first_name"} <= set(header) or len(set(header)) < len(header):
            raise ValueError("line 1: external_id and first_name must be there, and no column twice")
        found: dict[str, Row] = {}
        for cells in reader:
            row = checked(cells, reader.line_num)
            if row["external_id"] in found:
                raise ValueError(f"line {reader.line_num}: {row['external_id']} was there before")
            found[row["external_id"]] = row
    return list(found.values())


def checked(cells: dict[str, str | None], line: int) -> Row:
    """One line without blanks around its cells; raises ValueError if Quo would refuse it."""
    if None in cells or None in cells.values():
        raise ValueError(f"line {line}: it does not have as many cells as the first line has columns")
    row = {name: (value or "").strip() for name, value in cells.items()}
    if not 1 <= len(row["external_id"]) <= 75:
        raise ValueError(f"line {line}: external_id must have 1 to 75 characters")
    if row.get("phone") and not re.fullmatch(r"\+[1-9]\d{6,14}", row["phone"]):
        raise ValueError(f"line {line}: phone must look like +12065550143")
    return row


def present(quo: Quo, wanted: list[Row]) -> dict[str, models.Contact]:
    """The contacts that exist already, by external id."""
    ids = [row["external_id"] for row in wanted]
    found: dict[str, models.Contact] = {}
    for start in range(0, len(ids), AT_ONCE):
        for contact in quo.contacts.list(external_ids=ids[start : start + AT_ONCE], max_results=50):
            found[contact.external_id or ""] = contact
    return found


def changes(row: Row, contact: models.Contact) -> Iterator[str]:
    """The columns in which a contact differs from its line."""
    fields = contact.default_fields
    for column in SCALARS:
        if column in row and row[column] != (getattr(fields, column) or ""):
            yield column
    for column, (name, _) in LISTS.items():
        ours = {item.value or "" for item in getattr(fields, name) if item.name == OURS} or {""}
        if column in row and ours != {row[column]}:
            yield column


def fields_of(row: Row, contact: models.Contact | None) -> dict[str, Any]:
    """What a contact shall have. The lists go along whole: Quo clears those that an update leaves out."""
    fields: dict[str, Any] = {name: row[column] or None for column, name in SCALARS.items() if column in row}
    for column, (attribute, name) in LISTS.items():
        present = getattr(contact.default_fields, attribute) if contact else []
        fields[name] = [item for item in present if column not in row or item.name != OURS]
        if row.get(column):
            fields[name].append({"name": OURS, "value": row[column]})
    return fields


def write(quo: Quo, row: Row, contact: models.Contact | None) -> None:
    """Create the contact, or change the one there is, without losing its custom fields."""
    fields = fields_of(row, contact)
    if contact is None:
        quo.contacts.create(default_fields=fields, external_id=row["external_id"])
    else:
        custom = [{"key": field.key, "value": field.value} for field in contact.custom_fields]
        quo.contacts.update(contact.id, default_fields=fields, custom_fields=custom)


def sync(quo: Quo, wanted: list[Row], dry_run: bool) -> Counter[str]:
    """Do what is to be done, line by line, and say so; returns how often each was done."""
    known, done = present(quo, wanted), Counter[str]()
    for row in wanted:
        contact = known.get(row["external_id"])
        differing = list(changes(row, contact)) if contact else []
        what = "unchanged" if contact and not differing else "updated" if contact else "created"
        if what != "unchanged":
            if not dry_run:
                write(quo, row, contact)
            print(f"{what}  {row['external_id']}  {', '.join(differing)}".rstrip(), flush=True)
        done[what] += 1
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="the CSV file")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    options = parser.parse_args()
    try:
        with Quo(max_retries=8) as quo:  # more than 10 requests a second are a 429: wait as told, and go on
            done = sync(quo, rows(options.file), options.dry_run)
    except (OSError, ValueError, csv.Error, errors.QuoError) as error:
        print(f"contact_sync: {options.file}: {error}", file=sys.stderr)
        return 1
    total = ", ".join(f"{done[what]} {what}" for what in ("created", "updated", "unchanged"))
    print(total + (" (dry run: nothing was sent)" if options.dry_run else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
