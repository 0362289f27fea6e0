"""No key is shown by the journal, wherever a caller has put it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.journal.entry import entry
from mock_gateway.journal.notes import LONGEST_BODY, Journal, Note
from mock_gateway.journal.reading import Wanted, curl_lines, latest, lines
from mock_gateway.journal.redaction import HIDDEN, SHORTEST_KEY, Redaction

KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=SHORTEST_KEY, max_size=40)
SCHEMES = st.sampled_from(["Bearer ", "bearer  ", "", "Basic "])


def note(key: str, scheme: str = "Bearer ", **parts: Any) -> Note:
    plain: dict[str, Any] = {
        **{"real": 0, "now": 0, "duration": 0, "door": "gateway", "method": "POST", "path": "/quo/v1/users"},
        **{"query": "", "origin": ("http", "mock"), "authorization": scheme + key, "connection": None},
        **{"account_id": None, "workspace_id": None, "operation": None, "status": 200, "faults": ()},
        **{"sent": b"", "sent_size": 0, "answered": b"", "answered_size": 0},
    }
    return Note(**{**plain, **parts})


def shown(taken: Note) -> str:
    """Everything that any format shows of a note, with what JSON and shells escape put back."""
    journal = Journal()
    journal.note(taken)
    entries = latest(journal, Wanted(), None)
    texts = [str(entries), lines(entries), curl_lines(journal, entries)]
    return "\n".join([*texts, *(text.replace("\\\\", "\\").replace('\\"', '"') for text in texts)])


ESCAPED: dict[str, Callable[[str], dict[str, Any]]] = {
    "path": lambda key: {"path": f"/quo/v1/users/{key}"},
    "query": lambda key: {"query": f"a=1&b=x{quote_plus(key)}y"},
    "query name": lambda key: {"query": f"{quote(key, safe='')}=1"},
    "json": lambda key: {"sent": json.dumps({"a": [f"<{key}>"]}).encode()},
    "json name": lambda key: {"answered": json.dumps({key: 1}).encode()},
    "escaped json": lambda key: {"sent": ('"' + "".join(f"\\u{ord(c):04x}" for c in key) + '"').encode()},
    "form": lambda key: {"sent": f"key={quote_plus(key)}".encode()},
    "broken escapes": lambda key: {"sent": ('{"' + "".join(f"\\u{ord(c):04x}" for c in key)).encode()},
    "text": lambda key: {"answered": f"Invalid app name: {key}".encode()},
    "host": lambda key: {"origin": ("http", key)},
    "connection": lambda key: {"connection": key},
}


@pytest.mark.parametrize("place", ESCAPED)
@given(key=KEYS, scheme=SCHEMES)
def test_the_key_of_a_request_is_found_in_odd_places(place: str, key: str, scheme: str) -> None:
    if key in ("gateway", "application", "redacted", "undefined") or key in shown(note("-" * 50)):
        return  # it is a word of the journal's own
    found = shown(note(key, scheme, **ESCAPED[place](key)))
    assert key not in found
    assert quote(key, safe="") not in found or quote(key, safe="") == HIDDEN


@given(key=KEYS, before=st.integers(0, 60))
def test_a_body_that_is_cut_in_a_key_shows_none_of_it(key: str, before: int) -> None:
    whole = b"x" * (LONGEST_BODY - before) + key.encode() + b"x" * 60
    text = entry(1, note(key, sent=whole[:LONGEST_BODY], sent_size=len(whole))).body
    assert isinstance(text, str)
    assert not any(text.endswith(key[:length]) for length in range(4, len(key) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "maton_mock_key",
        '{"url":"http://mock/connect/?session_token=abc-DEF_123"}',
        "see /connect/?session_token=abc-DEF_123&next=1",
        "curl -H 'Authorization: Bearer abc-DEF_123'",
        "quo_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ],
)
def test_what_looks_like_a_key_is_left_out_whoever_sends_it(text: str) -> None:
    found = Redaction(None).text(text)
    assert HIDDEN in found
    for secret in ("maton_mock_key", "abc-DEF_123", "AAAA"):
        assert secret not in found


def test_a_session_token_in_a_query_is_left_out() -> None:
    assert "s3cret-token" not in shown(note("k" * 8, query="session_token=s3cret-token&app=quo"))


@given(st.text())
def test_a_text_without_keys_stays_as_it_is(text: str) -> None:
    assert Redaction("Bearer \x00never-in-a-text\x00").text(text) == text or "_" in text or "Bearer" in text
