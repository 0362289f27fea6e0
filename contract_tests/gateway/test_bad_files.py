"""Files with mistakes: each is told with its line, all of them at once, and nothing is changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mock_gateway.clock import Clock
from mock_gateway.portable.moments import moment
from mock_gateway.portable.text import read

from .conftest import NOON, Bench
from .test_files import EXAMPLE


def refused(bench: Bench, raw: str | bytes) -> list[str]:
    """What is said about a file that must not be understood."""
    before = bench.state()
    answer = bench.ask("POST /_mock/api/import", data=raw.encode() if isinstance(raw, str) else raw)
    assert answer.status_code == 400, answer.text
    assert bench.state() == before
    return [each["message"] for each in answer.json["errors"]]


SEVERAL = """\
users:
  - {name: Ada, role: boss}
  - {name: Ben, email: no}
phone_numbers:
  - {number: +14155550101, name: Main Line, users: [Bob]}
contacts:
  - name: Jane
    custom_fields: {Unit: 1}
conversations:
  - number: Main Line
    with: +12065550111
    messages:
      - {in: Hello, at: soon}
      - {out: Hi, by: Zoë, stats: sent}
      - {at: -1d}
  - {with: Jim Doe, calls: [{in: 4}]}
settings: {rate_limit: -1, colour: red}
balance: 5
"""


def test_all_mistakes_are_told_at_once_each_in_its_line(empty: Bench) -> None:
    said = refused(empty, SEVERAL)
    beginnings = [
        "line 2, column 23, users[0].role: Expected owner or admin or member",
        "line 3, column 24, users[1].email: Expected string to match 'email' format",
        "line 5, column 53, phone_numbers[0].users[0]: Expected the id, name or e-mail",
        "line 8, column 27, contacts[0].custom_fields.Unit: Expected the name or key of one",
        "line 13, column 25, conversations[0].messages[0].at: Expected a time such as 2026-03-01",
        "line 14, column 23, conversations[0].messages[1].by: Expected the id, name or e-mail",
        "line 14, column 35, conversations[0].messages[1].stats: Unexpected field; there are at, by,",
        "line 15, column 9, conversations[0].messages[2]: Expected either in or out",
        "line 16, column 12, conversations[1].with[0]: Expected a number in E.164, or the",
        "line 16, column 34, conversations[1].calls[0].in: Expected a text; put it in quotes",
        "line 17, column 24, settings.rate_limit: Expected a whole number from 0 on",
        "line 17, column 36, settings.colour: Unexpected field; there are",
        "line 18, column 10, balance: Unexpected field; there are balance_cents, calls, contacts",
    ]
    assert [line for line in beginnings if not any(each.startswith(line) for each in said)] == []
    assert said[2].endswith("there are Ada, Ben")
    assert len(said) == len(beginnings)


def test_no_more_than_a_hundred_are_told(empty: Bench) -> None:
    said = refused(empty, "users: [" + "{role: boss}, " * 500 + "]")
    assert len(said) == 100
    answer = empty.ask("POST /_mock/api/import", data=b"users: [{role: boss}, {role: boss}]").json
    assert answer["message"].startswith("line 1, column 16, users[0].role: ")
    assert answer["message"].endswith("(and 1 more)")
    assert answer["errors"][1]["path"] == "/users/1/role"


BOMB = "a: &a [x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20)
)
UNREADABLE = [
    (BOMB, "b[0]: Expected it written out: aliases such as *a"),
    ("users: !!python/object/apply:os.system [echo]", "Expected a plain value: tags such as"),
    ("users: []\nusers: []", "line 2, column 1, users: Expected once: this name is here twice"),
    ("a: 1\n---\nb: 2", "Expected one document, and there is another"),
    ("a: " + "[" * 500_000, "Expected no more than 32 levels"),
    ("a: {" * 40, "Expected no more than 32 levels"),
    ("{[a]: 1}", "Expected the name of a field to be a plain text"),
    ("a: 1.0e999", "Expected a number that is not so large"),
    ("a: \t b\n\tc", "Expected YAML: "),
    ("a: 'b", "Expected YAML: "),
    ("a: \0", "Expected YAML: "),
    (b"a: \xff", "line 1, column 1: Expected UTF-8"),
    (b"\xff\xfea\x00", "line 1, column 1: Expected UTF-8"),
    ("- a", "line 1, column 1: Expected fields"),
    ("users", "line 1, column 1: Expected fields"),
    ("users: [{id: a b}]", "users[0].id: Expected an id of 1 to 200 characters without blanks"),
    ("users: [{id: US1}, {id: US1}]", "users[1].id: Expected an id of its own: US1 is here twice"),
    ('users: [{name: "a\\0b"}]', "users[0].name: Expected a text without NUL characters"),
    ("phone_numbers: [{number: +14155550101}, {number: +14155550101}]", "Expected a number that no"),
    ("contacts: [{external_id: a}, {external_id: a}]", "Expected an external_id that no other contact has"),
    ("conversations: [{with: '1'}, {with: ['1', '1']}]", "Expected a conversation of its own"),
    ("users: []", "line 1, column 8, users: Expected at least one user; leave users out for the usual one"),
    ("users: {}", "users: Expected a list"),
    ("conversations: [{with: '+15555555555'}]", "with[0]: Expected somebody else: this is the number itself"),
    ("conversations: [{with: ['+15555555555', '1']}]", "conversations[0].with[0]: Expected somebody else"),
    ("calls: [{in: missed, with: '+15555555555'}]", "calls[0].with[0]: Expected somebody else"),
    ("conversations: [{with: ['1', '2', '1']}]", "line 1, column 35, conversations[0].with[2]: Expected o"),
    ("contacts: [{name: Jo, phones: ['+1']}]\nconversations: [{with: [+1, Jo]}]", ".with[1]: Expected once"),
    ("conversations: [{}]", "conversations[0].with: Expected the number, or the name"),
    ("conversations: [{with: 12065550111}]", "Expected a number in E.164, such as +12065550111"),
    ("conversations: [{with: '1', number: Nope}]", "Expected the id, number or name of one phone number"),
    ("planned: [{event: party, of: AC1}]", "planned[0].event: Expected one of message.sent"),
    ("settings: {plan: gold}", "settings.plan: Expected business or starter"),
    ("phone_numbers: [{number: +14155550101, group_id: x}]", "users/0/groupId: Expected string to match"),
    ("balance_cents: -1", "balance_cents: Expected a whole number from 0"),
    ("documents: {users: []}", "documents: Unexpected field"),
    ("conversations: [{with: '1', messages: [{in: Hi, at: -99999999w}]}]", "from 1970 to the year 9000"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "said"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_file_that_means_harm_or_nothing_is_refused(raw: str | bytes, said: str) -> None:
    assert said in "\n".join(refused(Bench(seed="empty", clock=Clock(lambda: NOON)), raw))


def test_a_file_of_too_many_values_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mock_gateway.portable.text.MOST_VALUES", 1000)
    [said] = refused(Bench(seed="empty"), "users: [" + "0," * 1001 + "]")
    assert said.endswith("Expected no more than 1000 values in a file")


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_are_an_error_of_ours(raw: bytes) -> None:
    bench = Bench(seed="empty")
    before = bench.state()
    answer = bench.ask("POST /_mock/api/import", data=raw)
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or bench.state() == before


VALUE: Any = read(EXAMPLE.encode())[1]
JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("x" * 3000),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in items for place in places(item, (*path, key)))]


@given(place=st.sampled_from(places(VALUE)[1:]), junk=JUNK, name=st.none() | st.text(min_size=1, max_size=5))
def test_any_value_anywhere_is_understood_or_refused_wholly(place: Any, junk: Any, name: str | None) -> None:
    value = deepcopy(VALUE)
    target = value
    for step in place[:-1]:
        target = target[step]
    if name is not None and isinstance(target, dict):
        target[name] = target.pop(place[-1])
    else:
        target[place[-1]] = junk
    bench = Bench(seed="empty")
    before = bench.state()
    file = yaml.safe_dump(value, allow_unicode=True)
    answer = bench.ask("POST /_mock/api/import", data=file.encode("utf-8", "replace"))
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert bench.state() == before
        assert all(each["message"].startswith("line ") for each in answer.json["errors"])
    else:
        exported = bench.ask("GET /_mock/api/export").data
        bench.ok("POST /_mock/api/import", data=exported)
        assert bench.ask("GET /_mock/api/export").data == exported


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("now", 0), ("-3d 2h", -266_400), ("+10m", 600), ("- 1w", -604_800), ("+1h30m5s", 5405)],
)
def test_times_are_as_far_from_now_as_they_say(text: str, seconds: int) -> None:
    assert moment(text, NOON) - NOON == seconds * 1_000_000


@pytest.mark.parametrize(
    "text", ["", "3d", "-3", "-d", "tomorrow", "2026-13-01", "-3d x", "+99999999999d", "-100w" * 99]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Expected a time"):
        moment(text, NOON)
