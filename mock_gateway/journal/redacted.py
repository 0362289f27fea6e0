"""A note without what is secret in it, for places that others can read: it shows the same entry."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec

from .entry import decoded, pairs, spared
from .notes import Note, Raw
from .redaction import Redaction, redaction_of


def redacted(raw: Raw) -> Raw:
    """The values of a note without anything that its entry leaves out, and marked as such."""
    note = Note._make(raw)
    redaction = redaction_of(note.authorization)
    connection, (scheme, host) = note.connection, note.origin
    return (
        note.real,
        note.now,
        note.duration,
        note.door,
        redaction.text(note.method),
        redaction.text(note.path),
        _query(note.query, redaction),
        (scheme, redaction.text(host)),
        True,
        None if connection is None else redaction.text(connection),
        note.account_id,
        note.workspace_id,
        note.operation,
        note.status,
        note.faults,
        _body(note.sent, note.sent_size, redaction),
        note.sent_size,
        _body(note.answered, note.answered_size, redaction),
        note.answered_size,
    )


def _query(query: str, redaction: Redaction) -> str:
    if not query:
        return query
    plain = pairs(query)
    found = spared(plain, redaction)
    return query if found == plain else urlencode(found)


def _body(raw: bytes | str, size: int, redaction: Redaction) -> bytes | str:
    """The body, mostly as it came: to see that it is clean is cheap, and to read it through is not."""
    if isinstance(raw, str) or redaction.spares(raw):
        return raw
    is_json, value = decoded(raw, size, redaction)
    return msgspec.json.encode(value) if is_json else value
