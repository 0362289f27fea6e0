"""Text customers a reminder on the day before their appointment.

    id,name,phone,starts_at,zone
    a-17,Ada,+12065550143,2026-11-25 14:30,America/New_York

Let it run every hour or so: it texts those who come tomorrow, as days are counted in the appointment's zone
(or --zone, where the file has none), and keeps in a small file whom it has texted, so that nobody is texted
twice; who has been given another time is texted again. Against the mock (`quo-mock serve` beside it):

    export MATON_API_KEY=maton_mock_key MATON_GATEWAY_URL=http://127.0.0.1:8787
    python reminders.py appointments.csv --from PN123abc --dry-run --now 2026-11-24T10:00

For real, set MATON_API_KEY to your key and leave MATON_GATEWAY_URL out. It exits with 1 if something failed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from maton_quo import Quo, errors

TEXT = "Hello {name}, we look forward to seeing you tomorrow, {day} at {time}. Reply STOP to opt out."
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = set("\f^{}\\[~]|€")  # characters that take the room of two


@dataclass(frozen=True)
class Appointment:
    """Who comes when, in the zone where it is."""

    id: str
    name: str
    phone: str
    starts_at: datetime

    @property
    def text(self) -> str:
        day, time = f"{self.starts_at:%A %d %B}", f"{self.starts_at:%H:%M}"
        return TEXT.format(name=self.name, day=day, time=time)

    def is_due(self, now: datetime) -> bool:
        """Whether it is tomorrow, as the people there count days."""
        tomorrow = now.astimezone(self.starts_at.tzinfo).date() + timedelta(days=1)
        return self.starts_at.date() == tomorrow


def segments(text: str) -> int:
    """How many segments a text takes, and so costs: of 160 (joined 153) plain characters, or 70 (67)."""
    plain = all(character in GSM or character in TWICE for character in text)
    wide = TWICE if plain else {character for character in text if ord(character) > 0xFFFF}
    widths = [2 if character in wide else 1 for character in text]
    alone, joined = (160, 153) if plain else (70, 67)
    if sum(widths) <= alone:
        return 1
    parts, room = 0, 0
    for width in widths:  # no character is split between two
        if width > room:
            parts, room = parts + 1, joined
        room -= width
    return parts


def zone(name: str) -> ZoneInfo:
    """The zone of that name; raises ValueError if there is none."""
    if name not in available_timezones():
        raise ValueError(f"there is no time zone {name!r}")
    return ZoneInfo(name)


def local_time(text: str, where: ZoneInfo) -> datetime:
    """A time of day that the clocks there show; raises ValueError if they never do."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"starts_at must look like 2026-11-25 14:30, not {text!r}") from None
    time = time.replace(tzinfo=where) if time.tzinfo is None else time.astimezone(where)
    if time.astimezone(UTC).astimezone(where).replace(tzinfo=None) != time.replace(tzinfo=None):
        raise ValueError(f"the clocks of {where.key} skip {text}")
    return time


def appointments(path: str, default: ZoneInfo) -> list[Appointment]:
    """All lines of the file; raises ValueError that names the first bad one."""
    found: dict[str, Appointment] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        if missing := {"id", "name", "phone", "starts_at"} - set(lines.fieldnames or ()):
            raise ValueError(f"line 1: the column {min(missing)} is missing")
        for cells in lines:
            try:
                one = appointment(cells, default)
            except ValueError as error:
                raise ValueError(f"line {lines.line_num}: {error}") from None
            if one.id in found:
                raise ValueError(f"line {lines.line_num}: the id {one.id} was there before")
            found[one.id] = one
    return list(found.values())


def appointment(cells: dict[str, str | None], default: ZoneInfo) -> Appointment:
    """What a line says; raises ValueError if it cannot be."""
    if None in cells or None in cells.values():
        raise ValueError("it does not have as many cells as the first line has columns")
    row = {column: (cell or "").strip() for column, cell in cells.items()}
    if not row["id"]:
        raise ValueError("the id is empty")
    if not re.fullmatch(r"\+[1-9]\d{6,14}", row["phone"]):
        raise ValueError("phone must look like +12065550143")
    where = zone(row["zone"]) if row.get("zone") else default
    return Appointment(row["id"], row["name"], row["phone"], local_time(row["starts_at"], where))


def remind(quo: Quo, from_: str, due: list[Appointment], state: sqlite3.Connection) -> int:
    """Text each once; returns how many could not be texted."""
    failed = 0
    for one in due:
        key = (one.id, one.starts_at.isoformat())
        # Noted before it is sent: should this program end in between, no reminder is better than two.
        if state.execute("INSERT OR IGNORE INTO texted VALUES (?, ?)", key).rowcount == 0:
            continue
        try:
            message = quo.messages.send(content=one.text, from_=from_, to=[one.phone])
        except errors.QuoError as error:
            failed += 1
            print(f"reminders: {one.id}: {error}", file=sys.stderr)
            if isinstance(
                error, errors.StatusError
            ):  # an answer, so surely not sent: the next run tries again
                state.execute("DELETE FROM texted WHERE id = ? AND starts_at = ?", key)
        else:
            print(f"texted  {one.id}  {message.id}", flush=True)
    return failed


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="the CSV file")
    parser.add_argument("--from", dest="from_", required=True, help="your number, PN… or +1…")
    parser.add_argument(
        "--zone", type=zone, default="UTC", help="of lines without one, such as Europe/Berlin"
    )
    parser.add_argument("--state", default="reminders.db", help="the file that remembers who was texted")
    parser.add_argument("--price", type=float, default=1, help="cents for a segment")
    parser.add_argument("--dry-run", action="store_true", help="show the texts, and send none")
    parser.add_argument(
        "--now", type=datetime.fromisoformat, help="as if it were then; without offset in --zone"
    )
    return parser.parse_args()


def work(options: argparse.Namespace, now: datetime) -> int:
    """Find out who is due, say what it costs, and text them; returns how many could not be texted."""
    everyone = appointments(options.file, options.zone)
    with closing(sqlite3.connect(options.state, isolation_level=None)) as state:
        state.execute(
            "CREATE TABLE IF NOT EXISTS texted (id TEXT, starts_at TEXT, PRIMARY KEY (id, starts_at))"
        )
        texted = set(state.execute("SELECT id, starts_at FROM texted"))
        due = [
            one for one in everyone if one.is_due(now) and (one.id, one.starts_at.isoformat()) not in texted
        ]
        paid = sum(segments(one.text) for one in due)
        for one in due if options.dry_run else ():
            print(f"would text  {one.id}  {one.phone}  {segments(one.text)} segment(s)  {one.text}")
        print(f"{len(due)} due, {paid} segments, {paid * options.price:g} cents", flush=True)
        if options.dry_run:
            return 0
        with Quo() as quo:
            return remind(quo, options.from_, due, state)


def main() -> int:
    options = arguments()
    now = options.now or datetime.now(UTC)
    try:
        return 1 if work(options, now if now.tzinfo else now.replace(tzinfo=options.zone)) else 0
    except (OSError, ValueError, csv.Error, sqlite3.Error, errors.QuoError) as error:
        print(f"reminders: {options.file}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
