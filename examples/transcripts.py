"""Export the transcripts and summaries of a period's calls, as Markdown or as JSON lines.

Against the mock (`quo-mock serve` in another terminal), whose demo calls are of 2026:

    export MATON_API_KEY=maton_mock_key MATON_GATEWAY_URL=http://127.0.0.1:8787
    python transcripts.py --since 2026-01-01 --until 2026-02-01 --output january.md
    python transcripts.py --since 2026-01-01 --until 2026-02-01 --format jsonl | jq .summary

For real, set MATON_API_KEY to your key and leave MATON_GATEWAY_URL out. Calls without a transcript
(not answered, too short, not on your plan, not ready yet) are skipped and counted. It exits with 1 if
something failed; then the file is as it was before.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from maton_quo import Quo, errors, models

Entry = dict[str, Any]


def calls(quo: Quo, since: datetime, until: datetime) -> Iterator[models.Call]:
    """The calls that began within the period, number by number."""
    margin = timedelta(seconds=1)  # whether Quo counts the very ends is not documented; the `if` below does
    for number in quo.phone_numbers.list():
        asked: set[str] = set()
        # What has not changed since the period began has no calls in it.
        threads = quo.conversations.list(
            phone_numbers=[number.id], updated_after=since - margin, max_results=100
        )
        for thread in threads:
            if len(thread.participants) != 1 or thread.participants[0] in asked:
                continue  # calls are listed by one participant; a group has none
            asked.add(thread.participants[0])
            if not re.fullmatch(r"\+[1-9]\d{1,14}", thread.participants[0]):
                continue  # somebody anonymous cannot be asked for
            for call in quo.calls.list(
                phone_number_id=number.id,
                participants=thread.participants,
                created_after=since - margin,
                created_before=until + margin,
                max_results=100,
            ):
                if since <= call.created_at < until:
                    yield call


def kept(quo: Quo, call: models.Call) -> Entry | None:
    """What was said in a call, and in short; None if there is no transcript."""
    try:
        transcript = quo.calls.transcript(call.id)
    except errors.NotFound:  # also when the plan has no transcripts
        return None
    if transcript.status != "completed" or not transcript.dialogue:
        return None
    try:
        summary = quo.calls.summary(call.id)
    except errors.NotFound:
        summary = None
    return {
        "call_id": call.id,
        "created_at": call.created_at.isoformat(),
        "phone_number_id": call.phone_number_id,
        "participants": call.participants,
        "direction": call.direction,
        "duration": call.duration,
        "summary": (summary.summary if summary else None) or [],
        "next_steps": (summary.next_steps if summary else None) or [],
        "dialogue": [
            {"start": line.start, "speaker": line.user_id or line.identifier, "content": line.content}
            for line in transcript.dialogue
        ],
    }


def as_markdown(entry: Entry, names: dict[str, str], zone: ZoneInfo) -> str:
    """A section; what people said is text, so nothing in it may turn into markup."""
    began = datetime.fromisoformat(entry["created_at"]).astimezone(zone)
    lines = [f"## {began:%Y-%m-%d %H:%M} {entry['direction']} {plain(', '.join(entry['participants']))}", ""]
    lines += [f"`{entry['call_id']}`, {entry['duration']} s", ""]
    for title, items in (("Summary", entry["summary"]), ("Next steps", entry["next_steps"])):
        if items:
            lines += [f"### {title}", "", *(f"- {plain(item)}" for item in items), ""]
    lines += ["### Transcript", ""]
    for line in entry["dialogue"]:
        who = names.get(line["speaker"] or "", line["speaker"] or "somebody")
        minutes, seconds = divmod(int(line["start"]), 60)
        lines += [f"**{plain(who)}** ({minutes}:{seconds:02}): {plain(line['content'])}", ""]
    return "\n".join(lines)


def plain(text: str) -> str:
    """A text on one line, with what Markdown or HTML would take for markup escaped."""
    return re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", " ".join(text.split()))


def write(path: str, parts: list[str]) -> None:
    """Put everything into the file at once, or print it."""
    whole = "".join(f"{part}\n" for part in parts)
    if path == "-":
        print(whole, end="")
        return
    unfinished = f"{path}.unfinished"
    with open(unfinished, "w", encoding="utf-8") as file:
        file.write(whole)
    os.replace(unfinished, path)


def zone(name: str) -> ZoneInfo:
    """The zone of that name; raises ValueError, as argparse wants it."""
    if name not in available_timezones():
        raise ValueError(name)
    return ZoneInfo(name)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--since", type=datetime.fromisoformat, required=True, help="such as 2026-01-01")
    parser.add_argument(
        "--until", type=datetime.fromisoformat, required=True, help="the first moment after it"
    )
    parser.add_argument("--zone", type=zone, default="UTC", help="of both and of the output")
    parser.add_argument("--format", choices=("md", "jsonl"), default="md")
    parser.add_argument("--output", default="-", help="the file to write; by default it is printed")
    options = parser.parse_args()
    for name in ("since", "until"):
        moment = getattr(options, name)
        local = moment if moment.tzinfo else moment.replace(tzinfo=options.zone)
        setattr(options, name, local.astimezone(UTC))
    if options.since >= options.until:
        parser.error("--since must be before --until")
    return options


def rendered(quo: Quo, entries: list[Entry], options: argparse.Namespace) -> list[str]:
    """Each call in the format that is wanted."""
    if options.format == "jsonl":
        return [json.dumps(entry, ensure_ascii=False) for entry in entries]
    names = {user.id: user.first_name or user.email for user in quo.users.list(max_results=50)}
    return [as_markdown(entry, names, options.zone) for entry in entries]


def main() -> int:
    options = arguments()
    try:
        with Quo(max_retries=8) as quo:  # a request or two for each call: a 429 is to be waited for
            found = sorted(calls(quo, options.since, options.until), key=lambda call: call.created_at)
            entries = [entry for entry in (kept(quo, call) for call in found) if entry]
            write(options.output, rendered(quo, entries, options))
    except (OSError, errors.QuoError) as error:
        print(f"transcripts: {error}", file=sys.stderr)
        return 1
    print(f"{len(entries)} calls, {len(found) - len(entries)} without a transcript", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
