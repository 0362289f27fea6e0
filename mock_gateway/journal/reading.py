"""Finding entries of the journal, and writing them as JSON lines or as `curl` lines."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import msgspec

from .entry import Entry, entry
from .notes import LONGEST_BODY, Note, Notes
from .redaction import redaction_of

KEYS = {"quo": '"Authorization: $QUO_API_KEY"'}
"""What curl sends at each door in place of a key; elsewhere it is Maton's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody wants to read; None wants all."""

    workspace_id: str | None = None
    nowhere: bool = False
    """Whether those that reached no workspace, such as one with a wrong key, are wanted beside its own."""
    home: str | None = None
    """The account that the workspace belongs to: what others ask of their connections is theirs."""
    account_id: str | None = None
    operation: str | None = None
    method: str | None = None
    status: str | None = None
    """A status such as `404`, or a hundred of them such as `4xx`."""
    since: int | None = None
    """Microseconds by the gateway's clock."""
    text: str | None = None
    """What the path, the query or a body contains."""

    def is_met_by(self, note: Note) -> bool:
        """Whether a note is wanted, but for the text, which is looked for in what is shown of it."""
        return (
            (self.workspace_id in (None, note.workspace_id) or (self.nowhere and self._reached_none(note)))
            and self.account_id in (None, note.account_id)
            and self.operation in (None, note.operation)
            and self.method in (None, note.method)
            and self.status in (None, str(note.status), f"{note.status // 100}xx")
            and (self.since is None or (note.now or note.real // 1000) >= self.since)
        )

    def _reached_none(self, note: Note) -> bool:
        return note.workspace_id is None and note.account_id in (None, self.home)


def latest(journal: Notes, wanted: Wanted, limit: int | None, *, before: int | None = None) -> list[Entry]:
    """The last entries that are wanted, oldest first; `before` an entry's number, if one is given."""
    found: list[Entry] = []
    for number, note in reversed(journal.notes()):
        if limit is not None and len(found) >= limit:
            break
        if before is not None and number >= before:
            continue
        if wanted.is_met_by(note) and _contains(shown := entry(number, note), wanted.text):
            found.append(shown)
    return found[::-1]


def _contains(shown: Entry, text: str | None) -> bool:
    if text is None:
        return True
    bodies = (_text(shown.body), _text(shown.answer))
    words = (shown.path, *bodies, *(word for pair in shown.query for word in pair))
    return any(text in each for each in words)


def _text(body: object) -> str:
    return body if isinstance(body, str) else msgspec.json.encode(body).decode()


def lines(entries: Iterable[Entry]) -> str:
    """One JSON document a line."""
    return "".join(f"{msgspec.json.encode(each).decode()}\n" for each in entries)


def curl_lines(journal: Notes, entries: Iterable[Entry]) -> str:
    """One command a line, which sends the request once more: the key is the reader's own."""
    notes = dict(journal.notes())
    return "".join(f"{_curl(each, notes[each.number])}\n" for each in entries if each.number in notes)


def found(journal: Notes, number: int) -> Note | None:
    """The note of a number, if it is still kept."""
    return dict(journal.notes()).get(number)


def _curl(shown: Entry, note: Note) -> str:
    redacted, (scheme, host) = redaction_of(note.authorization).text, note.origin
    query = f"?{urlencode(shown.query)}" if shown.query else ""
    url = f"{scheme}://{redacted(host)}{quote(shown.path)}{query}"
    if note.sent_size > LONGEST_BODY:
        return f"# {shown.method} {url}: only the beginning of its {note.sent_size} bytes was kept"
    words = ["curl", "-g", *_method(shown.method), _quoted(url), "-H", _key(shown.door)]
    if note.connection is not None:
        words += ["-H", _quoted(f"Maton-Connection: {redacted(note.connection)}")]
    if shown.body is not None:
        words += ["-H", "'Content-Type: application/json'", "--data-raw", _quoted(_sent(shown, note))]
    return " ".join(words)


def _quoted(word: str) -> str:
    """A word of a shell's command, in one line that does nothing to the terminal that it is pasted into."""
    if word.isprintable():
        return shlex.quote(word)
    return "$'" + "".join(map(_spelled, word)) + "'"  # which bash, zsh, ksh and POSIX since 2024 read


def _spelled(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable():
        return character
    return "".join(f"\\x{byte:02x}" for byte in character.encode())


def _sent(shown: Entry, note: Note) -> str:
    """The body as it was sent: a JSON text keeps its quotes."""
    begins = note.sent if isinstance(note.sent, str) else note.sent.decode("utf-8", "replace")
    if isinstance(shown.body, str) and not begins.lstrip().startswith('"'):
        return shown.body
    return msgspec.json.encode(shown.body).decode()


def _key(door: str) -> str:
    return KEYS.get(door, '"Authorization: Bearer $MATON_API_KEY"')


def _method(method: str) -> list[str]:
    if method == "HEAD":
        return ["-I"]
    return [] if method == "GET" else ["-X", _quoted(method)]
