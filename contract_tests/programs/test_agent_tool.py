"""agent_tool.py: an agent finds, reads, and sends no text that nobody agreed to, nor more than it may."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_tool import SCHEMAS, Agency, checked
from contract_tests.programs.program import Desk, assert_one_sentence
from maton_quo import Quo

PROGRAM = "agent_tool.py"
ANA = "+12065550177"
FROM = ("--from", "PN123abc")
UNASKED = Quo(api_key="key", base_url="http://127.0.0.1:9", max_retries=0)
"""A client that no test may get as far as to ask; nobody listens there."""


def call(name: str, **arguments: Any) -> str:
    return json.dumps({"name": name, "arguments": arguments}) + "\n"


def asked(desk: Desk, *lines: str, options: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], int]:
    done = desk.run(PROGRAM, *FROM, *options, stdin="".join(lines))
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def test_it_finds_by_name_and_number_and_reads_oldest_first(desk: Desk) -> None:
    with desk.quo as quo:
        contact = next(one for one in quo.contacts.list(max_results=50) if one.default_fields.phone_numbers)
        fields = contact.default_fields
    for text in ("first", "second", "third"):
        desk.control.receive_text(text, from_=ANA, workspace_id=desk.workspace_id)
        desk.control.advance(60)
    (by_name, by_number, thread), code = asked(
        desk,
        call("find_contact", query=(fields.first_name or "").upper()),
        call("find_contact", query=fields.phone_numbers[0].value),
        call("read_thread", number=ANA, count=2),
    )
    assert code == 0
    assert contact.id in [found["id"] for found in by_name["result"]]
    assert contact.id in [found["id"] for found in by_number["result"]]
    assert [message["text"] for message in thread["result"]] == ["second", "third"]


def test_without_a_terminal_nothing_is_sent_unless_that_was_agreed_before(desk: Desk) -> None:
    [refused], code = asked(desk, call("send_text", to=ANA, text="Hi"))
    assert (refused, code) == ({"error": "the text was not sent: nobody agreed to it"}, 1)
    assert desk.sent(ANA) == []
    [sent], code = asked(desk, call("send_text", to=ANA, text="Hi"), options=("--yes",))
    assert (sent["result"]["status"], sent["result"]["texts_left"], code) == ("queued", 2, 0)
    assert desk.sent(ANA) == ["Hi"]


def test_the_limit_holds_whatever_was_agreed(desk: Desk) -> None:
    lines = [call("send_text", to=ANA, text=f"Text {number}") for number in range(3)]
    answers, code = asked(desk, *lines, options=("--yes", "--limit", "2"))
    assert answers[2] == {"error": "the limit of texts for this run is reached"}
    assert (desk.sent(ANA), code) == (["Text 0", "Text 1"], 1)


def test_who_is_asked_sees_the_text_and_may_refuse(desk: Desk) -> None:
    shown: list[tuple[str, str]] = []

    def only_the_first(to: str, text: str) -> bool:
        shown.append((to, text))
        return len(shown) == 1

    with desk.quo as quo:
        agency = Agency(quo, "PN123abc", 3, only_the_first)
        assert "result" in agency.answer(call("send_text", to=ANA, text="One"))
        assert "error" in agency.answer(call("send_text", to=ANA, text="Two"))
    assert (shown, desk.sent(ANA), agency.left) == ([(ANA, "One"), (ANA, "Two")], ["One"], 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json\n", "not JSON"),
        ("[]\n", "no such tool"),
        (call("answer", line="{}"), "no such tool"),
        (call("__init__"), "no such tool"),
        (call("send_text", to=ANA), "needs text"),
        (call("send_text", to=ANA, text="Hi", from_="PN124abc"), "does not take from_"),
        (call("send_text", to="555", text="Hi"), "to must be a string like"),
        (call("send_text", to=[ANA], text="Hi"), "to must be a string like"),
        (call("send_text", to=ANA + "\n", text="Hi"), "to must be a string like"),
        (call("send_text", to=ANA, text="\ud83d"), "half of a character"),
        (call("send_text", to=ANA, text="   "), "text must have 1 to 320"),
        (call("send_text", to=ANA, text="a" * 321), "text must have 1 to 320"),
        (call("read_thread", number=ANA, count=True), "count must be a whole number"),
        (call("read_thread", number=ANA, count=51), "count must be a whole number"),
        (json.dumps({"name": "read_thread", "arguments": [ANA]}), "arguments must be an object"),
    ],
)
def test_a_bad_call_is_told_to_the_agent_and_sends_nothing(line: str, said: str) -> None:
    agency = Agency(UNASKED, "PN123abc", 3, lambda *_: True)
    assert said in agency.answer(line)["error"]


NAMES = st.sampled_from(["query", "to", "text", "count"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from(sorted(SCHEMAS)), st.dictionaries(st.sampled_from(["query", "to", "text", "count"]), JSON)
)
def test_whatever_an_agent_writes_has_an_answer(name: str, arguments: dict[str, Any]) -> None:
    agency = Agency(UNASKED, "PN123abc", 0, lambda *_: False)
    agency.find_contact = lambda query: []  # type: ignore[method-assign]
    assert set(agency.answer(call(name, **arguments))) <= {"result", "error"}


def test_after_an_error_of_quo_the_agent_goes_on(desk: Desk) -> None:
    answers, code = asked(
        desk,
        call("send_text", to="+15005550003", text="Hi"),  # this recipient has opted out
        call("send_text", to=ANA, text="Hi"),
        options=("--yes",),
    )
    assert "Opted Out" in answers[0]["error"]
    assert ("result" in answers[1], code) == (True, 1)


def test_the_definitions_are_schemas_that_need_no_key(desk: Desk) -> None:
    done = desk.run(PROGRAM, "--tools", without="MATON_API_KEY")
    tools = json.loads(done.stdout)
    assert [tool["name"] for tool in tools] == ["find_contact", "read_thread", "send_text"]
    assert all(
        tool["description"] and tool["input_schema"]["additionalProperties"] is False for tool in tools
    )
    assert checked(call("find_contact", query="Ada")) == ("find_contact", {"query": "Ada"})


def test_a_missing_key_or_number_is_told_without_a_traceback(desk: Desk) -> None:
    assert_one_sentence(desk.run(PROGRAM, *FROM, without="MATON_API_KEY"), "MATON_API_KEY")
    done = desk.run(PROGRAM)
    assert (done.returncode, "--from is missing" in done.stderr) == (2, True)
