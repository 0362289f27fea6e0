"""What is written where others can read it shows the same entry, and holds no key."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mock_gateway.journal import Journal
from mock_gateway.journal.entry import entry
from mock_gateway.journal.notes import LONGEST_BODY, Note, Raw, packed, unpacked
from mock_gateway.journal.python import python_lines
from mock_gateway.journal.reading import Wanted, curl_lines, latest
from mock_gateway.journal.redacted import redacted

from .test_redaction import ESCAPED, KEYS, SCHEMES, note

KEY = "s3cret-k"
_words = st.sampled_from(
    [
        KEY,
        f"Bearer {KEY}",
        "Bearer x",
        "maton_abcdefgh",
        "+",
        "%20",
        "\\u0073",
        '"',
        "é",
        "\x00",
        "plain",
        "é\x1c",
    ]
)
_texts = st.lists(_words, max_size=5).map("".join)
_values = st.recursive(
    _texts | st.integers() | st.none(), lambda inner: st.dictionaries(_texts, inner) | st.lists(inner)
)
_bodies = st.one_of(
    _values.map(lambda value: json.dumps(value).encode()),
    _values.map(lambda value: json.dumps(value, ensure_ascii=False).encode()),
    _texts.map(lambda text: text.encode()),
    st.binary(max_size=30),
    st.just({"id": "WH1", "key": "c2lnbmluZw==", "url": "u", "events": []}).map(
        lambda it: json.dumps(it).encode()
    ),
)


def kept(raw: Raw) -> Note:
    """A note as others get it, over the wire."""
    return unpacked(packed(redacted(raw)))


def same(taken: Note) -> None:
    one, other = Journal(), Journal()
    one.note(taken)
    other.note(kept(taken))
    shown = latest(one, Wanted(), None)
    assert latest(other, Wanted(), None) == shown
    assert curl_lines(other, shown) == curl_lines(one, shown)
    assert python_lines(shown[0], kept(taken), None, {}) == python_lines(shown[0], taken, None, {})


@given(body=_bodies, query=_texts, scheme=SCHEMES, status=st.sampled_from([200, 404]))
@example(body=b'"\xff s3cret-k"', query="", scheme="Bearer ", status=200)
@example(body=b'"Bearer \x01"', query="", scheme="Bearer ", status=200)
@example(body=b"a+b s3cret-k", query="a=%2B1&key=x", scheme="a b ", status=404)
def test_a_redacted_note_shows_what_the_note_shows(body: bytes, query: str, scheme: str, status: int) -> None:
    latin = query.encode().decode("latin-1")
    same(
        note(
            KEY,
            scheme,
            sent=body,
            sent_size=len(body),
            answered=body,
            answered_size=len(body),
            query=latin,
            status=status,
        )
    )


@given(before=st.integers(0, 12), escaped=st.booleans())
def test_a_body_that_is_cut_shows_the_same(before: int, escaped: bool) -> None:
    whole = b"%" * escaped + b"x" * (LONGEST_BODY - before - escaped) + KEY.encode() + b"x" * 60
    same(note(KEY, sent=whole[:LONGEST_BODY], sent_size=len(whole)))


@pytest.mark.parametrize("place", ESCAPED)
@given(key=KEYS, scheme=SCHEMES)
def test_no_key_is_written_wherever_a_caller_puts_it(place: str, key: str, scheme: str) -> None:
    parts: dict[str, Any] = ESCAPED[place](key)
    sizes = {f"{name}_size": len(parts[name]) for name in ("sent", "answered") if name in parts}
    taken = note(key, scheme, **parts, **sizes)
    plain = str(kept(note("-" * 50)))
    if key not in plain + "[redacted]":
        assert key not in str(kept(taken))
    assert entry(1, kept(taken)) == entry(1, taken)
